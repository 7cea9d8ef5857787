package io.hecd.sample;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/** The casts between sample types: which exist, and what they do. Same table as HAProxy's, so that configurations mean the same. */
final class Casts {
    private static final int ANY = 1 << SampleType.ANY.ordinal();

    /** For each type the set of types that it can be cast to, itself included. */
    private static final int[] TO = new int[SampleType.values().length];

    static {
        allow(SampleType.ANY, SampleType.values());
        allow(SampleType.BOOL, SampleType.SINT, SampleType.STR);
        allow(
                SampleType.SINT,
                SampleType.BOOL,
                SampleType.ADDR,
                SampleType.IPV4,
                SampleType.IPV6,
                SampleType.STR,
                SampleType.BIN);
        allow(SampleType.ADDR, SampleType.SINT, SampleType.IPV4, SampleType.IPV6, SampleType.STR, SampleType.BIN);
        allow(SampleType.IPV4, SampleType.SINT, SampleType.ADDR, SampleType.IPV6, SampleType.STR, SampleType.BIN);
        allow(SampleType.IPV6, SampleType.ADDR, SampleType.IPV4, SampleType.STR, SampleType.BIN);
        allow(
                SampleType.STR,
                SampleType.BOOL,
                SampleType.SINT,
                SampleType.ADDR,
                SampleType.IPV4,
                SampleType.IPV6,
                SampleType.BIN,
                SampleType.METH);
        allow(SampleType.BIN, SampleType.STR, SampleType.METH);
        allow(SampleType.METH, SampleType.STR, SampleType.BIN);
    }

    private Casts() {}

    private static void allow(SampleType from, SampleType... to) {
        TO[from.ordinal()] = ANY | 1 << from.ordinal();
        for (SampleType type : to) TO[from.ordinal()] |= 1 << type.ordinal();
    }

    /** Can a value of type `from` ever become one of type `to`? */
    static boolean exists(SampleType from, SampleType to) {
        return (TO[from.ordinal()] & 1 << to.ordinal()) != 0;
    }

    static boolean cast(Sample s, SampleType to) {
        if (to == SampleType.ANY || s.type() == to) return true;
        return switch (s.type()) {
            case BOOL, SINT -> fromNumber(s, to);
            case IPV4 -> fromIpv4(s, to);
            case IPV6 -> fromIpv6(s, to);
            case STR -> fromText(s, to);
            case BIN -> fromBinary(s, to);
            case METH -> to.isText() && s.as(to);
            case ANY, ADDR -> false;
        };
    }

    private static boolean fromNumber(Sample s, SampleType to) {
        if (s.type() == SampleType.BOOL && to != SampleType.SINT && to != SampleType.STR) return false;
        switch (to) {
            case BOOL:
                return s.bool(s.number() != 0);
            case SINT:
                return s.integer(s.number());
            case ADDR, IPV4:
                return s.ipv4(s.number());
            case IPV6:
                return s.ipv6(0, Addresses.MAPPED | s.number() & 0xffff_ffffL);
            case STR:
                return s.text(s.own(), 0, Ascii.putDecimal(s.own(), 0, s.number()));
            case BIN:
                putBigEndian(s.own(), 0, s.number(), 8);
                return s.binary(s.own(), 0, 8);
            default:
                return false;
        }
    }

    private static boolean fromIpv4(Sample s, SampleType to) {
        switch (to) {
            case SINT:
                return s.integer(s.number());
            case ADDR:
                return true;
            case IPV6:
                return s.ipv6(0, Addresses.MAPPED | s.number());
            case STR:
                return s.text(s.own(), 0, Addresses.putIpv4(s.own(), 0, s.number()));
            case BIN:
                putBigEndian(s.own(), 0, s.number(), 4);
                return s.binary(s.own(), 0, 4);
            default:
                return false;
        }
    }

    private static boolean fromIpv6(Sample s, SampleType to) {
        switch (to) {
            case ADDR:
                return true;
            case IPV4:
                return Addresses.holdsIpv4(s.high(), s.number()) && s.ipv4(Addresses.ipv4Within(s.high(), s.number()));
            case STR:
                return s.text(s.own(), 0, Addresses.putIpv6(s.own(), 0, s.high(), s.number()));
            case BIN:
                putBigEndian(s.own(), 0, s.high(), 8);
                putBigEndian(s.own(), 8, s.number(), 8);
                return s.binary(s.own(), 0, 16);
            default:
                return false;
        }
    }

    private static boolean fromText(Sample s, SampleType to) {
        ByteView b = s.bytes();
        switch (to) {
            case BOOL:
                return !b.isEmpty() && s.bool(leadingInteger(b) != 0);
            case SINT:
                return !b.isEmpty() && s.integer(leadingInteger(b));
            case ADDR:
                return Addresses.parse(b, s);
            case IPV4:
                return Addresses.parse(b, s) && (s.type() == SampleType.IPV4 || fromIpv6(s, SampleType.IPV4));
            case IPV6:
                return Addresses.parse(b, s) && (s.type() == SampleType.IPV6 || fromIpv4(s, SampleType.IPV6));
            default:
                return s.as(to);
        }
    }

    /** As text, binary data ends at the first NUL (manual 7.1.3). */
    private static boolean fromBinary(Sample s, SampleType to) {
        if (!to.isText()) return false;
        int nul = s.bytes().indexOf(0, 0);
        if (nul >= 0) s.bytes().narrow(0, nul);
        return s.as(to);
    }

    /** The number a text begins with, 0 if it begins with none; stops at the largest or smallest. */
    static long leadingInteger(ByteView b) {
        int at = 0;
        boolean negative = b.length() > 0 && b.byteAt(0) == '-';
        if (negative || b.length() > 0 && b.byteAt(0) == '+') at++;
        long value = 0;
        for (; at < b.length(); at++) {
            int digit = b.byteAt(at) - '0';
            if (digit < 0 || digit > 9) break;
            if (value < (Long.MIN_VALUE + digit) / 10) return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            value = value * 10 - digit;
        }
        if (negative) return value;
        return value == Long.MIN_VALUE ? Long.MAX_VALUE : -value;
    }

    private static void putBigEndian(byte[] out, int at, long value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            out[at + i] = (byte) value;
            value >>>= 8;
        }
    }
}
