package io.hecd.config.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows problems to a person (the sentence, the line, a caret under the place, the hint) or to a program (JSON).
 * Writes characters; the caller chooses where they go.
 */
public final class ProblemPrinter {
    /** Of a very long line only so much is shown around the place. */
    private static final int WINDOW = 200;

    private ProblemPrinter() {}

    /** All problems, then the summary; each ends with a line feed. Empty when there is no problem. */
    public static String text(Problems problems) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems.list()) out.append(text(problem));
        if (!problems.isEmpty()) out.append(problems.summary()).append('\n');
        return out.toString();
    }

    /** One problem, in one to four lines. */
    public static String text(Problem problem) {
        StringBuilder out = new StringBuilder();
        Position at = problem.at();
        if (!at.isNone()) out.append(at).append(": ");
        out.append(problem.severity().word())
                .append(": ")
                .append(Glyphs.visible(problem.message()))
                .append('\n');
        if (!at.isNone()) excerpt(out, at, problem.length());
        if (!problem.hint().isEmpty())
            out.append("  hint: ").append(Glyphs.visible(problem.hint())).append('\n');
        return out.toString();
    }

    /** A sentence about a place in a configuration, in the same shape: the place, the line, a caret under its first word. */
    public static String place(Position at, String sentence) {
        StringBuilder out = new StringBuilder();
        if (!at.isNone()) out.append(at).append(": ");
        out.append(Glyphs.visible(sentence)).append('\n');
        if (at.isNone()) return out.toString();
        String line = at.source().line(at.line());
        int from = Math.min(Math.max(0, at.column() - 1), line.length());
        int to = from;
        while (to < line.length() && line.charAt(to) > ' ') to++;
        excerpt(out, at, to - from);
        return out.toString();
    }

    private static void excerpt(StringBuilder out, Position at, int length) {
        String line = at.source().line(at.line());
        if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
        int from = Math.min(Math.max(0, at.column() - 1), line.length());
        int to = Math.min(line.length(), from + Math.max(0, length));
        int start = from > WINDOW / 2 ? Glyphs.boundary(line, from - WINDOW / 2) : 0;
        int end =
                line.length() - start > WINDOW ? Glyphs.boundary(line, Math.max(from, start + WINDOW)) : line.length();
        to = Math.min(to, end);
        String before = start > 0 ? "..." : "";
        out.append("  ").append(before).append(Glyphs.visible(line.substring(start, end)));
        out.append(end < line.length() ? "...\n" : "\n");
        out.append("  ").append(before.isEmpty() ? "" : "   ");
        Glyphs.blank(out, line, start, from);
        out.append('^');
        int width = Glyphs.width(line, from, to);
        for (int i = 1; i < width; i++) out.append('~');
        out.append('\n');
    }

    /** An object with the list and the counts; one line, ends with a line feed. */
    public static String json(Problems problems) {
        StringBuilder out = new StringBuilder("{\"problems\":[");
        List<String> items = new ArrayList<>();
        for (Problem problem : problems.list()) items.add(json(problem));
        out.append(String.join(",", items)).append(']');
        out.append(",\"errors\":").append(problems.count(Severity.ERROR));
        out.append(",\"warnings\":").append(problems.count(Severity.WARNING));
        out.append(",\"notices\":").append(problems.count(Severity.NOTICE));
        return out.append("}\n").toString();
    }

    private static String json(Problem problem) {
        StringBuilder out = new StringBuilder("{");
        Position at = problem.at();
        member(out, "severity", problem.severity().word());
        member(out.append(','), "code", problem.code());
        if (!at.isNone()) {
            member(out.append(','), "file", at.file());
            out.append(",\"line\":").append(at.line());
            out.append(",\"column\":").append(at.column());
            out.append(",\"length\":").append(problem.length());
            member(out.append(','), "text", at.source().line(at.line()));
        }
        member(out.append(','), "message", problem.message());
        if (!problem.hint().isEmpty()) member(out.append(','), "hint", problem.hint());
        return out.append('}').toString();
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // A byte that is no UTF-8 has no place in JSON either.
                    if (Glyphs.isLoneSurrogate(value, i)) out.append('\uFFFD');
                    else if (c < 0x20 || c == 0x7F) escape(out, c);
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) out.append(Character.forDigit((c >> shift) & 15, 16));
    }
}
