package io.hecd.proxy;

import io.hecd.backend.Server;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Timings;
import org.jspecify.annotations.Nullable;

/**
 * Which servers an exchange was sent to, and how each attempt went. Arrays of a fixed length that are used again: to
 * remember costs a few writes, and only who tells a {@link Story} of it allocates. Confined to its worker.
 */
final class Tries {
    /** Of more attempts, the last ones are only counted. */
    static final int MOST = 8;

    private final @Nullable Server[] servers = new @Nullable Server[MOST];
    private final Ending[] endings = new Ending[MOST];
    private final @Nullable Throwable[] causes = new @Nullable Throwable[MOST];
    private final boolean[] reused = new boolean[MOST];
    private final int[] statuses = new int[MOST];
    private final long[] begun = new long[MOST];
    private final long[] ended = new long[MOST];
    private int count;

    void reset() {
        count = 0;
    }

    int count() {
        return count;
    }

    void begin(Server server, long now) {
        int at = count++;
        if (at >= MOST) return;
        servers[at] = server;
        endings[at] = Ending.NORMAL;
        causes[at] = null;
        reused[at] = false;
        statuses[at] = 0;
        begun[at] = now;
        ended[at] = Timings.UNSET;
    }

    /**
     * The present attempt has ended.
     *
     * @param status what the server answered, 0 for nothing
     */
    void end(Ending ending, @Nullable Throwable cause, boolean wasReused, int status, long now) {
        int at = count - 1;
        if (at < 0 || at >= MOST || ended[at] != Timings.UNSET) return;
        endings[at] = ending;
        causes[at] = cause;
        reused[at] = wasReused;
        statuses[at] = status;
        ended[at] = now;
    }

    Story.Attempt attempt(int at) {
        Server server = servers[at];
        Throwable cause = causes[at];
        return new Story.Attempt(
                server == null ? "" : server.name(),
                server == null ? "" : server.endpoint().toString(),
                endings[at],
                cause == null ? "" : plain(String.valueOf(cause.getMessage())),
                reused[at],
                statuses[at],
                Timings.millis(begun[at], ended[at]));
    }

    /** What the system says, out of `finishConnect(..) failed with error(-111): Connection refused: /10.0.0.1:80`. */
    private static String plain(String message) {
        int from = message.indexOf("): ");
        from = from < 0 ? 0 : from + "): ".length();
        int to = message.indexOf(": /", from);
        return message.substring(from, to < 0 ? message.length() : to);
    }
}
