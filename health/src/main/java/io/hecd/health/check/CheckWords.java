package io.hecd.health.check;

import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** A cursor over the words of one `tcp-check` or `http-check` line; every mistake it makes has its place. */
final class CheckWords {
    private final RuleConfig rule;
    private final List<Word> words;
    private int next;

    CheckWords(RuleConfig rule) {
        this.rule = rule;
        this.words = new ArrayList<>(rule.words());
    }

    boolean hasNext() {
        return next < words.size();
    }

    Word next() {
        return hasNext() ? words.get(next++) : new Word("", rule.at(), 0, false);
    }

    boolean accept(String word) {
        if (!hasNext() || !words.get(next).is(word)) return false;
        next++;
        return true;
    }

    /** Reads `mark`, also where it is the first part of the next word only, as the `!` of `!string`. */
    boolean acceptPrefix(String mark) {
        if (accept(mark)) return true;
        if (!hasNext() || words.get(next).quoted()) return false;
        Word whole = words.get(next);
        if (!whole.text().startsWith(mark)) return false;
        String rest = whole.text().substring(mark.length());
        words.set(next, new Word(rest, whole.at().plus(mark.length()), whole.endColumn(), false));
        return true;
    }

    /** The next keyword. */
    String keyword() {
        return next().text();
    }

    Word argument(String of) {
        Word word = next();
        if (word.isEmpty()) throw mistake("'" + rule.set() + "': '" + of + "' needs an argument", "");
        return word;
    }

    int number(String of, int min, int max) {
        Word word = argument(of);
        try {
            int value = Integer.parseInt(word.text());
            if (value >= min && value <= max) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        throw mistake(word, "'" + word.text() + "' is not a number for '" + of + "'", "from " + min + " to " + max);
    }

    byte[] hexadecimal(String of) {
        Word word = argument(of);
        try {
            return HexFormat.of().parseHex(word.text());
        } catch (IllegalArgumentException e) {
            throw mistake(word, "'" + of + "' needs an even number of hexadecimal digits", "");
        }
    }

    java.util.regex.Pattern regex(String of) {
        Word word = argument(of);
        try {
            return java.util.regex.Pattern.compile(latin1(word), java.util.regex.Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw mistake(word, "'" + of + "': " + e.getDescription() + " in the regular expression", "");
        }
    }

    /** Contents are looked at as bytes, a character for each. */
    private static String latin1(Word word) {
        return new String(word.bytes(), StandardCharsets.ISO_8859_1);
    }

    void expectEnd() {
        if (hasNext()) throw mistake(next(), "unexpected word in '" + rule.set() + "'", "");
    }

    /** The last word read is none of `known`. */
    Mistake unknown(String what, String word, List<String> known) {
        String hint = Catalog.nearest(word, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("one of " + String.join(", ", known));
        return mistake("unknown " + what + " '" + word + "' in '" + rule.set() + "'", hint);
    }

    /** A word of HAProxy's that hecd does not have. */
    Mistake notYet(String word) {
        return mistake("'" + word + "' in '" + rule.set() + "' is known to HAProxy, not in hecd yet", "");
    }

    /** A mistake at the word read last, or at the line when none was. */
    Mistake mistake(String message, String hint) {
        if (next == 0) return Mistake.at(at(), 0, message, hint);
        return mistake(words.get(next - 1), message, hint);
    }

    Mistake mistake(Word word, String message, String hint) {
        return Mistake.at(word.at(), word.length(), message, hint);
    }

    Position at() {
        return rule.at();
    }
}
