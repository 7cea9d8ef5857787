package io.hecd.sample;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/** IP addresses as numbers and as text, without allocation: an IPv4 is 32 bits of a long, an IPv6 two longs. */
public final class Addresses {
    /** The low half of ::ffff:0.0.0.0. */
    public static final long MAPPED = 0xffffL << 32;

    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");

    private Addresses() {}

    /** Reads either family into `out`; false if the text is neither. */
    public static boolean parse(ByteView text, Sample out) {
        long ipv4 = parseIpv4(text, 0, text.length());
        return ipv4 >= 0 ? out.ipv4(ipv4) : parseIpv6(text, out);
    }

    /** Four decimal numbers; -1 if the text is anything else. */
    public static long parseIpv4(ByteView text, int from, int to) {
        long value = 0;
        int part = -1;
        int digits = 0;
        int parts = 0;
        for (int i = from; i <= to; i++) {
            int c = i < to ? text.byteAt(i) : '.';
            if (c == '.') {
                if (part < 0 || ++parts > 4) return -1;
                value = value << 8 | part;
                part = -1;
                digits = 0;
            } else {
                // A leading zero means octal to some: nobody should have to guess.
                if (c < '0' || c > '9' || ++digits > 3 || part == 0) return -1;
                part = Math.max(part, 0) * 10 + c - '0';
                if (part > 255) return -1;
            }
        }
        return parts == 4 ? value : -1;
    }

    /** RFC 4291 2.2, an IPv4 at the end included; no zone. */
    public static boolean parseIpv6(ByteView text, Sample out) {
        long high = 0;
        long low = 0;
        int groups = 0;
        int gap = -1;
        int at = 0;
        int end = text.length();
        if (end >= 2 && text.byteAt(0) == ':') {
            if (text.byteAt(1) != ':') return false;
            gap = 0;
            at = 2;
        }
        while (at < end) {
            if (groups == 8) return false;
            int value = 0;
            int start = at;
            while (at < end && hex(text.byteAt(at)) >= 0) value = value << 4 | hex(text.byteAt(at++));
            if (at == start || at - start > 4) return false;
            if (at < end && text.byteAt(at) == '.') {
                long ipv4 = groups <= 6 ? parseIpv4(text, start, end) : -1;
                if (ipv4 < 0) return false;
                high = high << 32 | low >>> 32;
                low = low << 32 | ipv4;
                groups += 2;
                at = end;
                break;
            }
            high = high << 16 | low >>> 48;
            low = low << 16 | value;
            groups++;
            if (at == end) break;
            if (text.byteAt(at++) != ':' || at == end) return false;
            if (text.byteAt(at) == ':') {
                if (gap >= 0) return false;
                gap = groups;
                at++;
            }
        }
        if (gap < 0) return groups == 8 && out.ipv6(high, low);
        return groups < 8 && widen(high, low, groups, (groups - gap) * 16, out);
    }

    /** Keeps the last `tail` bits where they are and moves the groups before them to the front. */
    private static boolean widen(long high, long low, int groups, int tail, Sample out) {
        long tailHigh = tail <= 64 ? 0 : high & ones(tail - 64);
        long tailLow = tail >= 64 ? low : low & ones(tail);
        long headHigh = high & ~tailHigh;
        long headLow = low & ~tailLow;
        for (int i = groups; i < 8; i++) {
            headHigh = headHigh << 16 | headLow >>> 48;
            headLow <<= 16;
        }
        return out.ipv6(headHigh | tailHigh, headLow | tailLow);
    }

    /** The network mask with `length` bits, 0 to 32. */
    public static long mask4(int length) {
        return length == 0 ? 0 : 0xffff_ffffL << 32 - length & 0xffff_ffffL;
    }

    public static long mask6High(int length) {
        return length >= 64 ? -1L : ~ones(64 - length);
    }

    public static long mask6Low(int length) {
        return length <= 64 ? 0 : ~ones(128 - length);
    }

    private static long ones(int bits) {
        return bits >= 64 ? -1L : (1L << bits) - 1;
    }

    /** ::ffff:a.b.c.d, ::a.b.c.d or 2002:ab:cd:: (manual 7.1.6). */
    public static boolean holdsIpv4(long high, long low) {
        if (high == 0) return low >>> 32 == 0xffffL || low >>> 32 == 0;
        return high >>> 48 == 0x2002;
    }

    public static long ipv4Within(long high, long low) {
        return high == 0 ? low & 0xffff_ffffL : high >>> 16 & 0xffff_ffffL;
    }

    /** Writes dotted decimal; returns the position behind it. */
    public static int putIpv4(byte[] out, int at, long address) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            at = Ascii.putDecimal(out, at, address >>> shift & 0xff);
            if (shift > 0) out[at++] = '.';
        }
        return at;
    }

    /** Writes the shortest form of RFC 5952; returns the position behind it. */
    public static int putIpv6(byte[] out, int at, long high, long low) {
        if (high == 0 && low >>> 32 == 0xffffL) {
            for (int i = 0; i < 7; i++) out[at++] = (byte) "::ffff:".charAt(i);
            return putIpv4(out, at, low & 0xffff_ffffL);
        }
        if (high == 0 && low >>> 32 == 0 && low >>> 16 != 0) {
            out[at++] = ':';
            out[at++] = ':';
            return putIpv4(out, at, low);
        }
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && group(high, low, i + length) == 0) length++;
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                out[at++] = ':';
                out[at++] = ':';
                i += gapLength - 1;
                continue;
            }
            if (i > 0 && out[at - 1] != ':') out[at++] = ':';
            at = putGroup(out, at, group(high, low, i));
        }
        return at;
    }

    private static int group(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> (3 - i % 4) * 16) & 0xffff;
    }

    private static int putGroup(byte[] out, int at, int group) {
        boolean any = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >> shift & 15;
            if (digit == 0 && !any && shift > 0) continue;
            any = true;
            out[at++] = HEX[digit];
        }
        return at;
    }

    private static int hex(int c) {
        if (c >= '0' && c <= '9') return c - '0';
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
