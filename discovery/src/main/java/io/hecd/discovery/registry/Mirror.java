package io.hecd.discovery.registry;

import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Event;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The keys below one prefix as the store has them: reads the whole set, watches from its revision, and on any trouble reads
 * the whole set again. Whatever fails, the set stays what it was. Confined to the registry's thread.
 */
final class Mirror {
    private static final long EVENTS_ARE_LATE_MILLIS = 1_000;
    private static final String PRESENT = "=";

    private final String prefix;
    private final Registry registry;
    private final List<Follower> followers = new ArrayList<>();
    private final Map<String, Entry> keys = new TreeMap<>();

    /** Counts reads and watches, so that what an earlier one still has to say is not heard. */
    private int turn;

    private int failures;
    private Optional<Store.Watch> watch = Optional.empty();
    private boolean known;
    private boolean fromFile;
    private boolean closed;
    private String cluster = "";
    private long revision;
    private long lastSyncMillis;
    private long lostEvents;
    private String trouble = "";

    private boolean publishing;
    private long publishedAtMillis = Long.MIN_VALUE / 2;

    Mirror(String prefix, Registry registry, Optional<Snapshot> remembered) {
        this.prefix = prefix;
        this.registry = registry;
        remembered.ifPresent(snapshot -> {
            fromFile = true;
            known = true;
            take(snapshot);
        });
    }

    void start() {
        read();
        registry.later(this::reconcile, firstReconcileMillis());
    }

    /** By chance, and no later than the others: a thousand prefixes must not be read in one moment, with changes waiting. */
    private long firstReconcileMillis() {
        long most = registry.pace().reconcileMillis();
        return most / 4 + ThreadLocalRandom.current().nextLong(Math.max(1, most - most / 4));
    }

    void add(Follower follower) {
        followers.add(follower);
        // The remembered set waits for the store's answer, which is better, or for its failure.
        if (known && !fromFile) follower.whole(snapshot(), true);
        else if (known && failures > 0) follower.whole(snapshot(), false);
    }

    /** @return true if nobody follows any more */
    boolean remove(Follower follower) {
        followers.remove(follower);
        return followers.isEmpty();
    }

    void close() {
        closed = true;
        stopWatching();
    }

    private void stopWatching() {
        turn++;
        watch.ifPresent(Store.Watch::close);
        watch = Optional.empty();
    }

    private void read() {
        stopWatching();
        int mine = turn;
        registry.store()
                .read(prefix)
                .whenComplete((snapshot, failure) -> registry.execute(() -> {
                    if (mine != turn || closed) return;
                    if (failure == null) synced(snapshot);
                    else failed(failure);
                }));
    }

    private void synced(Snapshot snapshot) {
        if (!trouble.isEmpty() || fromFile)
            registry.say(
                    prefix + " is read again, " + counted(snapshot.entries().size()));
        tellOfHistory(snapshot);
        failures = 0;
        trouble = "";
        fromFile = false;
        boolean first = !known;
        known = true;
        lastSyncMillis = registry.clock().wallMillis();
        boolean changed = !differences(snapshot).isEmpty();
        take(snapshot);
        if (first || changed) publish();
        else registry.save();
        watchFrom(snapshot);
        registry.note();
    }

    /** Another cluster, or a revision that went back: a store restored from a copy, or replaced (etcd#16028). */
    private void tellOfHistory(Snapshot snapshot) {
        if (!known || cluster.isEmpty()) return;
        if (!cluster.equals(snapshot.cluster()))
            registry.warn(prefix + " comes from another cluster now, " + snapshot.cluster() + " instead of " + cluster);
        else if (snapshot.revision() < revision)
            registry.warn(prefix + " went back from revision " + revision + " to " + snapshot.revision());
    }

    private void take(Snapshot snapshot) {
        keys.clear();
        for (Entry entry : snapshot.entries()) keys.put(entry.key(), entry);
        cluster = snapshot.cluster();
        revision = snapshot.revision();
    }

    private void watchFrom(Snapshot read) {
        int mine = turn;
        watch = Optional.of(registry.store().watch(prefix, read, new Store.Watcher() {
            @Override
            public void changed(long at, List<Event> events) {
                registry.execute(() -> {
                    if (mine == turn) apply(at, events);
                });
            }

            @Override
            public void progressed(long at) {
                registry.execute(() -> {
                    if (mine == turn) revision = Math.max(revision, at);
                });
            }

            @Override
            public void broken(StoreException why) {
                registry.execute(() -> {
                    if (mine == turn) failed(why);
                });
            }
        }));
    }

