package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.rule.ActionLine;
import io.hecd.sample.Text;
import java.util.List;
import java.util.Optional;

/** The words of a redirect, in any order (manual 4.2, redirect). Filled while loading, then only read. */
@LoadTime
final class RedirectWords {
    private static final List<String> WORDS = List.of(
            "append-slash",
            "clear-cookie",
            "code",
            "drop-query",
            "ignore-empty",
            "location",
            "prefix",
            "scheme",
            "set-cookie");
    private static final List<Integer> CODES = List.of(301, 302, 303, 307, 308);

    private Optional<Word> target = Optional.empty();
    private Redirect.Kind kind = Redirect.Kind.LOCATION;
    private int code = 302;
    private byte[] cookie = {};
    private boolean dropQuery;
    private boolean appendSlash;
    private boolean ignoreEmpty;

    private RedirectWords() {}

    static RedirectWords read(ActionLine action) {
        RedirectWords words = new RedirectWords();
        Line line = action.line();
        while (line.hasNext()) words.word(line, line.next());
        if (words.target.isEmpty())
            throw line.error(line.first(), "a redirect needs 'location', 'prefix' or 'scheme'", "");
        return words;
    }

    private void word(Line line, Word word) {
        switch (word.text()) {
            case "location" -> target(line, word, Redirect.Kind.LOCATION);
            case "prefix" -> target(line, word, Redirect.Kind.PREFIX);
            case "scheme" -> target(line, word, Redirect.Kind.SCHEME);
            case "code" -> code(line);
            case "set-cookie" -> cookie = Ascii.bytes(line.take("a cookie") + "; path=/;");
            case "clear-cookie" -> cookie = Ascii.bytes(line.take("a cookie") + "; path=/; Max-Age=0;");
            case "drop-query" -> dropQuery = true;
            case "append-slash" -> appendSlash = true;
            case "ignore-empty" -> ignoreEmpty = true;
            default -> {
                String hint = Catalog.nearest(word.text(), WORDS)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse("");
                throw line.error(word, "unknown word '" + word + "' in a redirect", hint);
            }
        }
    }

    private void target(Line line, Word word, Redirect.Kind which) {
        if (target.isPresent()) throw line.error(word, "a redirect has one target only", "");
        kind = which;
        target = Optional.of(line.takeWord("where to go"));
    }

    private void code(Line line) {
        Word word = line.peek();
        code = (int) line.takeInteger("a status", 300, 399);
        if (!CODES.contains(code))
            throw line.error(word, "a redirect has no status " + code, "301, 302, 303, 307 or 308");
    }

    /** In `http-request redirect` the target is a log-format text, in a `redirect` line it is what stands there. */
    Text text(ActionLine action) {
        Word word = target.orElseThrow();
        return action.set().equals("redirect") ? Text.constant(word.bytes()) : action.text(word);
    }

    Redirect.Kind kind() {
        return kind;
    }

    int code() {
        return code;
    }

    /** Those that a client must not keep say so. */
    boolean isUncacheable() {
        return code != 301 && code != 308;
    }

    /** The whole set-cookie value, empty for none. */
    byte[] cookie() {
        return cookie;
    }

    boolean dropQuery() {
        return dropQuery;
    }

    boolean appendSlash() {
        return appendSlash;
    }

    boolean ignoreEmpty() {
        return ignoreEmpty;
    }
}
