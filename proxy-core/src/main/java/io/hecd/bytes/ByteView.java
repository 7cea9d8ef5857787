package io.hecd.bytes;

import java.nio.charset.StandardCharsets;

/**
 * A stretch of a byte array: array, offset, length. A mutable cell that is reused, so nobody keeps one across calls.
 * Confined to the thread that fills it. The bytes are ISO-8859-1 where they are shown as text.
 */
public final class ByteView {
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int offset;
    private int length;

    public static ByteView of(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return new ByteView().set(bytes, 0, bytes.length);
    }

    public ByteView set(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        return this;
    }

    public ByteView set(ByteView other) {
        return set(other.array, other.offset, other.length);
    }

    public ByteView clear() {
        return set(NOTHING, 0, 0);
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at `at`, 0 <= at < length, as 0..255. */
    public int byteAt(int at) {
        return array[offset + at] & 0xff;
    }

    /** The first position of `b` at or after `from`, or -1. */
    public int indexOf(int b, int from) {
        for (int i = offset + from, end = offset + length; i < end; i++) if (array[i] == (byte) b) return i - offset;
        return -1;
    }

    /** Narrows this view to [from, to) of itself. */
    public ByteView narrow(int from, int to) {
        return set(array, offset + from, to - from);
    }

    public boolean contentEquals(byte[] other) {
        return Ascii.equal(array, offset, length, other, 0, other.length);
    }

    public boolean contentEquals(ByteView other) {
        return Ascii.equal(array, offset, length, other.array, other.offset, other.length);
    }

    /** The bytes as ISO-8859-1 text: allocates, so not on the request path. */
    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }
}
