package io.hecd.sample;

import io.hecd.bytes.ByteView;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as characters, without a copy, for java.util.regex; each look at a character is counted, and beyond the bound the
 * match is given up. So a pattern that backtracks without end costs milliseconds, not the worker. Confined to its thread.
 */
final class BoundedBytes implements CharSequence {
    /** Looks per match: 64 per byte of the longest head, some milliseconds of work. */
    static final int MOST_LOOKS = 1_000_000;

    /** Thrown instead of looking on. Without a stack trace: it is made for those who try to make us work. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("a regular expression took too many steps", null, false, false);
        }
    }

    private byte[] array = {};
    private int offset;
    private int length;
    private int looksLeft;

    void show(ByteView view) {
        array = view.array();
        offset = view.offset();
        length = view.length();
        looksLeft = MOST_LOOKS;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) throw new Exhausted();
        return (char) (array[offset + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(array, offset + start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }
}
