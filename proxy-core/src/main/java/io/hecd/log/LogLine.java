package io.hecd.log;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.traffic.Transaction;

/**
 * A line while it is written: appends to a {@link Scratch} and knows how texts are made harmless (manual 8.6). Reused;
 * confined to its worker.
 */
public final class LogLine {
    private static final byte[] JSON_ESCAPE = Ascii.bytes("\\u00");
    private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");
    private static final byte CONTROL = 1;
    private static final byte ENCODED = 2;
    private static final byte ENCODED_IN_HEADERS = 4;
    private static final byte ESCAPED = 8;
    private static final byte ESCAPED_IN_JSON = 16;
    /** Which treatment a byte may need. */
    private static final byte[] CLASS = classes();

    /** For fields that fetch a text. */
    final ByteView view = new ByteView();

    private Scratch out;
    private int start;

    public LogLine(Scratch out) {
        this.out = out;
        this.start = out.mark();
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int b = 0; b < 256; b++) if (b < 32 || b == 127) classes[b] = CONTROL | ENCODED | ENCODED_IN_HEADERS;
        for (int b = 128; b < 256; b++) classes[b] = ENCODED | ENCODED_IN_HEADERS;
        for (char b : new char[] {'"', '#'}) classes[b] |= ENCODED | ENCODED_IN_HEADERS;
        for (char b : new char[] {'{', '|', '}'}) classes[b] |= ENCODED_IN_HEADERS;
        for (char b : new char[] {'"', '\\', ']'}) classes[b] |= ESCAPED;
        for (int b = 0; b < 256; b++) if (b < 32 || b > 126 || b == '"' || b == '\\') classes[b] |= ESCAPED_IN_JSON;
        return classes;
    }

    /** Makes it write to another memory; returns the one before. */
    Scratch over(Scratch scratch) {
        Scratch before = out;
        out = scratch;
        return before;
    }

    LogLine begin() {
        start = out.mark();
        return this;
    }

    /** Where the line stands, as long as nothing is appended. */
    public ByteView view(ByteView into) {
        return into.set(out.array(), start, out.mark() - start);
    }

    public int length() {
        return out.mark() - start;
    }

    int mark() {
        return out.mark();
    }

    /** Forgets what was appended since {@link #begin}. */
    void forget() {
        out.release(start);
    }

    // ---- plain

    void put(byte[] text) {
        put(text, 0, text.length);
    }

    void put(byte[] text, int offset, int length) {
        int at = out.reserve(length);
        System.arraycopy(text, offset, out.array(), at, length);
    }

    void put(int b) {
        int at = out.reserve(1);
        out.array()[at] = (byte) b;
    }

    /** Another line's text. */
    void put(LogLine line) {
        put(line.out.array(), line.start, line.length());
    }

    void decimal(long value) {
        int at = out.reserve(20);
        out.release(Ascii.putDecimal(out.array(), at, value));
    }

    /** Decimal with zeros before it, `digits` digits at least. */
    void decimal(long value, int digits) {
        long limit = 10;
        for (int i = 1; i < digits; i++, limit *= 10) {}
        for (limit /= 10; limit > 1 && value < limit; limit /= 10) put('0');
        decimal(value);
    }

    void hex(long value, int digits) {
        int shift = Math.max(digits, (67 - Long.numberOfLeadingZeros(value)) / 4) * 4;
        while ((shift -= 4) >= 0) put(HEX[(int) (value >>> shift) & 15]);
    }

    /** Appends a sample as it is, and shows it in `into`. */
    void append(Samples.Sampled sample, Transaction exchange, ByteView into) {
        int from = out.mark();
        sample.appendTo(exchange, out);
        into.set(out.array(), from, out.mark() - from);
    }

    // ---- texts

    /**
     * A name or sample: quoted and escaped if asked. Nothing becomes `-` or `""`. A control byte must not start a line of its
     * own in somebody's log file, so it is written as `#0A`; text for a header is taken as it is.
     */
    void text(ByteView text, Style style) {
        text(text.array(), text.offset(), text.length(), style);
    }

    void text(byte[] text, Style style) {
        text(text, 0, text.length, style);
    }

    void text(byte[] text, int offset, int length, Style style) {
        if (length == 0 && !style.quote()) {
            if (style.use().isMandatory()) put('-');
            return;
        }
        if (style.quote()) put('"');
        treated(text, offset, length, style.use() == LogFormat.Use.LOG ? CONTROL : 0, style.escape());
        if (style.quote()) put('"');
    }

    /** Words of a request line: what is not printable, `"` and `#` become `#22` (manual 8.6). Nothing stays nothing. */
    void encoded(ByteView text, Style style) {
        if (style.quote()) put('"');
        treated(text.array(), text.offset(), text.length(), ENCODED, style.escape());
        if (style.quote()) put('"');
    }

    /** A JSON string (RFC 8259 7): each byte is a character, so that what is no UTF-8 is kept as well. */
    void json(ByteView text) {
        byte[] bytes = text.array();
        int plain = text.offset();
        int end = plain + text.length();
        put('"');
        for (int i = plain; i < end; i++) {
            if ((CLASS[bytes[i] & 0xff] & ESCAPED_IN_JSON) == 0) continue;
            put(bytes, plain, i - plain);
            plain = i + 1;
            put(JSON_ESCAPE);
            hex(bytes[i] & 0xff, 2);
        }
        put(bytes, plain, end - plain);
        put('"');
    }

    /** A captured header, in which the separators of captures are encoded too. */
    void encodedHeader(ByteView text, boolean escape) {
        treated(text.array(), text.offset(), text.length(), ENCODED_IN_HEADERS, escape);
    }

    private void treated(byte[] text, int offset, int length, int encode, boolean escape) {
        int treat = escape ? encode | ESCAPED : encode;
        int plain = offset;
        for (int i = offset, end = offset + length; i < end; i++) {
            int kind = CLASS[text[i] & 0xff] & treat;
            if (kind == 0) continue;
            put(text, plain, i - plain);
            plain = i + 1;
            if ((kind & encode) != 0) {
                put('#');
                hex(text[i] & 0xff, 2);
            } else {
                put('\\');
                put(text[i]);
            }
        }
        put(text, plain, offset + length - plain);
    }

    /**
     * Whoever fetched a text may have left it in the same memory: moves what was written since `from` down to `to`, so that
     * the line has no gap.
     */
    void closeGap(int to, int from) {
        if (from == to) return;
        byte[] bytes = out.array();
        int length = out.mark() - from;
        System.arraycopy(bytes, from, bytes, to, length);
        out.release(to + length);
    }
}
