package io.hecd.admin.why;

import io.hecd.config.text.Position;
import io.hecd.proxy.Story;
import io.hecd.proxy.Story.Absent;
import io.hecd.proxy.Story.Attempt;
import io.hecd.traffic.Ending;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A story in plain sentences, as `hecd why ID` prints it. What came from the network or the registry steers no terminal. */
public final class StoryText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    private StoryText() {}

    /** One line for a list of stories. */
    public static String line(Story story) {
        return story.id() + " " + TIME.format(Instant.ofEpochMilli(story.atMillis())) + " " + status(story) + " "
                + story.ending().code() + " " + story.flags() + " "
                + story.frontend() + " " + place(story) + " "
                + (story.requestLine().isEmpty() ? "-" : '"' + visible(story.requestLine()) + '"') + "\n";
    }

    /** The whole story. */
    public static String text(Story story) {
        StringBuilder out = new StringBuilder();
        out.append(story.id()).append(": ").append(story.ending().reason()).append('\n');
        out.append("  ").append(TIME.format(Instant.ofEpochMilli(story.atMillis())));
        out.append(", reason ").append(story.ending().code());
        out.append(", termination state ").append(story.flags()).append('\n');
        request(out, story);
        rules(out, story.rules());
        backend(out, story);
        for (int i = 0; i < story.attempts().size(); i++)
            attempt(out, i + 1, story.attempts().get(i));
        more(out, story.attemptsMade() - story.attempts().size(), "attempt");
        absent(out, story);
        end(out, story);
        return out.toString();
    }

    private static void request(StringBuilder out, Story story) {
        out.append("  ").append(story.client()).append(" came to frontend '").append(story.frontend());
        out.append("' at ").append(story.bind());
        if (story.requestLine().isEmpty()) out.append("; no request line is known.\n");
        else out.append(" with \"").append(visible(story.requestLine())).append("\".\n");
    }

    private static void rules(StringBuilder out, List<Position> rules) {
        out.append(rules.isEmpty() ? "  No rule of the configuration matched.\n" : "  These lines matched:\n");
        for (Position at : rules)
            out.append("    ")
                    .append(at.file())
                    .append(':')
                    .append(at.line())
                    .append(": ")
                    .append(visible(at.source().line(at.line()).strip()))
                    .append('\n');
    }

    private static void backend(StringBuilder out, Story story) {
        if (story.backend().isEmpty()) {
            out.append("  It came to no backend.\n");
            return;
        }
        out.append("  Backend '").append(story.backend()).append("' has ").append(count(story.servers(), "server"));
        int usable = story.servers() - story.absentInAll();
        if (story.servers() > 0)
            out.append(", ").append(usable == 0 ? "none" : usable).append(" of them usable");
        out.append(".\n");
        if (story.queued() > 0)
            out.append("  All slots were taken: it waited as number ")
                    .append(story.queued())
                    .append(" in the queue.\n");
    }

    private static void attempt(StringBuilder out, int number, Attempt attempt) {
        out.append("  Attempt ").append(number).append(", ").append(visible(attempt.server()));
        out.append(" (").append(attempt.address()).append("): ");
        if (attempt.status() > 0)
            out.append("it answered ").append(attempt.status()).append("; ");
        if (attempt.ending() == Ending.NORMAL) out.append("another attempt was made, as 'retry-on' wants it");
        else out.append(attempt.ending().reason());
        if (attempt.reused()) out.append(", on a connection that had been idle");
        if (attempt.millis() >= 0)
            out.append(", after ").append(attempt.millis()).append(" ms");
        if (!attempt.cause().isEmpty())
            out.append(" (").append(visible(attempt.cause())).append(')');
        out.append(".\n");
    }

    private static void absent(StringBuilder out, Story story) {
        if (story.absentInAll() == 0) return;
        out.append("  Not usable then:\n");
        for (Absent absent : story.absent()) {
            out.append("    ").append(visible(absent.server())).append(": ").append(absent.state());
            if (absent.sinceMillis() > 0) out.append(" for ").append(duration(story.atMillis() - absent.sinceMillis()));
            if (!absent.why().isEmpty()) out.append(", ").append(visible(absent.why()));
            out.append('\n');
        }
        more(out, story.absentInAll() - story.absent().size(), "server");
    }

    private static void more(StringBuilder out, int more, String what) {
        if (more > 0) out.append("  and ").append(count(more, "more " + what)).append(".\n");
    }

    private static void end(StringBuilder out, Story story) {
        Story.Times times = story.times();
        out.append("  Time: request ").append(millis(times.request()));
        out.append(", queue ").append(millis(times.queue()));
        out.append(", connect ").append(millis(times.connect()));
        out.append(", response ").append(millis(times.response()));
        out.append(", in all ").append(millis(times.total())).append(".\n");
        if (story.status() > 0) out.append("  The client was answered ").append(story.status());
        else out.append("  The client was answered nothing");
        out.append("; ").append(count(story.bytes(), "byte")).append(" went to it.\n");
    }

    private static String status(Story story) {
        return story.status() > 0 ? Integer.toString(story.status()) : "-";
    }

    private static String place(Story story) {
        if (story.backend().isEmpty()) return "-";
        List<Attempt> attempts = story.attempts();
        String last = attempts.isEmpty()
                ? "-"
                : visible(attempts.get(attempts.size() - 1).server());
        return story.backend() + "/" + last;
    }

    private static String millis(long millis) {
        return millis < 0 ? "-" : millis + " ms";
    }

    /** `13s`, `2m13s`, `5h2m`, `3d5h`. */
    private static String duration(long millis) {
        long seconds = Math.max(0, millis / 1000);
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return seconds / 60 + "m" + seconds % 60 + "s";
        if (seconds < 86_400) return seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
        return seconds / 86_400 + "d" + seconds % 86_400 / 3600 + "h";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
    }
}
