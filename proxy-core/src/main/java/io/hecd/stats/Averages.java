package io.hecd.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Times of the last 1024 exchanges in milliseconds, averaged, and the longest ever (management 9.1, qtime to ttime, and
 * qtime_max to ttime_max). One shard per worker, each with its own window, as HAProxy's sliding sums. Any thread may read.
 */
public final class Averages {
    /** Which time. */
    public enum Time {
        QUEUE,
        CONNECT,
        RESPONSE,
        TOTAL
    }

    private static final int TIMES = Time.values().length;
    private static final int COUNT = 2 * TIMES;
    /** A shard has a cache line of its own at its end. */
    private static final int STRIDE = COUNT + 1 + 8;

    private static final int WINDOW = 1024;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] shards;

    public Averages(int workers) {
        shards = new long[workers * STRIDE];
    }

    /** The times of an exchange that has ended. Only that worker may call it with that number. */
    public void add(int worker, long queue, long connect, long response, long total) {
        int at = worker * STRIDE;
        boolean full = shards[at + COUNT] >= WINDOW;
        add(at + Time.QUEUE.ordinal(), queue, full);
        add(at + Time.CONNECT.ordinal(), connect, full);
        add(at + Time.RESPONSE.ordinal(), response, full);
        add(at + Time.TOTAL.ordinal(), total, full);
        if (!full) SLOT.setOpaque(shards, at + COUNT, shards[at + COUNT] + 1);
    }

    private void add(int slot, long value, boolean full) {
        long sum = shards[slot];
        // A full window forgets one average of it for each value that comes.
        if (full) sum -= (sum + WINDOW - 1) / WINDOW;
        SLOT.setOpaque(shards, slot, sum + value);
        if (value > shards[slot + TIMES]) SLOT.setOpaque(shards, slot + TIMES, value);
    }

    public long average(Time time) {
        long sum = 0;
        long count = 0;
        for (int at = 0; at < shards.length; at += STRIDE) {
            sum += (long) SLOT.getOpaque(shards, at + time.ordinal());
            count += (long) SLOT.getOpaque(shards, at + COUNT);
        }
        return count == 0 ? 0 : (sum + count - 1) / count;
    }

    public long longest(Time time) {
        long longest = 0;
        for (int at = 0; at < shards.length; at += STRIDE)
            longest = Math.max(longest, (long) SLOT.getOpaque(shards, at + TIMES + time.ordinal()));
        return longest;
    }

    /** Forgets the longest, or all with them (`clear counters`). Only the worker of that number may call it. */
    public void clear(int worker, boolean all) {
        int at = worker * STRIDE;
        for (int i = all ? 0 : TIMES; i < 2 * TIMES; i++) SLOT.setOpaque(shards, at + i, 0L);
        if (all) SLOT.setOpaque(shards, at + COUNT, 0L);
    }
}
