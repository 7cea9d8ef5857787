package io.hecd.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A row of counters with one shard per worker: a worker adds to its own shard without a lock, a reader sums the shards.
 * The slots are the ordinals of an enum of the owner (frontend, backend, server). Sums are exact once workers are idle
 * and never go back; gauges are counted up and down in the same shard or different ones, the sum is what counts.
 */
public final class Counters {
    /** Shards are padded apart by a cache line at each end. */
    private static final int PAD = 8;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[][] shards;

    public Counters(int workers, int slots) {
        shards = new long[workers][slots + 2 * PAD];
    }

    /** Adds `n` to a slot of the calling worker's shard. Only that worker may call it with that number. */
    public void add(int worker, Enum<?> slot, long n) {
        long[] shard = shards[worker];
        int at = PAD + slot.ordinal();
        SLOT.setOpaque(shard, at, shard[at] + n);
    }

    /** Raises a high-water mark kept in a slot of the worker's shard. */
    public void max(int worker, Enum<?> slot, long value) {
        long[] shard = shards[worker];
        int at = PAD + slot.ordinal();
        if (value > shard[at]) SLOT.setOpaque(shard, at, value);
    }

    /** Sets a slot of the worker's shard back to 0. Only that worker may call it. */
    public void clear(int worker, Enum<?> slot) {
        SLOT.setOpaque(shards[worker], PAD + slot.ordinal(), 0L);
    }

    public long sum(Enum<?> slot) {
        long sum = 0;
        for (long[] shard : shards) sum += (long) SLOT.getOpaque(shard, PAD + slot.ordinal());
        return sum;
    }

    /** The largest value of a slot over the shards, for slots kept with {@link #max}. */
    public long highest(Enum<?> slot) {
        long highest = 0;
        for (long[] shard : shards) highest = Math.max(highest, (long) SLOT.getOpaque(shard, PAD + slot.ordinal()));
        return highest;
    }
}
