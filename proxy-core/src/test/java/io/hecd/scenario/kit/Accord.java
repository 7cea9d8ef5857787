package io.hecd.scenario.kit;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How the two players of one conversation learn that nothing more happens, which can only be waited for: each waits a moment,
 * and longer when the other one has seen more.
 */
final class Accord {
    private static final int MOMENT_MILLIS = 20;
    private static final int LONG_MILLIS = 300;

    private static final int LOOKS = 10;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(8);

    private final Exchanger<String> ends = new Exchanger<>();
    private volatile boolean broken;

    /** One of the two does not go on. */
    void leave() {
        broken = true;
    }

    /** As {@link Conversation#endWithin}. */
    String end(Conversation conversation) {
        String mine = conversation.endWithin(MOMENT_MILLIS);
        String other = other(mine);
        return mine.equals(other) || !mine.equals("[open]") ? mine : conversation.endWithin(LONG_MILLIS);
    }

    /** Looks until both players see the same, or for a while: a log line or the end of a connection may be on its way. */
    void settle(Supplier<String> seen) {
        for (int look = 0; look < LOOKS; look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            String mine = seen.get();
            if (mine.equals(other(mine))) return;
        }
    }

    /** What the other player saw; empty when there is none. */
    private String other(String mine) {
        while (!broken) {
            try {
                return ends.exchange(mine, 50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // it is slower
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
        }
        return "";
    }
}
