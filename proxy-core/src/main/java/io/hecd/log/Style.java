package io.hecd.log;

/**
 * How a field is written: the flags of manual 8.2.6, and what the text is for.
 *
 * @param quote Q: texts in double quotes
 * @param hex X: addresses, ports and a few numbers in hexadecimal
 * @param escape E: a backslash before `"`, `\` and `]`, for structured data (RFC 5424 6.3.3)
 */
record Style(boolean quote, boolean hex, boolean escape, LogFormat.Use use) {
    /** The same style with one flag set or cleared; an unknown letter changes nothing. */
    Style with(char flag, boolean on) {
        return switch (flag) {
            case 'Q' -> new Style(on, hex, escape, use);
            case 'X' -> new Style(quote, on, escape, use);
            case 'E' -> new Style(quote, hex, on, use);
            default -> this;
        };
    }
}
