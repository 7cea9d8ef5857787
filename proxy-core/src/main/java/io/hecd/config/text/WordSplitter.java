package io.hecd.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts one line into words (manual 2.2, 2.3): quotes, escapes, comments, environment variables. One for all lines of
 * a reading; not for several threads.
 */
final class WordSplitter {
    /** A line holds at most this many words, as in HAProxy. */
    static final int MAX_WORDS = 64;

    private final Environment environment;
    private final StringBuilder out = new StringBuilder();
    private final List<String> pieces = new ArrayList<>();

    private String section = "";
    private boolean comments;
    private Source source = Source.NONE;
    private int line;
    private String in = "";
    private int at;
    private int quoteAt;
    private char quote;
    private boolean quoted;
    private boolean rawBytes;

    WordSplitter(Environment environment) {
        this.environment = environment;
    }

    /** What `"${.SECTION}"` gives from now on. */
    void section(String section) {
        this.section = section;
    }

    /** The words of line `line`; empty words at the end are left out, as nobody could tell them from none. */
    List<Word> split(Source source, int line) {
        return split(source, line, true);
    }

    /** As above; where comments are not known (`-cc`), `#` is an ordinary character. */
    List<Word> split(Source source, int line, boolean comments) {
        this.source = source;
        this.line = line;
        this.in = source.line(line);
        this.comments = comments;
        this.at = 0;
        int nul = in.indexOf('\0');
        if (nul >= 0) throw mistake(nul, 1, "a NUL character in the text", "is this a text file, saved as UTF-8?");
        List<Word> words = new ArrayList<>(8);
        while (true) {
            while (at < in.length() && isSpace(in.charAt(at))) at++;
            if (at >= in.length() || isEnd(in.charAt(at))) break;
            int before = words.size();
            word(words);
            if (words.size() > MAX_WORDS) {
                Word extra = words.get(Math.max(before, MAX_WORDS));
                throw Mistake.at(
                        extra.at(),
                        extra.length(),
                        "more than " + MAX_WORDS + " words in one line",
                        "split the line, or keep long lists in a file");
            }
        }
        while (!words.isEmpty() && words.get(words.size() - 1).isEmpty()) words.remove(words.size() - 1);
        return words;
    }

    private void word(List<Word> words) {
        int start = at;
        while (at < in.length() && isPlain(in.charAt(at))) at++;
        Position position = new Position(source, line, start + 1);
        if (at == in.length() || isSpace(in.charAt(at)) || isEnd(in.charAt(at))) {
            words.add(new Word(in.substring(start, at), position, at + 1, false));
            return;
        }
        out.setLength(0);
        out.append(in, start, at);
        pieces.clear();
        quoted = false;
        rawBytes = false;
        quote = 0;
        quotedOrEscaped();
        pieces.add(out.toString());
        for (String piece : pieces) {
            // Bytes given one by one may make up a character: `\xC3\xA9` is the same word as `é`.
            String text = rawBytes ? RawText.decode(RawText.encode(piece)) : piece;
            words.add(new Word(text, position, at + 1, quoted));
        }
    }

