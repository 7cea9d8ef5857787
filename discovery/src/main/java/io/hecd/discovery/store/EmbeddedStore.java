package io.hecd.discovery.store;

import io.hecd.time.Clock;
import io.hecd.time.Timer;
import io.hecd.time.Timers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one file of this machine, held by one process; the whole set is in memory. One thread, `hecd-store`, does all:
 * it takes what has gathered, writes it with one wait for the disk, and only then answers. A key with a time to live gets its
 * full time anew when the store is opened; when the marker of a directory (`/a/`) expires, so does what is below it.
 */
public final class EmbeddedStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final String FILE_NAME = "hecd.store";
    private static final int BATCH = 1024;
    private static final long PROGRESS_MILLIS = 2000;

    private final Path path;
    private final Clock clock;
    private final LinkedBlockingQueue<StoreTask> tasks = new LinkedBlockingQueue<>(Limits.WAITING);
    private final Thread thread = new Thread(this::run, "hecd-store");
    private volatile boolean closing;

    // The store's thread:
    private final Timers timers;
    private final KeyTable table;
    private final Watches watches;
    private final String cluster;
    /** Null while it could not be opened again after a failure. */
    private @Nullable StoreFile file;

    private final Timer progress = new Timer() {
        @Override
        protected void expired() {
            watches.progressed(table.revision());
            timers.in(this, PROGRESS_MILLIS);
        }
    };

    /**
     * Opens the store, or makes it.
     *
     * @param place a directory, made when it is not there, or the file itself
     * @throws StoreException when another process has it, when it is damaged, when it cannot be read
     */
    public static EmbeddedStore open(Path place, Clock clock) {
        return open(place, clock, Limits.STANDARD);
    }

    public static EmbeddedStore open(Path place, Clock clock, Limits limits) {
        EmbeddedStore store =
                new EmbeddedStore(Files.isRegularFile(place) ? place : place.resolve(FILE_NAME), clock, limits);
        store.thread.setDaemon(true);
        store.thread.start();
        return store;
    }

    private EmbeddedStore(Path path, Clock clock, Limits limits) {
        this.path = path;
        this.clock = clock;
        this.timers = new Timers(clock, deadline -> {});
        this.table = new KeyTable(clock, timers, limits);
        StoreFile opened = opened();
        this.file = opened;
        this.cluster = opened.cluster();
        this.watches = new Watches(limits.history(), cluster, table.revision());
        timers.in(progress, PROGRESS_MILLIS);
    }

    @Override
    public CompletableFuture<Snapshot> read(String prefix) {
        CompletableFuture<Snapshot> future = new CompletableFuture<>();
        submit(new StoreTask.Read(table -> table.below(prefix), future));
        return future;
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        CompletableFuture<Snapshot> future = new CompletableFuture<>();
        submit(new StoreTask.Read(table -> table.exactly(keys), future));
        return future;
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        submit(new StoreTask.Commit(change, future));
        return future;
    }

    @Override
    public Watch watch(String prefix, long after, Watcher watcher) {
        return watch(new Watches.Running(prefix, "", after, watcher));
    }

    @Override
    public Watch watch(String prefix, Snapshot read, Watcher watcher) {
        return watch(new Watches.Running(prefix, read.cluster(), read.revision(), watcher));
    }

    private Watch watch(Watches.Running running) {
        submit(new StoreTask.Watch(running));
        return running;
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        EmbeddedKept kept = new EmbeddedKept(this, put, lost);
        submit(new StoreTask.Keep(kept));
        return kept;
    }

    @Override
    public String name() {
        return "embedded " + path;
    }

    /** Looks at the clock: for tests, whose clock moves without time passing. */
    public void tick() {
        if (!tasks.offer(new StoreTask.Tick())) LOG.debug("too much to do to look at the clock");
    }

    /** How often the disk was waited for. */
    long flushes() {
        StoreFile now = file;
        return now == null ? 0 : now.writes();
    }

    @Override
    public void close() {
        closing = true;
        tick();
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        // What came after the last look of the thread.
        failAll();
    }

    private void submit(StoreTask task) {
        if (closing) task.fail(closed());
        else if (!tasks.offer(task))
            task.fail(new StoreException(
                    StoreException.Reason.FULL, Limits.WAITING + " requests wait for the disk of " + name()));
        else if (closing && !thread.isAlive()) failAll();
    }

    private void run() {
        List<StoreTask> batch = new ArrayList<>();
        while (!closing) {
            try {
                take(batch);
                work(batch);
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException | Error e) {
                // Whatever it was, memory may not be what the file says.
                LOG.error("{}: {}", name(), e.getMessage(), e);
                undo(batch, new StoreException(StoreException.Reason.UNREACHABLE, name() + ": " + e, e));
            }
            batch.clear();
        }
        watches.broken(closed());
        table.letGo(closed());
        failAll();
        StoreFile last = file;
        if (last != null) last.close();
    }

    private void take(List<StoreTask> batch) throws InterruptedException {
        long wait = timers.next() - clock.millis();
        StoreTask first = wait <= 0 ? tasks.poll() : tasks.poll(wait, TimeUnit.MILLISECONDS);
        if (first == null) return;
        batch.add(first);
        tasks.drainTo(batch, BATCH - 1);
    }

    private void work(List<StoreTask> batch) {
        if (file == null && !reopened(batch)) return;
        for (StoreTask task : batch) task.apply(table, cluster);
        timers.run();
        List<History.Step> steps = List.of();
        try {
            StoreFile now = file;
            if (now != null && !table.steps().isEmpty()) {
                now.write(table);
                steps = List.copyOf(table.steps());
                table.flushed();
            }
        } catch (StoreException e) {
            LOG.error("{}; nothing was changed", e.getMessage());
            undo(batch, e);
        }
        for (StoreTask task : batch) task.answer();
        watches.happened(steps);
        for (StoreTask task : batch) task.begin(watches, table.revision());
    }

    /** The file has what was true before: it is read again, and only those who wanted to read are answered. */
    private void undo(List<StoreTask> batch, StoreException why) {
        StoreFile failed = file;
        file = null;
        if (failed != null) failed.close();
        for (StoreTask task : batch) if (task.changes()) task.fail(why);
        if (reopened(batch)) for (StoreTask task : batch) if (!task.changes()) task.apply(table, cluster);
    }

    private boolean reopened(List<StoreTask> batch) {
        try {
            file = opened();
            return true;
        } catch (StoreException e) {
            for (StoreTask task : batch) task.fail(e);
            return false;
        }
    }

    private StoreFile opened() {
        StoreFile found = loaded();
        if (!found.isLoose()) return found;
        // Another process may come between; then this one is told so.
        found.closeCompacted();
        return loaded();
    }

    private StoreFile loaded() {
        StoreFile opened = StoreFile.open(path);
        try {
            opened.load(table);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void failAll() {
        for (StoreTask task; (task = tasks.poll()) != null; ) task.fail(closed());
    }

    private StoreException closed() {
        return new StoreException(StoreException.Reason.CLOSED, name() + " is closed");
    }
}
