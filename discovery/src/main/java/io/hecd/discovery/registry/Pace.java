package io.hecd.discovery.registry;

import io.github.resilience4j.core.IntervalFunction;

/**
 * How a registry times its work.
 *
 * @param reconcileMillis a whole read, even while the watch is healthy: etcd 3.4 can lose events by itself
 * @param backOff milliseconds before try number n (from 1) after a failure
 */
public record Pace(long debounceMillis, long reconcileMillis, IntervalFunction backOff) {
    private static final long RECONCILE_MILLIS = 60_000;
    private static final long FIRST_TRY_AGAIN_MILLIS = 100;
    private static final long LAST_TRY_AGAIN_MILLIS = 5_000;

    /** Tries again after 100 ms, then twice as late each time up to 5 s, each half as much earlier or later by chance. */
    public static Pace usual(long debounceMillis) {
        return new Pace(
                debounceMillis,
                RECONCILE_MILLIS,
                IntervalFunction.ofExponentialRandomBackoff(FIRST_TRY_AGAIN_MILLIS, 2.0, 0.5, LAST_TRY_AGAIN_MILLIS));
    }
}
