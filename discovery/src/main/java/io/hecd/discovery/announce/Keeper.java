package io.hecd.discovery.announce;

import io.hecd.discovery.registry.Pace;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.discovery.store.StoreException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one key in a store until it is closed: writes it, writes it anew when its lease was lost, tries again with back-off
 * while the store does not answer. A key that somebody else deletes or writes stays as they left it. One thread of its own.
 */
public final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd.discovery");

    private final Store store;
    private final String key;
    private final long ttlMillis;
    private final Supplier<String> value;
    private final ScheduledThreadPoolExecutor thread;
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();
    private volatile String trouble = "not written yet";

    /** Counts writes, so that what an earlier one still has to say is not heard. */
    private int turn;

    private int failures;
    private boolean closed;
    private String written = "";
    private Optional<Store.Kept> kept = Optional.empty();

    private Keeper(Store store, String key, Duration ttl, Supplier<String> value) {
        this.store = store;
        this.key = key;
        this.ttlMillis = ttl.toMillis();
        this.value = value;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "hecd-announce");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins at once and waits for nothing. */
    public static Keeper start(Store store, String key, Duration ttl, String value) {
        return start(store, key, ttl, () -> value, Duration.ZERO);
    }

    /** A value that changes: asked for so often, on the keeper's thread, and written when it differs. */
    public static Keeper start(Store store, String key, Duration ttl, Supplier<String> value, Duration lookEvery) {
        Keeper keeper = new Keeper(store, key, ttl, value);
        keeper.run(keeper::write);
        long millis = lookEvery.toMillis();
        if (millis > 0)
            keeper.thread.scheduleWithFixedDelay(keeper.guarded(keeper::look), millis, millis, TimeUnit.MILLISECONDS);
        return keeper;
    }

    /** Whether the key was written within this time. */
    public boolean await(Duration patience) {
        return within(first, patience);
    }

    /** Why the key is not in the store as far as known; empty when all is well. */
    public String trouble() {
        return trouble;
    }

    private void look() {
        if (kept.isPresent() && failures == 0 && !value.get().equals(written)) write();
    }

    private void write() {
        if (closed) return;
        int mine = ++turn;
        String text = value.get();
        Store.Kept now = store.keep(
                Change.put(key, text).living(ttlMillis),
                why -> run(() -> {
                    if (mine == turn) lost(why);
                }));
        kept = Optional.of(now);
        now.written()
                .whenComplete((outcome, failure) -> run(() -> {
                    if (mine != turn) return;
                    if (failure == null) written(text);
                    else failed(failure);
                }));
    }

    private void written(String text) {
        if (failures > 0) LOG.info("{} is announced again in {}", key, store.name());
        failures = 0;
        trouble = "";
        written = text;
        first.complete(true);
    }

    private void lost(StoreException why) {
        if (why.reason() == Reason.REFUSED) {
            LOG.warn("{}; it is not announced any more", why.getMessage());
            trouble = String.valueOf(why.getMessage());
            kept = Optional.empty();
            turn++;
        } else {
            failed(why);
        }
    }

    private void failed(Throwable failure) {
        Throwable cause = StoreException.cause(failure);
        if (cause instanceof StoreException known && known.reason() == Reason.CLOSED) return;
        String sentence = String.valueOf(cause.getMessage());
        if (!sentence.equals(trouble)) LOG.warn("{} cannot be announced: {}; trying again", key, sentence);
        trouble = sentence;
        failures++;
        int mine = turn;
        thread.schedule(
                guarded(() -> {
                    if (mine == turn) write();
                }),
                Pace.BACK_OFF.apply(failures),
                TimeUnit.MILLISECONDS);
    }

    /** Takes the key back; waits a second at most, then it ends with its time to live. */
    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }

    /** Takes the key back, and waits no longer than this for it. */
    public void close(Duration patience) {
        if (thread.isShutdown()) return;
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        run(() -> {
            closed = true;
            turn++;
            kept.map(Store.Kept::withdraw)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .whenComplete((done, failure) -> {
                        if (failure != null)
                            LOG.warn("{} is not withdrawn: {}; its time to live ends it", key, failure.getMessage());
                        gone.complete(true);
                    });
        });
        within(gone, patience);
        thread.shutdown();
    }

    private void run(Runnable task) {
        if (!thread.isShutdown()) thread.execute(guarded(task));
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{} cannot be announced", key, e);
            }
        };
    }

    private static boolean within(CompletableFuture<Boolean> event, Duration patience) {
        try {
            return event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
