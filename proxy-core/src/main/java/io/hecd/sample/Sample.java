package io.hecd.sample;

import io.hecd.bytes.ByteView;

/**
 * One value taken from an exchange: a type with a number, an address or a view of bytes. A reused cell, confined to its
 * thread; bytes are only good until the scratch memory or the head behind them changes.
 */
public final class Sample {
    /** Room for what a cast writes: 39 characters of an IPv6 address are the longest. */
    private static final int OWN = 48;

    private final ByteView bytes = new ByteView();
    private final byte[] own = new byte[OWN];
    private SampleType type = SampleType.ANY;
    private long number;
    private long high;

    private boolean each;
    private boolean more;
    private int cursor;
    private int place;

    // ---- the value

    public SampleType type() {
        return type;
    }

    /** BOOL (0 or 1), SINT, the 32 bits of IPV4, the low half of IPV6. */
    public long number() {
        return number;
    }

    /** The high half of IPV6. */
    public long high() {
        return high;
    }

    public boolean isTrue() {
        return number != 0;
    }

    /** The bytes of STR, BIN and METH: may be narrowed in place. */
    public ByteView bytes() {
        return bytes;
    }

    public boolean bool(boolean value) {
        type = SampleType.BOOL;
        number = value ? 1 : 0;
        return true;
    }

    public boolean integer(long value) {
        type = SampleType.SINT;
        number = value;
        return true;
    }

    public boolean ipv4(long value) {
        type = SampleType.IPV4;
        number = value & 0xffff_ffffL;
        return true;
    }

    public boolean ipv6(long high, long low) {
        type = SampleType.IPV6;
        this.high = high;
        number = low;
        return true;
    }

    /** @param address 4 or 16 bytes; false for any other length */
    public boolean address(byte[] address) {
        if (address.length == 4) return ipv4(bigEndian(address, 0, 4));
        return address.length == 16 && ipv6(bigEndian(address, 0, 8), bigEndian(address, 8, 8));
    }

    public boolean text(byte[] array, int offset, int length) {
        type = SampleType.STR;
        bytes.set(array, offset, length);
        return true;
    }

    public boolean text(byte[] array) {
        return text(array, 0, array.length);
    }

    /** The view filled by the caller is this sample's text. */
    public boolean text() {
        type = SampleType.STR;
        return true;
    }

    public boolean binary(byte[] array, int offset, int length) {
        type = SampleType.BIN;
        bytes.set(array, offset, length);
        return true;
    }

    public boolean as(SampleType text) {
        assert text.isText() : text;
        type = text;
        return true;
    }

    /** Makes it of another type (manual 7.1); false where that has no meaning, as for the text "abc" as an address. */
    public boolean castTo(SampleType wanted) {
        return type == wanted || Casts.cast(this, wanted);
    }

    /** A few bytes of memory of this sample's own, for casts. */
    byte[] own() {
        return own;
    }

    private static long bigEndian(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = at; i < at + length; i++) value = value << 8 | bytes[i] & 0xff;
        return value;
    }

    // ---- one value after the other (manual 7.3.6, "When used from an ACL, all occurrences are iterated over")

    void begin(boolean each) {
        this.each = each;
        more = false;
        cursor = place = 0;
    }

    /** Does the caller want all values in turn, as an ACL does? Else a fetch gives the one that the manual names. */
    public boolean wantsEach() {
        return each;
    }

    public boolean hasMore() {
        return more;
    }

    /** Where the fetch goes on: two numbers of its own, 0 at first. */
    public int cursor() {
        return cursor;
    }

    public int place() {
        return place;
    }

    /** There may be another value, to be looked for at these two numbers. */
    public void moreAt(int cursor, int place) {
        this.cursor = cursor;
        this.place = place;
        more = true;
    }

    public void noMore() {
        more = false;
    }
}
