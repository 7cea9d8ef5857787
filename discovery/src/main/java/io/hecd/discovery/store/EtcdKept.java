package io.hecd.discovery.store;

import io.etcd.jetcd.lease.LeaseGrantResponse;
import io.hecd.discovery.store.StoreException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key of etcd with a lease of its own that is prolonged three times within its life, by whichever member answers. It is lost
 * when etcd does not know the lease any more, or nobody answered for a whole life. Used on the store's thread.
 */
final class EtcdKept implements Store.Kept {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdKept.class);

    /** After a question without an answer the next one comes at least so soon. */
    private static final long IMPATIENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EtcdStore store;
    private final Change put;
    private final Consumer<StoreException> lost;
    private final CompletableFuture<Outcome> written = new CompletableFuture<>();
    private long lease;
    private long lifeNanos;
    private long aliveAtNanos;
    private long askAtNanos;
    private boolean asking;
    private boolean ended;

    EtcdKept(EtcdStore store, Change put, Consumer<StoreException> lost) {
        if (put.kind() != Change.Kind.PUT || put.ttlMillis() <= 0)
            throw new IllegalArgumentException("only a key with a time to live can be kept");
        this.store = store;
        this.put = put;
        this.lost = lost;
    }

    @Override
    public CompletableFuture<Outcome> written() {
        return written;
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        written.whenComplete((outcome, failure) -> store.run(() -> {
            if (ended || !isWritten()) {
                done.complete(null);
                return;
            }
            end();
            store.settle(store.revoke(lease), (revoked, trouble) -> {
                if (trouble == null) done.complete(null);
                else done.completeExceptionally(trouble);
            });
        }));
        return done;
    }

    void granted(LeaseGrantResponse granted) {
        lease = granted.getID();
        lifeNanos = TimeUnit.SECONDS.toNanos(granted.getTTL());
        alive(store.clock().nanos());
    }

    void written(Outcome outcome, @Nullable Throwable failure) {
        if (failure == null) {
            if (outcome.done()) store.take(this);
            written.complete(outcome);
            return;
        }
        // Whether it was written is not known: without its lease it is not.
        if (lease != 0) {
            var unused = store.revoke(lease);
        }
        written.completeExceptionally(failure);
    }

    void tick(long nowNanos) {
        if (asking || nowNanos - askAtNanos < 0) return;
        asking = true;
        store.settle(store.prolong(lease), this::answered);
    }

    private void answered(Long secondsLeft, @Nullable Throwable failure) {
        asking = false;
        if (ended) return;
        long now = store.clock().nanos();
        if (failure == null && secondsLeft > 0) {
            alive(now);
        } else if (failure == null || EtcdTrouble.of("", failure).reason() == Reason.REFUSED) {
            lose(new StoreException(Reason.UNREACHABLE, store.name() + " has ended the lease of " + put.key()));
        } else if (now - aliveAtNanos >= lifeNanos) {
            lose(EtcdTrouble.of(store.name(), failure));
        } else {
            askAtNanos = now + Math.min(lifeNanos / 3, IMPATIENT_NANOS);
        }
    }

    private void alive(long nowNanos) {
        aliveAtNanos = nowNanos;
        askAtNanos = nowNanos + lifeNanos / 3;
    }

    /** The key has another lease, or is deleted, by a change that came through this store. */
    void freed(long other) {
        if (other == lease)
            lose(new StoreException(Reason.REFUSED, put.key() + " was deleted or written by somebody else"));
    }

    void lose(StoreException why) {
        if (ended) return;
        end();
        try {
            lost.accept(why);
        } catch (RuntimeException e) {
            LOG.error("who keeps {} failed: {}", put.key(), e.getMessage(), e);
        }
    }

    private boolean isWritten() {
        return written.isDone()
                && !written.isCompletedExceptionally()
                && written.join().done();
    }

    private void end() {
        ended = true;
        store.forget(this);
    }
}
