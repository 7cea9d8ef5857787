package io.hecd.discovery.announce;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A key of a {@link KeysStore} that is refreshed (v2 API: `refresh=true`) three times within its life. On the store's thread. */
final class KeysKept implements Store.Kept {
    private final KeysClient client;
    private final ScheduledExecutorService thread;
    private final Change put;
    private final Consumer<StoreException> lost;
    private final Clock clock = Clock.system();
    private final CompletableFuture<Outcome> written = new CompletableFuture<>();
    private long aliveAt;
    private boolean ended;

    KeysKept(KeysClient client, ScheduledExecutorService thread, Change put, Consumer<StoreException> lost) {
        this.client = client;
        this.thread = thread;
        this.put = put;
        this.lost = lost;
    }

    void written(Outcome outcome, @Nullable Throwable failure) {
        if (failure == null) {
            alive();
            written.complete(outcome);
        } else {
            written.completeExceptionally(failure);
        }
    }

    private void alive() {
        aliveAt = clock.millis();
        later();
    }

    private void later() {
        thread.schedule(this::refresh, put.ttlMillis() / 3, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        if (ended) return;
        boolean late = clock.millis() - aliveAt >= put.ttlMillis();
        try {
            if (client.refresh(put)) alive();
            else if (late) lose(new StoreException(Reason.UNREACHABLE, put.key() + " has ended with its time"));
            else lose(new StoreException(Reason.REFUSED, put.key() + " was deleted or written by somebody else"));
        } catch (StoreException e) {
            if (late) lose(e);
            else later();
        }
    }

    private void lose(StoreException why) {
        ended = true;
        lost.accept(why);
    }

    @Override
    public CompletableFuture<Outcome> written() {
        return written;
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                if (!ended && written.isDone() && !written.isCompletedExceptionally()) {
                    ended = true;
                    var unused = client.delete(put.key(), Optional.of(put.value()));
                }
                done.complete(null);
            } catch (StoreException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
