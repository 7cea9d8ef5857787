package io.hecd.discovery.sync;

import java.util.ArrayDeque;

/**
 * How many servers were announced in the last seconds, and so whether too many vanish at once: a registrator's host that
 * died, a wiped store, leases that ran out. Control thread.
 */
final class Presence {
    /** What goes within this time goes "at once": leases of one host run out over a few seconds. */
    static final long WINDOW_MILLIS = 10_000;

    private record Count(long atMillis, int servers) {}

    private final ArrayDeque<Count> counts = new ArrayDeque<>();

    /** Notes that so many were announced up to now. */
    void note(long nowMillis, int servers) {
        while (!counts.isEmpty() && counts.getFirst().atMillis < nowMillis - WINDOW_MILLIS) counts.removeFirst();
        counts.addLast(new Count(nowMillis, servers));
    }

    /** The most that were announced within the window. */
    int most() {
        int most = 0;
        for (Count count : counts) most = Math.max(most, count.servers);
        return most;
    }

    /** Whether more than `percent` of them would be gone with `left` announced. */
    boolean panics(int left, int percent) {
        int most = most();
        return most > left && (long) (most - left) * 100 > (long) percent * most;
    }
}
