package io.hecd.config.text;

/**
 * One word of a line, quotes and escapes removed, variables put in.
 *
 * @param endColumn the column after its last character in the text, quotes included
 * @param quoted true if any part of it stood in quotes
 */
public record Word(String text, Position at, int endColumn, boolean quoted) {
    /** A word that stands in no text. */
    public static Word of(String text) {
        return new Word(text, Position.NONE, 0, false);
    }

    /** How many characters it takes in the text, quotes and escapes included. */
    public int length() {
        return endColumn - at.column();
    }

    public boolean is(String other) {
        return text.equals(other);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The bytes to send, see {@link RawText}. */
    public byte[] bytes() {
        return RawText.encode(text);
    }

    /**
     * The place of character `offset` of the word's text: exact where the word is written plainly or in one pair of
     * quotes, else the start of the word.
     */
    public Position at(int offset) {
        if (offset < 0 || offset > text.length() || at.isNone()) return at;
        if (length() == text.length()) return at.plus(offset);
        String line = at.source().line(at.line());
        int start = at.column() - 1;
        boolean oneQuote = quoted && length() == text.length() + 2 && line.startsWith(text, start + 1);
        return oneQuote ? at.plus(offset + 1) : at;
    }

    @Override
    public String toString() {
        return text;
    }
}
