package io.hecd.scenario.kit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other threads do: an assertion is tried again until it holds, or for ten seconds. */
public final class Eventually {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    public static void eventually(Runnable assertion) {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - end > 0) throw e;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Whether it became true within `millis`; for things that are not failures when they do not happen. */
    static boolean within(long millis, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) return false;
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
