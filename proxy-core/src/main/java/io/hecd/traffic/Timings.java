package io.hecd.traffic;

/**
 * The moments of one exchange in monotonic nanoseconds of the worker's clock; {@link #UNSET} while a moment has not come.
 * From them come the timers of manual 8.4. A reused cell of the exchange; confined to its worker.
 */
public final class Timings {
    public static final long UNSET = Long.MIN_VALUE;

    /** Wall-clock milliseconds at which the connection was accepted (%t for tcp, first request), or the previous request ended. */
    public long acceptedWallMillis;
    /** Wall-clock milliseconds at the first byte of this request (%tr). */
    public long requestWallMillis;

    public long accepted = UNSET;
    public long handshaken = UNSET;
    /** First byte of the request. */
    public long requestBegun = UNSET;
    /** The request head was complete. */
    public long requestRead = UNSET;
    /** A queue was left, or a server was assigned without waiting. */
    public long assigned = UNSET;

    public long connected = UNSET;
    /** The head of the final response was complete. */
    public long responseRead = UNSET;

    public long ended = UNSET;

    public void clear() {
        acceptedWallMillis = requestWallMillis = 0;
        accepted = handshaken = requestBegun = requestRead = UNSET;
        assigned = connected = responseRead = ended = UNSET;
    }

    /** Milliseconds from one moment to another, -1 when one of them has not come. */
    public static long millis(long from, long to) {
        return from == UNSET || to == UNSET ? -1 : (to - from) / 1_000_000;
    }
}