    private void apply(long at, List<Event> events) {
        revision = at;
        boolean changed = false;
        for (Event event : events) {
            Entry entry = event.entry();
            String before = valueOf(entry.key());
            if (event.kind() == Event.Kind.PUT) keys.put(entry.key(), entry);
            else keys.remove(entry.key());
            changed |= !before.equals(valueOf(entry.key()));
        }
        registry.note();
        if (changed) publish();
    }

    private void failed(Throwable failure) {
        stopWatching();
        Throwable cause = StoreException.cause(failure);
        boolean history = cause instanceof StoreException known
                && (known.reason() == StoreException.Reason.COMPACTED
                        || known.reason() == StoreException.Reason.RESTARTED);
        String sentence = String.valueOf(cause.getMessage());
        if (history) {
            registry.say(prefix + ": " + sentence + "; reading the whole set");
        } else if (!sentence.equals(trouble)) {
            registry.warn(prefix + " cannot be followed: " + sentence + "; "
                    + (this.known ? "going on with " + counted(keys.size()) : "no set is known"));
            trouble = sentence;
        }
        failures++;
        if (fromFile && failures == 1) publish();
        registry.note();
        int mine = turn;
        long wait = history && failures == 1 ? 0 : registry.pace().backOff().apply(failures);
        registry.later(
                () -> {
                    if (mine == turn && !closed) read();
                },
                wait);
    }

    /** Whatever the watch says, a whole read now and then (etcd#18089). */
    private void reconcile() {
        if (closed) return;
        registry.later(this::reconcile, registry.pace().reconcileMillis());
        if (watch.isEmpty()) return;
        int mine = turn;
        registry.store()
                .read(prefix)
                .whenComplete((snapshot, failure) -> registry.execute(() -> {
                    // A read that fails says nothing about the watch.
                    if (mine != turn || failure != null) return;
                    lastSyncMillis = registry.clock().wallMillis();
                    registry.note();
                    Map<String, String> wrong = differences(snapshot);
                    // The events of a difference may be on their way: it counts if it is still there a little later.
                    if (!wrong.isEmpty()) registry.later(() -> lookAgain(mine, wrong), EVENTS_ARE_LATE_MILLIS);
                }));
    }

    private void lookAgain(int mine, Map<String, String> wrong) {
        if (mine != turn || closed) return;
        for (var key : wrong.entrySet()) {
            if (!valueOf(key.getKey()).equals(key.getValue())) continue;
            lostEvents++;
            registry.warn(prefix + " is not what the watch told, for one " + key.getKey() + "; reading the whole set");
            read();
            return;
        }
    }

    /** Keys that the store has otherwise, with their values here; a key that is not there has none. */
    private Map<String, String> differences(Snapshot snapshot) {
        Map<String, String> wrong = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : snapshot.entries()) {
            seen.add(entry.key());
            String own = valueOf(entry.key());
            if (!own.equals(PRESENT + entry.value())) wrong.put(entry.key(), own);
        }
        for (String key : keys.keySet()) if (!seen.contains(key)) wrong.put(key, valueOf(key));
        return wrong;
    }

    /** Tells a key that is not there from an empty one. */
    private String valueOf(String key) {
        Entry entry = keys.get(key);
        return entry == null ? "" : PRESENT + entry.value();
    }

    /** At once when the last time is long enough ago, else when it is. */
    private void publish() {
        if (publishing) return;
        long since = registry.clock().millis() - publishedAtMillis;
        if (since >= registry.pace().debounceMillis()) {
            publishNow();
        } else {
            publishing = true;
            registry.later(this::publishNow, registry.pace().debounceMillis() - since);
        }
    }

    private void publishNow() {
        publishing = false;
        publishedAtMillis = registry.clock().millis();
        Snapshot snapshot = snapshot();
        for (Follower follower : List.copyOf(followers)) follower.whole(snapshot, !fromFile);
        if (!fromFile) registry.save();
    }

    private Snapshot snapshot() {
        return new Snapshot(cluster, revision, List.copyOf(keys.values()));
    }

    /** The set, if the store has told it. */
    Optional<Snapshot> live() {
        return known && !fromFile ? Optional.of(snapshot()) : Optional.empty();
    }

    private static String counted(int keys) {
        return keys + (keys == 1 ? " key" : " keys");
    }

    boolean isWatching() {
        return watch.isPresent();
    }

    boolean isFromFile() {
        return fromFile;
    }

    String cluster() {
        return cluster;
    }

    long revision() {
        return revision;
    }

    long lastSyncMillis() {
        return lastSyncMillis;
    }

    long lostEvents() {
        return lostEvents;
    }

    int size() {
        return keys.size();
    }

    String trouble() {
        return trouble;
    }
}
