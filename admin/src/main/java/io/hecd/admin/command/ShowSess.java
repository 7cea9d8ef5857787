package io.hecd.admin.command;

import io.hecd.proxy.SessionView;
import io.hecd.proxy.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * `show sess`: the sessions with a request or a tunnel under way (management 9.3). The id is the session's number in the
 * process. What HAProxy tells of its own buffers and tasks is not here; the phase of the exchange is.
 */
final class ShowSess implements Command {
    @Override
    public String name() {
        return "show sess";
    }

    @Override
    public String synopsis() {
        return "show sess [id]";
    }

    @Override
    public String description() {
        return "report the list of current sessions or dump this exact session";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) {
        String word = request.word(0);
        boolean one = word.startsWith("0x");
        long number = number(word);
        return Answer.later(request.house().ask(Worker::look).thenApply(views -> {
            StringBuilder out = new StringBuilder();
            for (SessionView view : sorted(views)) {
                if (one && view.number() != number) continue;
                out.append(line(view));
                if (one || word.equals("all")) out.append(details(view));
            }
            return one && out.isEmpty() ? Answer.error("Session not found.") : Answer.lines(out);
        }));
    }

    private static List<SessionView> sorted(List<List<SessionView>> views) {
        List<SessionView> all = new ArrayList<>();
        for (List<SessionView> some : views) all.addAll(some);
        all.sort(Comparator.comparingLong(SessionView::number));
        return all;
    }

    /** -1 for what is no id. */
    static long number(String id) {
        if (!id.matches("0x[0-9a-fA-F]{1,15}")) return -1;
        return Long.parseLong(id.substring(2), 16);
    }

    private static String line(SessionView view) {
        return "0x" + Long.toHexString(view.number()) + ": proto=" + proto(view) + " src=" + source(view) + " fe="
                + view.frontend() + " be=" + orNone(view.backend(), "<NONE>") + " srv="
                + orNone(view.server(), "<none>") + " age=" + age(view.ageMillis()) + " calls=" + view.exchanges()
                + " phase=" + view.chapter() + (view.queued() ? " queued" : "") + " rq[i=" + view.bytesFromClient()
                + "] rp[i=" + view.bytesToClient() + "]\n";
    }

    private static String details(SessionView view) {
        return "  thread=" + (view.worker() + 1) + " mode=" + (view.http() ? "http" : "tcp") + " retries="
                + view.retries() + " accepted=" + Dates.bracketed(view.acceptedWallMillis()) + "\n";
    }

    private static String proto(SessionView view) {
        return switch (view.source().address().length) {
            case 4 -> "tcpv4";
            case 16 -> "tcpv6";
            default -> "unix_stream";
        };
    }

    private static String source(SessionView view) {
        return view.source().address().length == 0 ? "unix" : view.source().toString();
    }

    private static String orNone(String name, String none) {
        return name.isEmpty() ? none : name;
    }

    /** As HAProxy writes spans: `5s`, `1m30s`, `2h5m`. */
    static String age(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m" + seconds % 60 + "s";
        if (seconds < 86_400) return seconds / 3600 + "h" + seconds / 60 % 60 + "m";
        return seconds / 86_400 + "d" + seconds / 3600 % 24 + "h";
    }
}
