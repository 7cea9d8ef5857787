package io.hecd.scenario.kit;

import io.hecd.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that stands still until a test moves it. It moves in small steps; after each one everybody who waits for a moment
 * is told, and gets a little real time to do what is due and to let its I/O settle.
 */
public final class FakeClock implements Clock {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SETTLE = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int ROUNDS = 4;
    /** 2026-01-01 00:00:00 UTC. */
    private static final long START_WALL_MILLIS = 1_767_225_600_000L;

    private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long wallMillis() {
        return START_WALL_MILLIS + nanos.get() / 1_000_000;
    }

    /** Asks to be told, on the test's thread, whenever it has moved. */
    public void onJump(Runnable jumped) {
        watchers.add(jumped);
    }

    /** Moves by a time as in a configuration: `250ms`, `6s`, `2m`; a bare number is milliseconds. */
    public void advance(String time) {
        advanceNanos(parse(time));
    }

    private void advanceNanos(long by) {
        for (long left = by; left > 0; ) {
            long step = Math.min(left, STEP);
            left -= step;
            nanos.addAndGet(step);
            for (int round = 0; round < ROUNDS; round++) {
                for (Runnable watcher : watchers) watcher.run();
                LockSupport.parkNanos(SETTLE);
            }
        }
    }

    private static long parse(String time) {
        int digits = 0;
        while (digits < time.length() && Character.isDigit(time.charAt(digits))) digits++;
        long value = Long.parseLong(time.substring(0, digits));
        return switch (time.substring(digits)) {
            case "us" -> TimeUnit.MICROSECONDS.toNanos(value);
            case "", "ms" -> TimeUnit.MILLISECONDS.toNanos(value);
            case "s" -> TimeUnit.SECONDS.toNanos(value);
            case "m" -> TimeUnit.MINUTES.toNanos(value);
            case "h" -> TimeUnit.HOURS.toNanos(value);
            default -> throw new IllegalArgumentException("not a time: " + time);
        };
    }
}
