package io.hecd.balance;

import io.hecd.backend.ServerSet;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the workers share of one set of servers: made by the first that asks, found by the others. Locks, but only when a
 * worker has noticed a new set. A value must not hold on to its set, which is the key that keeps it.
 */
final class Shared<T> {
    interface Maker<T> {
        T make(ServerSet servers, @Nullable T previous);
    }

    private final Maker<T> maker;
    private final Map<ServerSet, T> made = new WeakHashMap<>();
    private @Nullable T last;

    Shared(Maker<T> maker) {
        this.maker = maker;
    }

    /** @param previous what to carry on from when this is the first value, from before a reload */
    synchronized T of(ServerSet servers, @Nullable T previous) {
        T value = made.get(servers);
        if (value == null) {
            value = maker.make(servers, last != null ? last : previous);
            made.put(servers, value);
            last = value;
        }
        return value;
    }
}
