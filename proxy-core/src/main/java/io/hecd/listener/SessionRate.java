package io.hecd.listener;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many sessions began within the last second (manual 4.2, rate-limit sessions): those of the present second of the
 * clock, and of the one before the share that is not yet a second old. Any thread.
 */
final class SessionRate {
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    /** The number of the second, the count of the second before, the count of this one. */
    private final AtomicLong state = new AtomicLong();

    void began(long nowMillis) {
        long seen;
        long next;
        do {
            seen = state.get();
            long turned = turned(seen, nowMillis / 1000);
            next = (turned & MASK) == MASK ? turned : turned + 1;
        } while (!state.compareAndSet(seen, next));
    }

    /** Whether another one may begin when `limit` are allowed in a second; 0: as many as like. */
    boolean allows(int limit, long nowMillis) {
        if (limit <= 0) return true;
        long now = turned(state.get(), nowMillis / 1000);
        long before = (now >>> BITS) & MASK;
        long shareOfBefore = (before * (1000 - nowMillis % 1000) + 999) / 1000;
        return (now & MASK) + shareOfBefore < limit;
    }

    /** When it is worth another look: at this rate one session leaves the last second about so often. */
    static long pauseMillis(int limit) {
        return Math.max(1, 1000 / Math.max(1, limit));
    }

    private static long turned(long state, long second) {
        long wanted = second & MASK;
        long there = state >>> (2 * BITS);
        if (there == wanted) return state;
        long before = ((there + 1) & MASK) == wanted ? state & MASK : 0;
        return wanted << (2 * BITS) | before << BITS;
    }
}
