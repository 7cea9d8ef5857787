package io.hecd.http;

/**
 * Which bytes may stand where in a head (RFC 9110 5.6.2 and 5.5, RFC 9112 3.2), as tables of 256 entries. The relaxed
 * tables belong to `option accept-invalid-http-request` and its twin for responses.
 */
public final class Syntax {
    private static final byte[] NAMES = new byte[256];
    private static final byte[] RELAXED_NAMES = new byte[256];
    private static final byte[] VALUES = new byte[256];
    private static final byte[] TARGETS = new byte[256];
    private static final byte[] RELAXED_TARGETS = new byte[256];

    static {
        String symbols = "!#$%&'*+-.^_`|~";
        for (int c = 0; c < 256; c++) {
            boolean upper = c >= 'A' && c <= 'Z';
            boolean letterOrDigit = upper || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            byte lower = (byte) (upper ? c + 32 : c);
            if (letterOrDigit || symbols.indexOf(c) >= 0) NAMES[c] = lower;
            if (c > ' ' && c != ':' && c != 0x7f) RELAXED_NAMES[c] = lower;
            if (c >= ' ' && c != 0x7f || c == '\t') VALUES[c] = 1;
            if (c > ' ' && c < 0x7f && c != '#') TARGETS[c] = 1;
            if (c > ' ' && c != 0x7f) RELAXED_TARGETS[c] = 1;
        }
    }

    private Syntax() {}

    /** The lower-case byte where a name may have this byte, else 0. Read only. */
    public static byte[] names(boolean relaxed) {
        return relaxed ? RELAXED_NAMES : NAMES;
    }

    /** 1 where a field value may have this byte, else 0: no control character but TAB. Read only. */
    public static byte[] values() {
        return VALUES;
    }

    /** 1 where a request target may have this byte, else 0. Read only. */
    public static byte[] targets(boolean relaxed) {
        return relaxed ? RELAXED_TARGETS : TARGETS;
    }

    public static boolean isName(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) if (NAMES[bytes[i] & 0xff] == 0) return false;
        return length > 0;
    }

    /** SP or HTAB: optional white space in RFC 9110. */
    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
