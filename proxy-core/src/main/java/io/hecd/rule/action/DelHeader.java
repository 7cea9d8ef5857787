package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.text.Word;
import io.hecd.http.HttpHead;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Regex;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;
import java.util.List;
import java.util.Optional;

/** `del-header NAME [-m METHOD]`: removes all headers whose name matches (manual 4.2, http-request del-header). */
final class DelHeader implements Action {
    private static final ViewCell VIEW = new ViewCell();
    private static final List<String> METHODS = List.of("str", "beg", "end", "sub", "reg");

    private final boolean onResponse;
    private final Names names;

    /** Says which names are meant; given in lower case. */
    @FunctionalInterface
    private interface Names {
        boolean contain(ByteView name);
    }

    private DelHeader(boolean onResponse, Names names) {
        this.onResponse = onResponse;
        this.names = names;
    }

    @LoadTime
    static Action compile(ActionLine line) {
        Word name = line.line().takeWord("the name of a header");
        String method = "str";
        if (line.line().accept("-m")) {
            Word word = line.line().takeWord("a matching method");
            method = word.text();
            if (!METHODS.contains(method)) {
                Optional<String> near = Catalog.nearest(method, METHODS);
                String hint = near.map(n -> "did you mean '" + n + "'?").orElse("str, beg, end, sub or reg");
                throw line.line().error(word, "unknown matching method '" + method + "'", hint);
            }
        }
        return new DelHeader(line.onResponse(), names(line, name, method));
    }

    private static Names names(ActionLine line, Word word, String method) {
        if (method.equals("reg")) {
            try {
                // The names are in lower case already, the pattern need not be.
                Regex regex =
                        Regex.compile(new String(word.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1), true);
                return regex::find;
            } catch (IllegalArgumentException e) {
                throw line.line().error(word, String.valueOf(e.getMessage()), "");
            }
        }
        byte[] wanted = Ascii.lower(word.bytes());
        return switch (method) {
            case "beg" -> name -> isAt(wanted, name, 0);
            case "end" -> name -> isAt(wanted, name, name.length() - wanted.length);
            case "sub" -> name -> isWithin(wanted, name);
            default -> name -> name.contentEquals(wanted);
        };
    }

    private static boolean isAt(byte[] wanted, ByteView name, int at) {
        return at >= 0
                && at + wanted.length <= name.length()
                && Ascii.equal(name.array(), name.offset() + at, wanted.length, wanted, 0, wanted.length);
    }

    private static boolean isWithin(byte[] wanted, ByteView name) {
        for (int at = 0; at + wanted.length <= name.length(); at++) if (isAt(wanted, name, at)) return true;
        return false;
    }

    @Override
    public Outcome run(Transaction transaction) {
        HttpHead head = onResponse ? transaction.response() : transaction.request();
        ByteView name = VIEW.get();
        for (int i = 0; i < head.count(); i++)
            if (head.isLive(i) && names.contain(head.nameView(i, name))) head.remove(i);
        return Outcome.CONTINUE;
    }
}
