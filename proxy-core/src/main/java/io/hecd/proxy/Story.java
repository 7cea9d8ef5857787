package io.hecd.proxy;

import io.hecd.config.text.Position;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import java.util.List;

/**
 * How one exchange failed: all that `hecd why ID` tells, copied out of the exchange at its end. For operators only: it
 * names servers, never headers, cookies or bodies. Immutable.
 *
 * @param atMillis wall clock at its end
 * @param bind the local address that the client had connected to
 * @param requestLine as it came, cut after {@link Stories#LONGEST_LINE} bytes; empty in tcp mode, or if none came
 * @param rules where the lines stand that matched, in order; the first 16
 * @param backend empty if it had come to none
 * @param attempts the first 8
 * @param attemptsMade all of them
 * @param absent servers that were not usable then; the first 16
 * @param absentInAll all of them
 * @param queued how many were before it when it had to wait for a slot; 0 if it had not
 * @param status what the client was answered, -1 for nothing
 */
public record Story(
        String id,
        long atMillis,
        Ending ending,
        Chapter chapter,
        String client,
        String frontend,
        String bind,
        String requestLine,
        List<Position> rules,
        String backend,
        List<Attempt> attempts,
        int attemptsMade,
        List<Absent> absent,
        int absentInAll,
        int servers,
        int queued,
        Times times,
        int status,
        long bytes) {

    /**
     * One try at a server.
     *
     * @param ending NORMAL for one that had not failed
     * @param cause what the network said, or empty
     * @param reused on a connection that had been idle
     * @param status what the server answered, 0 for nothing
     */
    public record Attempt(
            String server, String address, Ending ending, String cause, boolean reused, int status, long millis) {}

    /**
     * A server that took no requests.
     *
     * @param state as the statistics page says it: DOWN, MAINT, DRAIN, NOLB; `weight 0` for one without weight
     * @param sinceMillis wall clock of the last change
     * @param why the last check, or who took it out; may be empty
     */
    public record Absent(String server, String state, long sinceMillis, String why) {}

    /** Milliseconds, as in the log (manual 8.4); -1 for what was not reached. */
    public record Times(long request, long queue, long connect, long response, long total) {}

    /** `SC`: the first two letters of the termination state. */
    public String flags() {
        return "" + ending.who() + chapter.letter();
    }
}
