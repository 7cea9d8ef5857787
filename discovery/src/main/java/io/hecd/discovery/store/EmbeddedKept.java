package io.hecd.discovery.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key of an {@link EmbeddedStore} that lives as long as the process does: its time begins anew whenever it is up. */
final class EmbeddedKept implements Store.Kept {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKept.class);

    private final EmbeddedStore store;
    private final Change put;
    private final Consumer<StoreException> lost;
    private final CompletableFuture<Outcome> written = new CompletableFuture<>();
    private volatile boolean withdrawn;

    EmbeddedKept(EmbeddedStore store, Change put, Consumer<StoreException> lost) {
        if (put.kind() != Change.Kind.PUT || put.ttlMillis() <= 0)
            throw new IllegalArgumentException("only a key with a time to live can be kept");
        this.store = store;
        this.put = put;
        this.lost = lost;
    }

    Change put() {
        return put;
    }

    @Override
    public CompletableFuture<Outcome> written() {
        return written;
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        withdrawn = true;
        return written.handle((outcome, failure) -> failure == null && outcome.done() ? outcome.revision() : 0)
                .thenCompose(revision -> store.commit(Change.delete(put.key())
                        .when(new Change.Condition(Change.Condition.Test.MODIFIED, "", revision))))
                .thenAccept(outcome -> {});
    }

    /** On the store's thread. */
    void lost(StoreException why) {
        if (withdrawn || !written.isDone() || written.isCompletedExceptionally()) return;
        try {
            lost.accept(why);
        } catch (RuntimeException e) {
            LOG.error("who keeps {} failed: {}", put.key(), e.getMessage(), e);
        }
    }
}
