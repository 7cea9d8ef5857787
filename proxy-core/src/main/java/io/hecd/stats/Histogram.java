package io.hecd.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How times are distributed: counts in buckets that grow by an eighth of a power of two, so that a percentile is right within
 * six percent from 16 microseconds to two minutes. A shard per worker, made when that worker first counts. Any thread may read.
 */
public final class Histogram {
    private static final int SUB_BITS = 3;
    private static final int SUBS = 1 << SUB_BITS;
    /** Powers of two of a microsecond: the first bucket ends where this one begins. */
    private static final int LEAST = 4;

    private static final int MOST = 27;
    private static final int BUCKETS = (MOST - LEAST) * SUBS + 2;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle SHARD = MethodHandles.arrayElementVarHandle(long[][].class);

    private final long[] @Nullable [] shards;

    public Histogram(int workers) {
        shards = new long[workers][];
    }

    /** Only the worker of that number may call it. */
    public void add(int worker, long nanos) {
        long[] shard = shards[worker];
        if (shard == null) {
            shard = new long[BUCKETS];
            SHARD.setRelease(shards, worker, shard);
        }
        int bucket = bucket(nanos / 1000);
        SLOT.setOpaque(shard, bucket, shard[bucket] + 1);
    }

    static int bucket(long micros) {
        if (micros < 1 << LEAST) return 0;
        int power = 63 - Long.numberOfLeadingZeros(micros);
        if (power >= MOST) return BUCKETS - 1;
        int sub = (int) (micros >>> power - SUB_BITS) & SUBS - 1;
        return 1 + (power - LEAST) * SUBS + sub;
    }

    /** The first microsecond of a bucket. */
    private static long lower(int bucket) {
        if (bucket == 0) return 0;
        int power = LEAST + (bucket - 1) / SUBS;
        long sub = (bucket - 1L) % SUBS;
        return (SUBS + sub) << power - SUB_BITS;
    }

    private long[] sums() {
        long[] sums = new long[BUCKETS];
        for (int worker = 0; worker < shards.length; worker++) {
            long[] shard = (long[]) SHARD.getAcquire(shards, worker);
            if (shard == null) continue;
            for (int i = 0; i < BUCKETS; i++) sums[i] += (long) SLOT.getOpaque(shard, i);
        }
        return sums;
    }

    /** What was counted, at one moment. */
    public Snapshot snapshot() {
        return new Snapshot(sums());
    }

    /** Forgets all (`clear counters all`). Only the worker of that number may call it. */
    public void clear(int worker) {
        long[] shard = shards[worker];
        if (shard != null) for (int i = 0; i < BUCKETS; i++) SLOT.setOpaque(shard, i, 0L);
    }

    /** A distribution that changes no more. */
    public static final class Snapshot {
        private final long[] counts;
        private final long total;

        private Snapshot(long[] counts) {
            this.counts = counts;
            long sum = 0;
            for (long count : counts) sum += count;
            this.total = sum;
        }

        public long count() {
            return total;
        }

        /** All of them together, in microseconds: each counts as the middle of its bucket. */
        public long sumMicros() {
            long sum = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) sum += counts[bucket] * middle(bucket);
            return sum;
        }

        private static long middle(int bucket) {
            return bucket == BUCKETS - 1 ? lower(bucket) : (lower(bucket) + lower(bucket + 1)) / 2;
        }

        /** The time within which `share` (0 .. 1) of all stayed, in microseconds: the middle of its bucket. 0 when there are none. */
        public long percentileMicros(double share) {
            long wanted = Math.max(1, (long) Math.ceil(share * total));
            long seen = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                seen += counts[bucket];
                if (total > 0 && seen >= wanted) return middle(bucket);
            }
            return 0;
        }

        /** How many stayed below a time, to the edge of the bucket that it lies in: for cumulative histograms. */
        public long countBelowMicros(long micros) {
            long below = 0;
            for (int bucket = 0; bucket < bucket(micros); bucket++) below += counts[bucket];
            return below;
        }
    }
}
