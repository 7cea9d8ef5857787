package io.hecd.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How much happened within the last second, and within the busiest one: HAProxy's freq counter, with one shard per worker
 * and without a shared counter. A worker counts its present second and keeps the one before; the first to enter a new second
 * adds up what all had in the last one. Any thread may read.
 */
public final class Rate {
    /** Shards are padded apart by a cache line. */
    private static final int STRIDE = 16;

    private static final int NOW = 0;
    private static final int BEFORE = 1;
    private static final int HIGHEST = 2;

    /** A second and what was counted in it share a long, so that nobody ever reads one without the other. */
    private static final int COUNT_BITS = 40;

    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long SECOND = (1L << (64 - COUNT_BITS)) - 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] shards;

    public Rate(int workers) {
        shards = new long[workers * STRIDE];
    }

    /** Counts `n` at a moment of the worker's clock. Only that worker may call it with that number. */
    public void add(int worker, long nanos, long n) {
        int at = worker * STRIDE;
        long second = nanos / NANOS_PER_SECOND & SECOND;
        long now = shards[at + NOW];
        // A moment of a second that is over already counts for the present one.
        if (age(second, now >>> COUNT_BITS) <= 0) {
            SLOT.setOpaque(shards, at + NOW, now + n);
            return;
        }
        long ended = total(now >>> COUNT_BITS);
        if (ended > shards[at + HIGHEST]) SLOT.setOpaque(shards, at + HIGHEST, ended);
        SLOT.setOpaque(shards, at + BEFORE, now);
        SLOT.setOpaque(shards, at + NOW, second << COUNT_BITS | n);
    }

    /** By how many seconds `a` is later than `b`; the numbers of seconds wrap. */
    private static long age(long a, long b) {
        return (a - b) << COUNT_BITS >> COUNT_BITS;
    }

    private long total(long second) {
        long total = 0;
        for (int at = 0; at < shards.length; at += STRIDE) {
            long now = (long) SLOT.getOpaque(shards, at + NOW);
            long before = (long) SLOT.getOpaque(shards, at + BEFORE);
            if (now >>> COUNT_BITS == second) total += now & COUNT;
            else if (before >>> COUNT_BITS == second) total += before & COUNT;
        }
        return total;
    }

    /** The last second: what was counted in the present one, and of the one before the share that is not yet a second old. */
    public long perSecond(long nanos) {
        long second = nanos / NANOS_PER_SECOND;
        long now = total(second & SECOND);
        long before = total(second - 1 & SECOND);
        // As HAProxy, so that one event in two seconds does not flicker.
        if (now == 0 && before <= 1) return before;
        return now + before * (NANOS_PER_SECOND - nanos % NANOS_PER_SECOND) / NANOS_PER_SECOND;
    }

    /** The most in any one second, the present one included. */
    public long highest() {
        long highest = 0;
        for (int at = 0; at < shards.length; at += STRIDE) {
            long now = (long) SLOT.getOpaque(shards, at + NOW);
            highest = Math.max(highest, (long) SLOT.getOpaque(shards, at + HIGHEST));
            highest = Math.max(highest, total(now >>> COUNT_BITS));
        }
        return highest;
    }

    /** Forgets the busiest second, or all with it (`clear counters`). Only the worker of that number may call it. */
    public void clear(int worker, boolean all) {
        int at = worker * STRIDE;
        SLOT.setOpaque(shards, at + HIGHEST, 0L);
        SLOT.setOpaque(shards, at + BEFORE, 0L);
        if (all) SLOT.setOpaque(shards, at + NOW, shards[at + NOW] & ~COUNT);
    }
}
