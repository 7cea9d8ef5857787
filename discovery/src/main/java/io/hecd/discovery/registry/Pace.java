package io.hecd.discovery.registry;

import io.github.resilience4j.core.IntervalFunction;

/**
 * How a registry times its work.
 *
 * @param reconcileMillis a whole read, even while the watch is healthy: etcd 3.4 can lose events by itself
 * @param backOff milliseconds before try number n (from 1) after a failure
 */
public record Pace(long debounceMillis, long reconcileMillis, IntervalFunction backOff) {
    /** 100 ms at first, then twice as late each time up to 5 s, each half as much earlier or later by chance. */
    public static final IntervalFunction BACK_OFF = IntervalFunction.ofExponentialRandomBackoff(100, 2.0, 0.5, 5_000);

    private static final long RECONCILE_MILLIS = 60_000;

    /** A whole read each minute, and the usual back-off. */
    public static Pace usual(long debounceMillis) {
        return new Pace(debounceMillis, RECONCILE_MILLIS, BACK_OFF);
    }
}
