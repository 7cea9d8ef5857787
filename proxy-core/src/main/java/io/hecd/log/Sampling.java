package io.hecd.log;

import java.util.List;

/**
 * `sample 1,3-4:10` of a `log` line: of every ten lines, which go there (manual 3.1). Each sender counts its own lines: the
 * shares are exact, and no worker waits for another.
 */
final class Sampling {
    /** Counters of different senders stand on different cache lines. */
    private static final int STRIDE = 16;

    private final int size;
    private final int[] ranges;
    private final int[] turns;

    /** @param ranges pairs of first and last, from 1 */
    Sampling(int size, List<Integer> ranges, int senders) {
        this.size = size;
        this.ranges = ranges.stream().mapToInt(Integer::intValue).toArray();
        this.turns = new int[size == 0 ? 0 : senders * STRIDE];
    }

    /** Counts a line of this sender; whether it is to be sent. */
    boolean takesNext(int sender) {
        if (size == 0) return true;
        int at = sender * STRIDE;
        int turn = turns[at] % size + 1;
        turns[at] = turn;
        for (int i = 0; i + 1 < ranges.length; i += 2) if (turn >= ranges[i] && turn <= ranges[i + 1]) return true;
        return false;
    }
}
