package io.hecd.sample.fetch;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.sample.Args;
import io.hecd.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Walks the values of one header, or of all: whole lines, or the parts between commas that stand outside of quotes. An
 * empty part counts as a value. Immutable: the position of a walk is in the sample.
 */
final class HeaderValues {
    private final byte[] lowerName;
    private final @Nullable KnownHeader known;
    private final boolean split;

    private HeaderValues(byte[] lowerName, boolean split) {
        this.lowerName = lowerName;
        this.known = KnownHeader.of(lowerName);
        this.split = split;
    }

    /** The parts between commas of the header that argument 0 names, of all headers if it names none. */
    static Object parts(Args args) {
        return new HeaderValues(args.bytes(0), true);
    }

    static Object lines(Args args) {
        return new HeaderValues(args.bytes(0), false);
    }

    /** Shows the value after the sample's position and moves on; false at the end. */
    boolean next(HttpHead head, Sample s) {
        int line = s.cursor() - 1;
        int from = s.place();
        if (from == 0) {
            line = lineAfter(head, line);
            if (line < 0) {
                s.noMore();
                return false;
            }
        }
        ByteView value = head.valueView(line, s.bytes());
        int end = split ? partEnd(value, from) : value.length();
        s.moreAt(line + 1, end < value.length() ? end + 1 : 0);
        trim(value, from, end);
        return s.text();
    }

    /** The value number `occurrence`, counted from the end if negative. */
    boolean pick(HttpHead head, Sample s, long occurrence) {
        long wanted = occurrence > 0 ? occurrence : count(head, s) + occurrence + 1;
        rewind(s);
        boolean found = wanted > 0;
        for (long i = 0; found && i < wanted; i++) found = next(head, s);
        s.noMore();
        return found;
    }

    int count(HttpHead head, Sample s) {
        rewind(s);
        int count = 0;
        while (next(head, s)) count++;
        return count;
    }

    private static void rewind(Sample s) {
        s.moreAt(0, 0);
    }

    private int lineAfter(HttpHead head, int line) {
        if (known != null) return line < 0 ? head.find(known) : head.findNext(line, known);
        if (lowerName.length > 0) return head.findNext(line, lowerName);
        for (int i = line + 1; i < head.count(); i++) if (head.isLive(i)) return i;
        return -1;
    }

    private static int partEnd(ByteView value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            int c = value.byteAt(i);
            if (quoted && c == '\\') i++;
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) return i;
        }
        return value.length();
    }

    private static void trim(ByteView value, int from, int to) {
        while (from < to && isBlank(value.byteAt(from))) from++;
        while (to > from && isBlank(value.byteAt(to - 1))) to--;
        value.narrow(from, to);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }
}
