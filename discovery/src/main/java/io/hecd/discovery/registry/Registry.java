package io.hecd.discovery.registry;

import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.time.Clock;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry while hecd runs: its store, and a {@link Mirror} for each prefix that somebody follows, all on one thread of its
 * own ("hecd-registry-NAME"), so that neither a slow store nor a slow name server reaches the traffic.
 */
public final class Registry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd.discovery");
    /** Many changes make one write of the file. */
    private static final long SAVE_AFTER_MILLIS = 500;

    private final String name;
    private final Store store;
    private final Clock clock;
    private final Pace pace;
    private final LastGood lastGood;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<String, Mirror> mirrors = new LinkedHashMap<>();
    private Map<String, Snapshot> remembered = Map.of();
    private Optional<KeysFace> face = Optional.empty();
    private boolean saving;
    private volatile RegistryStatus status = new RegistryStatus(false, false, "", 0, 0, 0, "", 0);

    public Registry(String name, Store store, LastGood lastGood, Pace pace, Clock clock) {
        this.name = name;
        this.store = store;
        this.lastGood = lastGood;
        this.pace = pace;
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "hecd-registry-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        // Or the next read of the whole set, a minute ahead, would hold up the end.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.execute(() -> remembered = lastGood.load());
    }

    public String name() {
        return name;
    }

    public Store store() {
        return store;
    }

    /** Serves the v2 keys API if `config` has an `http` line. Control thread, as {@link #stopServing}. */
    void serve(RegistryConfig config) {
        if (config.http().isPresent()) face = Optional.of(new KeysFace(this, config));
    }

    void stopServing() {
        face.ifPresent(KeysFace::close);
        face = Optional.empty();
    }

    /** Where the v2 keys API is served; empty if it is not, or not yet. Control thread. */
    public Optional<InetSocketAddress> serving() {
        return face.flatMap(KeysFace::address);
    }

    /** As of the last change of it; any thread. */
    public RegistryStatus status() {
        return status;
    }

    /** Gives `follower` every set below `prefix` from now on, the known one at once. Any thread. */
    public void follow(String prefix, Follower follower) {
        thread.execute(() -> mirrors.computeIfAbsent(prefix, this::mirror).add(follower));
    }

    /** Ends what {@link #follow} began; the last of a prefix ends its watch. Any thread. */
    public void forget(String prefix, Follower follower) {
        thread.execute(() -> {
            Mirror mirror = mirrors.get(prefix);
            if (mirror == null || !mirror.remove(follower)) return;
            mirror.close();
            mirrors.remove(prefix);
            note();
        });
    }

    private Mirror mirror(String prefix) {
        Mirror mirror = new Mirror(prefix, this, Optional.ofNullable(remembered.get(prefix)));
        mirror.start();
        return mirror;
    }

    /** Runs `task` on the registry's thread, unless it is closed by then. */
    void execute(Runnable task) {
        if (!thread.isShutdown()) thread.execute(guarded(task));
    }

    void later(Runnable task, long millis) {
        if (!thread.isShutdown()) thread.schedule(guarded(task), millis, TimeUnit.MILLISECONDS);
    }

    /** A fault in one task must not end what the others do. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Registry {}: a fault of hecd's own", name, e);
            }
        };
    }

    Pace pace() {
        return pace;
    }

    Clock clock() {
        return clock;
    }

    void say(String sentence) {
        LOG.info("Registry {}: {}", name, sentence.replaceAll("\\p{Cntrl}", " "));
    }

    void warn(String sentence) {
        LOG.warn("Registry {}: {}", name, sentence.replaceAll("\\p{Cntrl}", " "));
    }

    /** Something about a mirror changed. */
    void note() {
        boolean up = !mirrors.isEmpty();
        boolean fromFile = false;
        String cluster = "";
        String trouble = "";
        long revision = 0;
        long synced = Long.MAX_VALUE;
        long lost = 0;
        int keys = 0;
        for (Mirror mirror : mirrors.values()) {
            up &= mirror.isWatching();
            fromFile |= mirror.isFromFile();
            revision = Math.max(revision, mirror.revision());
            synced = Math.min(synced, mirror.lastSyncMillis());
            lost += mirror.lostEvents();
            keys += mirror.size();
            if (!mirror.cluster().isEmpty()) cluster = mirror.cluster();
            if (!mirror.trouble().isEmpty()) trouble = mirror.trouble();
        }
        status = new RegistryStatus(
                up, fromFile, cluster, revision, mirrors.isEmpty() ? 0 : synced, keys, trouble, lost);
    }

    /** A set changed: it is written to the file soon. */
    void save() {
        if (saving) return;
        saving = true;
        later(this::saveNow, SAVE_AFTER_MILLIS);
    }

    private void saveNow() {
        saving = false;
        Map<String, Snapshot> sets = new LinkedHashMap<>(remembered);
        mirrors.forEach((prefix, mirror) -> mirror.live().ifPresent(snapshot -> sets.put(prefix, snapshot)));
        remembered = sets;
        lastGood.save(sets);
    }

    /** Ends watches and the store; the last sets are written. */
    @Override
    public void close() {
        if (thread.isShutdown()) return;
        stopServing();
        thread.execute(() -> {
            if (saving) saveNow();
            mirrors.values().forEach(Mirror::close);
            mirrors.clear();
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) thread.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
