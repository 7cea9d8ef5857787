package io.hecd.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ASCII over byte arrays: comparing without case, numbers in and out. No allocation except where a method makes an array. */
public final class Ascii {
    /** No bytes at all. */
    public static final byte[] NOTHING = {};

    private static final byte[] LOWER = new byte[256];

    static {
        for (int i = 0; i < 256; i++) LOWER[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
    }

    private Ascii() {}

    public static byte lower(byte b) {
        return LOWER[b & 0xff];
    }

    /** A copy in lower case. */
    public static byte[] lower(byte[] bytes) {
        byte[] out = bytes.clone();
        for (int i = 0; i < out.length; i++) out[i] = lower(out[i]);
        return out;
    }

    public static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static boolean equal(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
        return Arrays.equals(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
    }

    public static boolean equalIgnoreCase(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
        if (aLength != bLength) return false;
        for (int i = 0; i < aLength; i++) {
            byte x = a[aOffset + i];
            byte y = b[bOffset + i];
            if (x != y && LOWER[x & 0xff] != LOWER[y & 0xff]) return false;
        }
        return true;
    }

    /** Writes `value` in decimal at `at`; returns the position after its last digit. 20 bytes of room are enough. */
    public static int putDecimal(byte[] out, int at, long value) {
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                byte[] text = bytes(Long.toString(value));
                System.arraycopy(text, 0, out, at, text.length);
                return at + text.length;
            }
            out[at++] = '-';
            value = -value;
        }
        int end = at + digits(value);
        for (int i = end - 1; i >= at; i--) {
            out[i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        return end;
    }

    private static int digits(long value) {
        int n = 1;
        for (long v = value; v >= 10; v /= 10) n++;
        return n;
    }
}
