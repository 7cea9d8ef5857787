package io.hecd.http;

import io.hecd.bytes.Ascii;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Header names with a slot of their own in every head, so that "is there a Host?" is one array read. */
public enum KnownHeader {
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    AGE,
    AUTHORIZATION,
    CACHE_CONTROL,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    COOKIE,
    DATE,
    ETAG,
    EXPECT,
    EXPIRES,
    FORWARDED,
    HOST,
    HTTP2_SETTINGS,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    KEEP_ALIVE,
    LAST_MODIFIED,
    LOCATION,
    ORIGIN,
    PRAGMA,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    PROXY_CONNECTION,
    RANGE,
    REFERER,
    SEC_WEBSOCKET_ACCEPT,
    SEC_WEBSOCKET_KEY,
    SERVER,
    SET_COOKIE,
    STRICT_TRANSPORT_SECURITY,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    USER_AGENT,
    VARY,
    VIA,
    WWW_AUTHENTICATE,
    X_FORWARDED_FOR,
    X_FORWARDED_HOST,
    X_FORWARDED_PORT,
    X_FORWARDED_PROTO,
    X_ORIGINAL_TO,
    X_REQUEST_ID;

    private static final KnownHeader[] ALL = values();
    static final int COUNT = ALL.length;

    /** A perfect hash: the multiplier is searched for once, at load, until no two names share a slot. */
    private static final byte[] SLOTS = new byte[1024];

    private static final int MULTIPLIER = search();

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final byte[] lowerName = Ascii.bytes(name().toLowerCase(Locale.ROOT).replace('_', '-'));

    /** The name as it goes on the wire, in lower case. The caller must not change it. */
    public byte[] lowerName() {
        return lowerName;
    }

    /** The known header of this name, any case, or null. */
    public static @Nullable KnownHeader of(byte[] name) {
        byte[] lower = new byte[name.length];
        for (int i = 0; i < name.length; i++) lower[i] = Ascii.lower(name[i]);
        int known = ordinalOf(lower, 0, lower.length);
        return known < 0 ? null : ALL[known];
    }

    static KnownHeader at(int ordinal) {
        return ALL[ordinal];
    }

    /** The ordinal of a name given in lower case, or -1. */
    static int ordinalOf(byte[] bytes, int offset, int length) {
        if (length < 2) return -1;
        int known = SLOTS[slot(bytes, offset, length, MULTIPLIER)] - 1;
        if (known < 0) return -1;
        byte[] name = ALL[known].lowerName;
        return Ascii.equal(bytes, offset, length, name, 0, name.length) ? known : -1;
    }

    private static int slot(byte[] bytes, int offset, int length, int multiplier) {
        int ends = bytes[offset] | bytes[offset + length - 1] << 8;
        int middle = bytes[offset + (length >> 1)] << 16 | bytes[offset + length * 3 / 4] << 24;
        return ((ends | middle) + length * 0x01000193) * multiplier >>> 22;
    }

    private static int search() {
        for (int tries = 0, multiplier = 0x9E3779B1; tries < 1 << 20; tries++, multiplier += 2)
            if (fits(multiplier)) return multiplier;
        throw new IllegalStateException("two known headers look the same to slot(): let it look at another byte");
    }

    private static boolean fits(int multiplier) {
        Arrays.fill(SLOTS, (byte) 0);
        for (KnownHeader h : ALL) {
            int at = slot(h.lowerName, 0, h.lowerName.length, multiplier);
            if (SLOTS[at] != 0) return false;
            SLOTS[at] = (byte) (h.ordinal() + 1);
        }
        return true;
    }
}
