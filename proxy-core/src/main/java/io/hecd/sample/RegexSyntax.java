package io.hecd.sample;

/**
 * Writes a PCRE pattern in Java's dialect where the two differ: within brackets `[`, `&&` and `[:alpha:]`, a `]` in first
 * place, `(?P<name>`, and a brace that begins no repetition. What Java does not know at all is left for it to refuse.
 */
final class RegexSyntax {
    private final String in;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private RegexSyntax(String in) {
        this.in = in;
    }

    static String translate(String pcre) {
        return new RegexSyntax(pcre).run();
    }

    private String run() {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (in.startsWith("\\Q", at)) literal();
            else if (c == '\\' && at + 1 < in.length()) take(2);
            else if (c == '[') brackets();
            else if (in.startsWith("(?P<", at)) replace(4, "(?<");
            else if (c == '{' && !isRepetition(at)) replace(1, "\\{");
            else take(1);
        }
        return out.toString();
    }

    private void literal() {
        int end = in.indexOf("\\E", at);
        take((end < 0 ? in.length() : end + 2) - at);
    }

    private void take(int count) {
        out.append(in, at, at + count);
        at += count;
    }

    private void replace(int count, String by) {
        out.append(by);
        at += count;
    }

    /** `{3}`, `{3,}` or `{3,5}`. */
    private boolean isRepetition(int open) {
        int i = open + 1;
        int digits = i;
        while (i < in.length() && isDigit(in.charAt(i))) i++;
        if (i == digits) return false;
        if (i < in.length() && in.charAt(i) == ',') i++;
        while (i < in.length() && isDigit(in.charAt(i))) i++;
        return i < in.length() && in.charAt(i) == '}';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void brackets() {
        take(1);
        if (at < in.length() && in.charAt(at) == '^') take(1);
        if (at < in.length() && in.charAt(at) == ']') replace(1, "\\]");
        while (at < in.length() && in.charAt(at) != ']') {
            char c = in.charAt(at);
            if (c == '\\' && at + 1 < in.length()) take(2);
            else if (in.startsWith("[:", at) && in.indexOf(":]", at) > 0) posixClass();
            else if (c == '[') replace(1, "\\[");
            else if (c == '&') replace(1, "\\&");
            else take(1);
        }
        if (at < in.length()) take(1);
    }

    private void posixClass() {
        int end = in.indexOf(":]", at);
        String name = in.substring(at + 2, end);
        boolean not = name.startsWith("^");
        String posix = not ? name.substring(1) : name;
        if (posix.equals("word")) out.append(not ? "\\W" : "\\w");
        else out.append(not ? "\\P{" : "\\p{").append(javaClass(posix)).append('}');
        at = end + 2;
    }

    private static String javaClass(String posix) {
        return switch (posix) {
            case "alnum" -> "Alnum";
            case "alpha" -> "Alpha";
            case "ascii" -> "ASCII";
            case "blank" -> "Blank";
            case "cntrl" -> "Cntrl";
            case "digit" -> "Digit";
            case "graph" -> "Graph";
            case "lower" -> "Lower";
            case "print" -> "Print";
            case "punct" -> "Punct";
            case "space" -> "Space";
            case "upper" -> "Upper";
            case "xdigit" -> "XDigit";
            default -> posix;
        };
    }
}
