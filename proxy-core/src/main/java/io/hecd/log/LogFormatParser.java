package io.hecd.log;

import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one format text (manual 8.2.6). Used once, while loading. */
final class LogFormatParser {
    private static final Aliases ALIASES = new Aliases();

    private final Word word;
    private final String text;
    private final LogScope scope;
    private final Problems problems;
    private final boolean mergesSpaces;
    private final List<Field> fields = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    /** The style of all variables that follow, which `%{...}o` changes. */
    private Style general;

    private Moment moment = Moment.BEGIN;
    private boolean countsLines;
    private int at;

    LogFormatParser(Word word, LogFormat.Use use, LogScope scope, Problems problems) {
        this.word = word;
        this.text = word.text();
        this.scope = scope;
        this.problems = problems;
        this.mergesSpaces = use.mergesSpaces();
        this.general = new Style(false, false, false, use);
    }

    LogFormat parse() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '%') percent();
            else if (mergesSpaces && isSpace(c)) space();
            else literal.append(text.charAt(at++));
        }
        endLiteral();
        return new LogFormat(text, fields.toArray(Field[]::new), moment, countsLines);
    }

    private void percent() {
        int start = at++;
        if (at == text.length()) {
            problem(start, 1, "nothing follows the '%'", "write '%%' for a percent sign");
            return;
        }
        if (text.charAt(at) == '%') {
            literal.append('%');
            at++;
            return;
        }
        endLiteral();
        Style style = text.charAt(at) == '{' ? flags(start) : general;
        if (at < text.length() && text.charAt(at) == '[') expression(start, style);
        else variable(start, style);
    }

    /** `{+Q,-X}` */
    private Style flags(int start) {
        int close = text.indexOf('}', at);
        if (close < 0) {
            problem(start, text.length() - start, "'}' is missing behind the flags", "");
            at = text.length();
            return general;
        }
        Style style = general;
        for (String flag : text.substring(at + 1, close).split(",", -1)) {
            if (flag.matches("[+-][QXE]")) style = style.with(flag.charAt(1), flag.charAt(0) == '+');
            else if (!flag.isEmpty()) unknownFlag(flag);
        }
        at = close + 1;
        return style;
    }

    private void unknownFlag(String flag) {
        problems.warning(
                word,
                "'" + flag + "' is no flag of a log format and changes nothing",
                "flags are +Q, +X, +E, -Q, -X, -E");
    }

    private void variable(int start, Style style) {
        int nameAt = at;
        while (at < text.length() && isLetter(text.charAt(at))) at++;
        String name = text.substring(nameAt, at);
        if (name.isEmpty()) {
            problem(
                    start,
                    at - start,
                    "no variable follows '" + text.substring(start, at) + "'",
                    "write '%%' for a percent sign");
        } else if (name.equals("o")) {
            general = style;
        } else {
            ALIASES.find(name).ifPresentOrElse(alias -> add(start, name, alias, style), () -> unknown(start, name));
        }
    }

    private void add(int start, String name, Alias alias, Style style) {
        if (alias.httpOnly() && !scope.http()) {
            problem(start, at - start, "'%" + name + "' is for 'mode http' only", "");
            return;
        }
        needs(alias.moment());
        countsLines |= name.equals("lc");
        fields.add(alias.maker().make(style, scope));
    }

    private void unknown(int start, String name) {
        Optional<String> nearest = ALIASES.nearest(name);
        String hint = nearest.map(n -> "did you mean '%" + n + "'? ").orElse("") + "write '%%' for a percent sign";
        problem(start, at - start, "unknown variable '%" + name + "' in a log format", hint);
    }

    private void expression(int start, Style style) {
        int open = at + 1;
        int close = closingBracket(open);
        if (close < 0) {
            problem(start, text.length() - start, "']' is missing behind the sample expression", "");
            at = text.length();
            return;
        }
        at = close + 1;
        needs(Moment.END);
        try {
            fields.add(new SampleField(scope.samples().compile(text.substring(open, close), word.at(open)), style));
        } catch (Mistake mistake) {
            problems.add(mistake);
        }
    }

    /** The `]` that is neither an argument nor quoted in one, or -1. */
    private int closingBracket(int from) {
        boolean inArguments = false;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) quote = 0;
                else if (c == '\\' && quote == '"') i++;
            } else if (!inArguments) {
                if (c == ']') return i;
                inArguments = c == '(';
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '\\') {
                i++;
            } else if (c == ')') {
                inArguments = false;
            }
        }
        return -1;
    }

    private void needs(Moment other) {
        Moment needed = scope.asap() && other == Moment.END ? Moment.SERVER : other;
        if (needed.compareTo(moment) > 0) moment = needed;
    }

    private void space() {
        endLiteral();
        fields.add(new Field.Space());
        while (at < text.length() && isSpace(text.charAt(at))) at++;
    }

    private void endLiteral() {
        if (literal.isEmpty()) return;
        fields.add(new Field.Literal(RawText.encode(literal.toString())));
        literal.setLength(0);
    }

    private void problem(int from, int length, String message, String hint) {
        problems.error("log-format", word.at(from), length, message, hint);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
