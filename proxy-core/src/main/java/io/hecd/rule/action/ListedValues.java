package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.sample.Regex;
import io.hecd.sample.ViewCell;

/** Replaces in a comma separated list, each value on its own; what stands between the values stays. */
final class ListedValues {
    private static final ViewCell PART = new ViewCell();

    private ListedValues() {}

    /** Appends the line with its matching values replaced; false if none matches. */
    static boolean rewrite(Regex regex, ByteView line, ByteView text, Scratch scratch) {
        ByteView part = PART.get();
        boolean changed = false;
        int copied = 0;
        for (int start = 0; start <= line.length(); ) {
            int end = valueEnd(line, start);
            int from = start;
            int to = end;
            while (from < to && isBlank(line.byteAt(from))) from++;
            while (to > from && isBlank(line.byteAt(to - 1))) to--;
            append(line, copied, from, scratch);
            copied = from;
            if (regex.expand(part.set(line).narrow(from, to), text, scratch)) {
                changed = true;
                copied = to;
            }
            start = end + 1;
        }
        append(line, copied, line.length(), scratch);
        return changed;
    }

    private static void append(ByteView line, int from, int to, Scratch scratch) {
        int at = scratch.reserve(to - from);
        System.arraycopy(line.array(), line.offset() + from, scratch.array(), at, to - from);
    }

    private static int valueEnd(ByteView line, int from) {
        boolean quoted = false;
        for (int i = from; i < line.length(); i++) {
            int c = line.byteAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) return i;
        }
        return line.length();
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }
}
