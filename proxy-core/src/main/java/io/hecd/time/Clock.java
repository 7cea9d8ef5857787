package io.hecd.time;

/** Where time comes from. Tests put a fake in; everything that waits does so through {@link Timers}. Any thread may read it. */
public interface Clock {
    /** Monotonic nanoseconds since some fixed moment. */
    long nanos();

    /** Wall-clock milliseconds since 1970-01-01 UTC. */
    long wallMillis();

    /** Monotonic milliseconds, the unit of {@link Timers}. */
    default long millis() {
        return nanos() / 1_000_000;
    }

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
