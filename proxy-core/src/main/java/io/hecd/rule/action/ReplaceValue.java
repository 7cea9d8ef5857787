package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Regex;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/**
 * `replace-value NAME REGEX FMT`: as replace-header, for each value of a comma separated list on its own (manual 4.2,
 * http-request replace-value). What stands between the values stays.
 */
final class ReplaceValue implements Action {
    private static final ViewCell LINE = new ViewCell();
    private static final ViewCell PART = new ViewCell();
    private static final ViewCell TEXT = new ViewCell();

    private final HeaderEdit edit;
    private final Regex regex;
    private final Text replacement;

    private ReplaceValue(HeaderEdit edit, Regex regex, Text replacement) {
        this.edit = edit;
        this.regex = regex;
        this.replacement = replacement;
    }

    static Action compile(ActionLine line) {
        return new ReplaceValue(HeaderEdit.take(line), Patterns.take(line), line.takeText("a replacement"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        HttpHead head = edit.head(transaction);
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        byte[] name = edit.lowerName();
        boolean done = true;
        for (int i = head.find(name); i >= 0 && done; i = head.findNext(i, name)) {
            ByteView text = replacement.render(transaction, TEXT.get());
            ByteView line = head.valueView(i, LINE.get());
            int from = scratch.mark();
            if (rewrite(line, text, scratch))
                done = head.replaceValue(i, line.set(scratch.array(), from, scratch.mark() - from));
            scratch.release(mark);
        }
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }

    /** Appends the line with its matching values replaced; false if none matches. */
    private boolean rewrite(ByteView line, ByteView text, Scratch scratch) {
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
