package io.hecd.scenario.kit;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How the two players of one conversation learn how a client's connection ended. That it stays open can only be waited for:
 * each waits a moment, and longer when the other one's is closed already.
 */
final class Accord {
    private static final int MOMENT_MILLIS = 30;
    private static final int LONG_MILLIS = 300;

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
