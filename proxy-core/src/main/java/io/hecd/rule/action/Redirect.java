package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/** `redirect location|prefix|scheme ...`: sends the client elsewhere (manual 4.2, redirect). */
final class Redirect implements Action {
    private static final ViewCell VIEW = new ViewCell();
    private static final byte[] NOTHING = {};
    private static final byte[] SET_COOKIE = Ascii.bytes("set-cookie");
    private static final byte[] CACHE_CONTROL = Ascii.bytes("cache-control");
    private static final byte[] LOCATION = Ascii.bytes("location");
    private static final byte[] NO_CACHE = Ascii.bytes("no-cache");
    private static final ByteView SLASH = ByteView.of("/");
    private static final ByteView SCHEME_END = ByteView.of("://");

    /** How the location is made. */
    enum Kind {
        LOCATION,
        PREFIX,
        SCHEME
    }

    private final RedirectWords words;
    private final Text text;

    private Redirect(RedirectWords words, Text text) {
        this.words = words;
        this.text = text;
    }

    static Action compile(ActionLine line) {
        RedirectWords words = RedirectWords.read(line);
        return new Redirect(words, words.text(line));
    }

    @Override
    public Outcome run(Transaction transaction) {
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        ByteView view = VIEW.get();
        text.render(transaction, view);
        if (view.isEmpty() && words.ignoreEmpty()) {
            scratch.release(mark);
            return Outcome.CONTINUE;
        }
        if (words.kind() != Kind.LOCATION) complete(transaction.request(), view, scratch, mark);
        view.set(scratch.array(), mark, scratch.mark() - mark);
        HttpHead head = transaction.startAnswer(words.code());
        transaction.answerBody(NOTHING, 0, 0);
        boolean done = head.add(LOCATION, view);
        scratch.release(mark);
        if (words.isUncacheable()) done &= head.add(CACHE_CONTROL, NO_CACHE);
        if (words.cookie().length > 0) done &= head.add(SET_COOKIE, words.cookie());
        return done ? Outcome.ANSWER : Outcome.FAIL;
    }

    /** Behind the prefix or scheme that is in the scratch: host if a scheme changes, then path and query. */
    private void complete(HttpHead request, ByteView view, Scratch scratch, int mark) {
        if (words.kind() == Kind.SCHEME) {
            append(SCHEME_END, scratch);
            int host = request.find(KnownHeader.HOST);
            if (host >= 0) append(request.valueView(host, view), scratch);
        } else if (view.length() == 1 && view.byteAt(0) == '/') {
            // A prefix of "/" alone stands for none (manual 4.2, redirect prefix).
            scratch.release(mark);
        }
        TargetPart part = words.dropQuery() ? TargetPart.PATH : TargetPart.PATHQ;
        part.view(request, view);
        append(view.isEmpty() ? SLASH : view, scratch);
        boolean slash = scratch.array()[scratch.mark() - 1] == '/';
        if (words.dropQuery() && words.appendSlash() && !slash) append(SLASH, scratch);
    }

    private static void append(ByteView text, Scratch scratch) {
        int at = scratch.reserve(text.length());
        System.arraycopy(text.array(), text.offset(), scratch.array(), at, text.length());
    }
}
