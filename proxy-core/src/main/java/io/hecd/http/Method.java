package io.hecd.http;

import io.hecd.bytes.Ascii;

/** The methods that the proxy treats differently; any other token is OTHER and keeps its bytes in the head. Case matters. */
public enum Method {
    GET(true, true),
    HEAD(true, true),
    POST(false, false),
    PUT(false, true),
    DELETE(false, true),
    OPTIONS(true, true),
    TRACE(true, true),
    CONNECT(false, false),
    PATCH(false, false),
    OTHER(false, false);

    private static final Method[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final byte[] token = Ascii.bytes(name());

    private final boolean safe;
    private final boolean idempotent;

    Method(boolean safe, boolean idempotent) {
        this.safe = safe;
        this.idempotent = idempotent;
    }

    /** RFC 9110 9.2.1. */
    public boolean isSafe() {
        return safe;
    }

    /** RFC 9110 9.2.2: may be sent again without asking. */
    public boolean isIdempotent() {
        return idempotent;
    }

    static Method of(byte[] bytes, int offset, int length) {
        if (length == 3 && bytes[offset] == 'G' && bytes[offset + 1] == 'E' && bytes[offset + 2] == 'T') return GET;
        for (Method m : ALL) {
            byte[] t = m.token;
            if (t.length == length && m != OTHER && Ascii.equal(bytes, offset, length, t, 0, length)) return m;
        }
        return OTHER;
    }
}
