package io.hecd.discovery.store;

import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.lease.LeaseTimeToLiveResponse;
import io.etcd.jetcd.options.LeaseOption;
import io.hecd.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * When leases end, as far as known: of those this store granted, and of others when a read asked. Only an estimate, since
 * their owners keep them alive. Used on the store's thread.
 */
final class EtcdLeases {
    /** A read does not ask about more foreign leases than this. */
    private static final int MAX_QUESTIONS = 1000;

    /** How long a read waits for them. */
    private static final long PATIENCE_MILLIS = 500;

    private static final int SWEEP_FROM = 1024;

    private record Lease(long endsAtMillis, boolean own) {}

    private final Map<Long, Lease> leases = new HashMap<>();
    private final Clock clock;
    private int sweepAt = SWEEP_FROM;

    EtcdLeases(Clock clock) {
        this.clock = clock;
    }

    /** This store was given a lease for one key. */
    void granted(long id, long seconds) {
        note(id, seconds, true);
    }

    boolean isOwn(long id) {
        Lease lease = leases.get(id);
        return lease != null && lease.own();
    }

    /** True if it was this store's. */
    boolean forgetOwn(long id) {
        return isOwn(id) && leases.remove(id) != null;
    }

    /** Wall-clock milliseconds, 0 for no lease and for one nothing is known of. */
    long endsAtMillis(long id) {
        Lease lease = leases.get(id);
        return lease == null ? 0 : lease.endsAtMillis();
    }

    /** Asks for the leases of others in `keys`. Completes in any case, on any thread. */
    CompletableFuture<Void> ask(EtcdLink link, Collection<KeyValue> keys) {
        Set<Long> foreign = keys.stream()
                .map(KeyValue::getLease)
                .filter(id -> id != 0 && !isOwn(id))
                .limit(MAX_QUESTIONS)
                .collect(Collectors.toSet());
        CompletableFuture<?>[] answers = foreign.stream()
                .map(id -> link.client()
                        .getLeaseClient()
                        .timeToLive(id, LeaseOption.DEFAULT)
                        .thenAccept(this::learn))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(answers)
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null);
    }

    private void learn(LeaseTimeToLiveResponse answer) {
        // -1: it ended between the two questions.
        note(answer.getID(), Math.max(0, answer.getTTL()), false);
    }

    private void note(long id, long seconds, boolean own) {
        leases.put(id, new Lease(clock.wallMillis() + seconds * 1000, own));
        if (leases.size() < sweepAt) return;
        long now = clock.wallMillis();
        leases.values().removeIf(lease -> lease.endsAtMillis() < now);
        sweepAt = Math.max(SWEEP_FROM, leases.size() * 2);
    }
}
