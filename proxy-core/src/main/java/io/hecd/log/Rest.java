package io.hecd.log;

import io.hecd.time.Clock;

/**
 * A pause after a receiver was not there: an exception per line would cost more than the line. Any sender; a race costs one
 * attempt more.
 */
final class Rest {
    private static final long MILLIS = 100;

    private volatile long until = Long.MIN_VALUE;

    boolean lasts(Clock clock) {
        return until != Long.MIN_VALUE && clock.millis() < until;
    }

    void begin(Clock clock) {
        until = clock.millis() + MILLIS;
    }
}
