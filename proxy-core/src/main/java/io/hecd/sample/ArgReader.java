package io.hecd.sample;

import io.hecd.bytes.Ascii;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the arguments in parentheses: a second level of quotes and escapes, where `,` and `)` delimit (end of manual 2.2).
 * One for all lists of an expression, moving from left to right.
 */
final class ArgReader {
    private final Word word;
    private final String text;
    private final int end;
    private int at;

    ArgReader(Word word, int at, int end) {
        this.word = word;
        this.text = word.text();
        this.at = at;
        this.end = end;
    }

    Word word() {
        return word;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** The arguments that begin here, none if there is no parenthesis. */
    Args read(String name, ArgSpec spec) {
        int open = at;
        List<byte[]> texts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        if (at < end && text.charAt(at) == '(') {
            do {
                int from = ++at;
                String arg = argument(open);
                boolean none =
                        spec.needed() == 0 && texts.isEmpty() && arg.isEmpty() && at == from && text.charAt(at) == ')';
                if (none) break;
                accept(name, spec, from, arg, texts, numbers);
            } while (text.charAt(at) == ',');
            at++;
        }
        if (texts.size() < spec.needed()) {
            String missing = "'" + name + "' needs the argument <"
                    + spec.arg(texts.size()).name() + ">";
            throw mistake(open, Math.max(1, at - open), missing, name + spec);
        }
        return texts.isEmpty() ? Args.NONE : new Args(texts, numbers);
    }

    private void accept(String name, ArgSpec spec, int from, String arg, List<byte[]> texts, List<Long> numbers) {
        if (texts.size() == spec.most()) {
            String most =
                    spec.most() == 0 ? "'" + name + "' takes no arguments" : "too many arguments for '" + name + "'";
            throw mistake(from, Math.max(1, at - from), most, spec.most() == 0 ? "" : name + spec);
        }
        ArgSpec.Arg wanted = spec.arg(texts.size());
        long number = 0;
        if (wanted.kind() == ArgSpec.Kind.INTEGER && !(arg.isEmpty() && texts.size() >= spec.needed())) {
            try {
                number = Long.parseLong(arg);
            } catch (NumberFormatException e) {
                String message = "'" + arg + "' is not a number for <" + wanted.name() + "> of '" + name + "'";
                throw mistake(from, Math.max(1, at - from), message, name + spec);
            }
        }
        byte[] bytes = RawText.encode(arg);
        texts.add(wanted.kind() == ArgSpec.Kind.HEADER ? Ascii.lower(bytes) : bytes);
        numbers.add(number);
    }

    /** One argument; stops at the `,` or `)` behind it. */
    private String argument(int open) {
        StringBuilder out = new StringBuilder();
        char quote = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (quote == 0 && (c == ',' || c == ')')) return out.toString();
            if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
                quote = quote == 0 ? c : 0;
            } else if (c == '\\' && quote != '\'' && at + 1 < end && escaped(text.charAt(at + 1)) != 0) {
                out.append(escaped(text.charAt(++at)));
            } else {
                out.append(c);
            }
            at++;
        }
        String what = quote == 0 ? "this '(' is never closed" : "a quote in these arguments is never closed";
        throw mistake(open, end - open, what, "");
    }

    private static char escaped(char c) {
        return switch (c) {
            case ' ', '\\', '"', '\'', ',', '(', ')' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> 0;
        };
    }

    private RuntimeException mistake(int from, int length, String message, String hint) {
        return ExpressionParser.mistake(word, from, length, message, hint);
    }
}
