package io.hecd.proxy;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Timings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last exchanges of a worker that failed, in a ring: what `hecd why` reads. The worker writes, anybody reads. Costs
 * nothing until something fails, and then one {@link Story}; never more than so many.
 */
public final class Stories {
    /** Stories that are kept, of each worker. */
    public static final int KEPT = 1000;

    static final int LONGEST_LINE = 256;
    private static final int MOST_ABSENT = 16;

    private @Nullable ServerSet told;
    private List<Story.Absent> absent = List.of();
    private int absentInAll;

    private volatile @Nullable AtomicReferenceArray<Story> ring;
    private volatile long written;

    Stories() {}

    /** Whether there is a story in it: hecd ended it, or the client did after it had said something. */
    static boolean isWorthTelling(Exchange ex) {
        if (!ex.ending.isFailure()) return false;
        return ex.bytesFromClient > 0 || !isOfClient(ex.ending);
    }

    private static boolean isOfClient(Ending ending) {
        return switch (ending) {
            case CLIENT_CLOSED, CLIENT_ABORTED, CLIENT_TIMEOUT -> true;
            default -> false;
        };
    }

    /** Keeps the story of an exchange that has ended. */
    void tell(Exchange ex) {
        AtomicReferenceArray<Story> kept = ring;
        if (kept == null) ring = kept = new AtomicReferenceArray<>(KEPT);
        long number = written;
        kept.set((int) (number % KEPT), story(ex));
        written = number + 1;
    }

    /** The story of this id. Any thread. */
    public @Nullable Story find(String id) {
        for (Story story : last(KEPT)) if (story.id().equals(id)) return story;
        return null;
    }

    /** The last `most` stories, the newest first. Any thread. */
    public List<Story> last(int most) {
        AtomicReferenceArray<Story> kept = ring;
        List<Story> stories = new ArrayList<>();
        long end = written;
        for (long i = end - 1; kept != null && i >= 0 && i >= end - Math.min(most, KEPT); i--) {
            Story story = kept.get((int) (i % KEPT));
            if (story != null) stories.add(story);
        }
        return stories;
    }

    private Story story(Exchange ex) {
        BackendPlan plan = ex.backend;
        Tries tries = ex.attempts.tries;
        List<Story.Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < Math.min(tries.count(), Tries.MOST); i++) attempts.add(tries.attempt(i));
        ServerSet servers = plan == null ? null : plan.backend.servers();
        if (servers != null && servers != told) look(servers);
        return new Story(
                new String(ex.reasonId(), StandardCharsets.ISO_8859_1),
                ex.worker.clock().wallMillis(),
                ex.ending,
                ex.endedIn,
                text(ex.session.source()),
                ex.frontend.name,
                text(ex.session.wire.local()),
                line(ex),
                ex.cursor.matches(),
                plan == null ? "" : plan.backend.name(),
                attempts,
                tries.count(),
                servers == null ? List.of() : absent,
                servers == null ? 0 : absentInAll,
                servers == null ? 0 : servers.all().size(),
                Math.max(ex.attempts.serverQueue, ex.attempts.backendQueue),
                times(ex.timings),
                ex.status,
                ex.bytesToClient);
    }

    /** Once for each set: while all servers are down, every request would look at them again. */
    private void look(ServerSet servers) {
        List<Story.Absent> found = new ArrayList<>();
        int count = 0;
        for (Server server : servers.all()) {
            if (server.isUsable()) continue;
            count++;
            if (found.size() < MOST_ABSENT)
                found.add(new Story.Absent(server.name(), state(server), server.changedAtMillis(), server.why()));
        }
        told = servers;
        absent = List.copyOf(found);
        absentInAll = count;
    }

    private static String state(Server server) {
        if ((server.adminState() & AdminState.MAINT) != 0) return "MAINT";
        if ((server.adminState() & AdminState.DRAIN) != 0) return "DRAIN";
        if (server.operState() == OperState.STOPPED) return "DOWN";
        return server.operState() == OperState.STOPPING ? "NOLB" : "weight 0";
    }

    private static String text(Endpoint end) {
        String address = new String(end.text(), StandardCharsets.ISO_8859_1);
        if (end.address().length == 0) return address;
        return end.address().length == 16 ? "[" + address + "]:" + end.port() : address + ":" + end.port();
    }

    private static String line(Exchange ex) {
        ByteView line = ex.view;
        ex.transaction.requestLine(line);
        int length = Math.min(line.length(), LONGEST_LINE);
        String text = new String(line.array(), line.offset(), length, StandardCharsets.ISO_8859_1);
        return length < line.length() ? text + "..." : text;
    }

    private static Story.Times times(Timings t) {
        long begun = t.requestBegun == Timings.UNSET ? t.accepted : t.requestBegun;
        return new Story.Times(
                between(t, t.requestBegun, t.requestRead),
                between(t, t.requestRead, t.assigned),
                between(t, t.assigned, t.connected),
                between(t, t.connected, t.responseRead),
                between(t, begun, t.ended));
    }

    /** Cut to milliseconds since the accept, as the log does it: both show the same figures. */
    private static long between(Timings t, long from, long to) {
        if (from == Timings.UNSET || to == Timings.UNSET) return -1;
        return Timings.millis(t.accepted, to) - Timings.millis(t.accepted, from);
    }
}
