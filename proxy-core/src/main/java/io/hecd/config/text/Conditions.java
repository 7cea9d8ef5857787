package io.hecd.config.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditional expressions (manual 2.4), as in `.if` and `-cc`. An expression is read to its end, and only then is it
 * true or false: `1 || foo` is a mistake. Nothing at all is false.
 */
public final class Conditions {
    private static final int MAX_DEPTH = 256;

    private final Word word;
    private final String text;
    private final Facts facts;
    private int at;

    private Conditions(Word word, Facts facts) {
        this.word = word;
        this.text = word.text();
        this.facts = facts;
    }

    /** The truth of the argument of `-cc`; throws a {@link Mistake} when it makes no sense. */
    public static boolean evaluate(String text, Facts facts) {
        // A line feed would end the line; it is white space like any other here.
        Source source = new Source("condition", text.replace('\n', ' '));
        List<Word> words = new WordSplitter(facts.environment()).split(source, 1, false);
        if (words.isEmpty() && !text.isEmpty() && text.isBlank()) {
            throw Mistake.at(new Position(source, 1, 1), text.length(), "the condition is blank", "");
        }
        return evaluate(words, facts);
    }

    /** The truth of the words of `.if`. */
    static boolean evaluate(List<Word> words, Facts facts) {
        if (words.isEmpty()) return false;
        Conditions reader = new Conditions(joined(words), facts);
        reader.skipSpace();
        if (reader.at == reader.text.length()) return false;
        boolean value = reader.expression(0);
        reader.skipSpace();
        if (reader.at < reader.text.length())
            throw reader.mistake(
                    reader.at, "unexpected '" + reader.text.charAt(reader.at) + "' after the condition", "");
        return value;
    }

    /** The words with one space between them, which is how HAProxy reads them too: quotes hide nothing from it. */
    private static Word joined(List<Word> words) {
        if (words.size() == 1) return words.get(0);
        StringBuilder text = new StringBuilder();
        for (Word word : words) text.append(text.length() == 0 ? "" : " ").append(word.text());
        return new Word(
                text.toString(), words.get(0).at(), words.get(words.size() - 1).endColumn(), false);
    }

    private boolean expression(int depth) {
        boolean value = conjunction(depth);
        while (accept("||")) value |= conjunction(depth);
        return value;
    }

    private boolean conjunction(int depth) {
        boolean value = term(depth);
        while (accept("&&")) value &= term(depth);
        return value;
    }

    private boolean accept(String operator) {
        skipSpace();
        if (!text.startsWith(operator, at)) return false;
        at += operator.length();
        return true;
    }

    private boolean term(int depth) {
        boolean negated = false;
        skipSpace();
        while (at < text.length() && text.charAt(at) == '!') {
            negated = !negated;
            at++;
            skipSpace();
        }
        if (at >= text.length()) throw mistake(at, "the condition is not complete", "");
        return negated != positive(depth);
    }

    private boolean positive(int depth) {
        if (text.charAt(at) == '(') {
            int open = at++;
            if (depth == MAX_DEPTH) throw mistake(open, "too many parentheses in one another", "");
            boolean value = expression(depth + 1);
            if (!accept(")")) throw mistake(open, "this '(' is never closed", "");
            return value;
        }
        int number = numberEnd();
        if (number > at) {
            boolean value = isNonZero(text.substring(at, number));
            at = number;
            return value;
        }
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) end++;
        String name = text.substring(at, end);
        Predicate predicate = Predicate.named(name).orElseThrow(() -> unknown(name));
        int start = at;
        at = end;
        List<String> arguments = arguments(name);
        if (arguments.size() != predicate.arity() && !(arguments.isEmpty() && predicate.arity() == 1)) {
            throw mistake(
                    start,
                    "'" + name + "' takes " + predicate.arity() + (predicate.arity() == 1 ? " argument" : " arguments"),
                    "");
        }
        return predicate.test(arguments, facts);
    }

    private Mistake unknown(String name) {
        if (name.isEmpty()) return mistake(at, "unexpected '" + text.charAt(at) + "' in the condition", "");
        return mistake(at, "unknown predicate '" + name + "' in the condition", Predicate.hint(name));
    }

    /** The texts between the parentheses; quotes and backslashes protect commas, as in all argument lists (manual 2.2). */
    private List<String> arguments(String name) {
        List<String> arguments = new ArrayList<>();
        if (at >= text.length() || text.charAt(at) != '(') return arguments;
        int open = at++;
        StringBuilder argument = new StringBuilder();
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote == 0 && (c == ',' || c == ')')) {
                arguments.add(argument.toString());
                argument.setLength(0);
                if (c == ',') continue;
                at++;
                return arguments;
            }
            if (c == '\\' && quote != '\'' && at + 1 < text.length() && " \\'\"".indexOf(text.charAt(at + 1)) >= 0) {
                argument.append(text.charAt(++at));
            } else if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
                quote = quote == 0 ? c : 0;
            } else {
                argument.append(c);
            }
        }
        throw mistake(open, "the arguments of '" + name + "' have no ')' at their end", "");
    }

    /** Where a number that begins here ends: as in C, hexadecimal after 0x and octal after 0. */
    private int numberEnd() {
        int i = at;
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) i++;
        int first = i;
        int radix = i < text.length() && text.charAt(i) == '0' ? 8 : 10;
        if (text.regionMatches(true, i, "0x", 0, 2) && i + 2 < text.length() && digit(i + 2, 16)) {
            radix = 16;
            i += 2;
        }
        while (i < text.length() && digit(i, radix)) i++;
        return i == first ? at : i;
    }

    private boolean digit(int i, int radix) {
        return text.charAt(i) < 0x80 && Character.digit(text.charAt(i), radix) >= 0;
    }

    private static boolean isNonZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '0' && c != 'x' && c != 'X' && c != '-' && c != '+') return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
    }

    private Mistake mistake(int offset, String message, String hint) {
        Position place = word.at(offset);
        boolean exact = word.length() == text.length() || !place.equals(word.at());
        int length = exact ? Math.max(1, Math.min(1, text.length() - offset)) : word.length();
        return Mistake.at(place, length, message, hint);
    }
}