    private void quotedOrEscaped() {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == '\r') break;
            if (quote == 0 && (isSpace(c) || isEnd(c))) break;
            if ((c == '"' || c == '\'') && (quote == 0 || quote == c)) {
                toggle(c);
            } else if (c == '\\' && quote != '\'') {
                escape();
            } else if (c == '$' && quote == '"') {
                variable();
            } else {
                out.append(c);
                at++;
            }
        }
        if (quote != 0) {
            throw mistake(
                    quoteAt,
                    end() - quoteAt,
                    "this " + (quote == '"' ? "double" : "single") + " quote is never closed",
                    "a quoted text ends on the line where it began");
        }
    }

    private void toggle(char c) {
        quoted = true;
        quoteAt = at++;
        quote = quote == 0 ? c : 0;
    }

    /** An escape that means nothing stays as it is, backslash and all (`\1` in a regular expression). */
    private void escape() {
        char next = at + 1 < in.length() ? in.charAt(at + 1) : 0;
        switch (next) {
            case ' ', '\\', '#', '\'', '"' -> escaped(next);
            case 'n' -> escaped('\n');
            case 'r' -> escaped('\r');
            case 't' -> escaped('\t');
            case 'x' -> hexadecimal();
            case '$' -> {
                if (quote == '"') escaped('$');
                else backslash();
            }
            default -> backslash();
        }
    }

    private void escaped(char c) {
        out.append(c);
        at += 2;
    }

    private void backslash() {
        out.append('\\');
        at++;
    }

    private void hexadecimal() {
        int high = at + 2 < in.length() ? hex(in.charAt(at + 2)) : -1;
        int low = at + 3 < in.length() ? hex(in.charAt(at + 3)) : -1;
        if (high < 0 || low < 0) {
            int length = Math.min(4, end() - at);
            throw mistake(at, length, "'\\x' needs two hexadecimal digits", "write '\\\\x' for a backslash and an x");
        }
        int value = high * 16 + low;
        // HAProxy ends the word here; a name that is cut in silence helps nobody.
        if (value == 0) throw mistake(at, 4, "'\\x00' cannot be part of a word", "");
        out.append(RawText.raw(value));
        rawBytes |= value >= 0x80;
        at += 4;
    }

    /** `$X`, `${X}`, `${X-instead}`, `${X[*]}`; the text after `-` is taken as it is, up to the first brace. */
    private void variable() {
        int start = at++;
        boolean brace = at < in.length() && in.charAt(at) == '{';
        if (brace) at++;
        int nameAt = at;
        if (at < in.length() && in.charAt(at) == '.') at++;
        else if (at >= in.length() || !isNameStart(in.charAt(at))) {
            throw mistake(
                    start,
                    Math.max(1, at - start),
                    "no name of a variable after '" + in.substring(start, at) + "'",
                    "write '\\$' for a dollar sign in double quotes");
        }
        while (at < in.length() && isNamePart(in.charAt(at))) at++;
        String name = in.substring(nameAt, at);
        Optional<String> value = name.charAt(0) == '.' ? pseudo(name, nameAt) : environment.find(name);

        boolean expand = brace && at < in.length() && in.charAt(at) == '[';
        if (expand) {
            if (!in.startsWith("[*]", at)) throw mistake(at, 1, "only '[*]' may follow the name of a variable", "");
            at += 3;
        }
        if (brace) {
            if (at < in.length() && in.charAt(at) == '-') {
                int close = in.indexOf('}', at);
                if (close < 0) throw unclosedBrace(start, end());
                if (value.isEmpty()) value = Optional.of(in.substring(at + 1, close));
                at = close;
            }
            if (at >= in.length() || in.charAt(at) != '}') throw unclosedBrace(start, at);
            at++;
        }
        if (value.isPresent()) emit(value.get(), expand);
    }

    private Mistake unclosedBrace(int from, int to) {
        return mistake(from, to - from, "this '${' has no '}' after its name", "");
    }

    private Optional<String> pseudo(String name, int nameAt) {
        return Optional.of(
                switch (name) {
                    case ".FILE" -> source.name();
                    case ".LINE" -> Integer.toString(line);
                    case ".SECTION" -> section;
                    default ->
                        throw mistake(
                                nameAt,
                                name.length(),
                                "unknown variable '" + name + "'",
                                "only .FILE, .LINE and .SECTION begin with a dot");
                });
    }

    private void emit(String value, boolean expand) {
        if (!expand) {
            out.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isBlank(value.charAt(i))) {
                out.append(value.charAt(i));
                continue;
            }
            pieces.add(out.toString());
            out.setLength(0);
            while (i + 1 < value.length() && isBlank(value.charAt(i + 1))) i++;
        }
    }

    /** Where the line ends: before a carriage return, if there is one. */
    private int end() {
        int end = in.indexOf('\r', at);
        return end < 0 ? in.length() : end;
    }

    private Mistake mistake(int from, int length, String message, String hint) {
        return Mistake.at(new Position(source, line, from + 1), length, message, hint);
    }

    private boolean isPlain(char c) {
        return c > '\'' ? c != '\\' : !isSpace(c) && c != '"' && c != '\'' && !isEnd(c);
    }

    /** HAProxy takes a carriage return anywhere for the end of the line. */
    private boolean isEnd(char c) {
        return c == '\r' || (c == '#' && comments);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == 0x0B || c == '\f';
    }

    private static boolean isBlank(char c) {
        return isSpace(c) || c == '\n' || c == '\r';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9');
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
