package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.sample.ViewCell;

/** The parts of a request target that actions rewrite, and how the rest is kept around them. */
enum TargetPart {
    PATH,
    PATHQ,
    QUERY,
    URI;

    private static final ViewCell WHOLE = new ViewCell();
    private static final ByteView MARK = ByteView.of("?");

    /** Shows the part as it is; empty when there is none. */
    ByteView view(HttpHead head, ByteView out) {
        return switch (this) {
            case PATH -> head.pathView(out);
            case QUERY -> head.queryView(out);
            case URI -> head.targetView(out);
            case PATHQ -> {
                int from = head.pathView(out).offset();
                boolean none = out.isEmpty();
                head.targetView(out);
                yield none ? out.narrow(0, 0) : out.narrow(from - out.offset(), out.length());
            }
        };
    }

    /** Puts a text in its place; the scratch is left as it was. False if the head has no room. */
    boolean replace(HttpHead head, ByteView text, Scratch scratch) {
        if (this == URI) return head.setTarget(text);
        ByteView whole = head.targetView(WHOLE.get());
        // `*` has no path: the new one takes its place (manual 4.2, set-path).
        if (this != QUERY && whole.length() == 1 && whole.byteAt(0) == '*') return head.setTarget(text);
        int start = whole.offset();
        int length = whole.length();
        int from = this == QUERY ? queryMark(whole) : pathStart(head, whole, start);
        head.targetView(whole);
        int to = this == PATH ? queryMark(whole) : length;
        int mark = scratch.mark();
        append(whole, 0, from, scratch);
        // A query is never taken away, only emptied; its mark comes with the first (manual 4.2, set-query).
        if (this == QUERY && (from < length || !text.isEmpty())) append(MARK, 0, 1, scratch);
        append(text, 0, text.length(), scratch);
        append(whole, to, length, scratch);
        boolean done = head.setTarget(whole.set(scratch.array(), mark, scratch.mark() - mark));
        scratch.release(mark);
        return done;
    }

    /** Where the path is, or would be: behind the authority. */
    private static int pathStart(HttpHead head, ByteView view, int start) {
        return head.pathView(view).offset() - start;
    }

    private static int queryMark(ByteView target) {
        int mark = target.indexOf('?', 0);
        return mark < 0 ? target.length() : mark;
    }

    private static void append(ByteView from, int start, int end, Scratch scratch) {
        int at = scratch.reserve(end - start);
        System.arraycopy(from.array(), from.offset() + start, scratch.array(), at, end - start);
    }
}
