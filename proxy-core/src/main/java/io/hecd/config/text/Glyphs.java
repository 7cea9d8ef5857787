package io.hecd.config.text;

/** How wide characters are on a terminal, so that the caret stands under what it points at. */
final class Glyphs {
    private Glyphs() {}

    /** The columns that the characters from `from` to `to` take; a tab counts as one. */
    static int width(String text, int from, int to) {
        int width = 0;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) width += width(text.codePointAt(i));
        return width;
    }

    /** Appends blanks as wide as these characters; tabs stay tabs, so they reach as far as those above. */
    static void blank(StringBuilder out, String text, int from, int to) {
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\t') out.append('\t');
            else for (int w = width(c); w > 0; w--) out.append(' ');
        }
    }

    /** The text with `?` for what a terminal would obey instead of show. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
            out.append(control || isLoneSurrogate(text, i) ? '?' : c);
        }
        return out.toString();
    }

    /** Not between the two halves of a character. */
    static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c))
            return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static int width(int c) {
        if (c < 0x300) return 1;
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT)
            return 0;
        return isWide(c) ? 2 : 1;
    }

    /** East Asian wide and emoji, by block (Unicode TR 11). */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
