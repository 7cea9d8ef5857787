package io.hecd.traffic;

import io.hecd.time.Clock;
import java.util.Arrays;

/**
 * Short ids under which a client and an operator can talk about one error: seconds since 1970, the worker and a running
 * number, in base 32 without letters that look like digits. Unique in the process; confined to its worker.
 */
public final class ReasonIds {
    private static final byte[] DIGITS = io.hecd.bytes.Ascii.bytes("0123456789abcdefghjkmnpqrstvwxyz");
    private static final int SECOND_DIGITS = 7;

    private final Clock clock;
    private final int worker;
    private long count;

    public ReasonIds(int worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** A new id: `1nf7rja-0-5`. */
    public byte[] next() {
        byte[] id = new byte[SECOND_DIGITS + 2 + 2 * 13];
        int at = put(id, 0, clock.wallMillis() / 1000, SECOND_DIGITS);
        id[at++] = '-';
        at = put(id, at, worker, 1);
        id[at++] = '-';
        return Arrays.copyOf(id, put(id, at, ++count, 1));
    }

    private static int put(byte[] id, int at, long value, int least) {
        int digits = Math.max(least, (68 - Long.numberOfLeadingZeros(value)) / 5);
        for (int i = digits - 1; i >= 0; i--, value >>>= 5) id[at + i] = DIGITS[(int) value & 31];
        return at + digits;
    }
}
