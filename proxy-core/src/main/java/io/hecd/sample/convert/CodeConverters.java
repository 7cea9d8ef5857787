package io.hecd.sample.convert;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Converter;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.Arrays;
import java.util.List;

/** Hexadecimal and base64, in both alphabets (manual 7.3.1, RFC 4648). */
final class CodeConverters {
    private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");
    private static final byte[] STANDARD =
            Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static final byte[] URL = Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static final byte[] FROM_STANDARD = reverse(STANDARD);
    private static final byte[] FROM_URL = reverse(URL);

    static final List<ConverterRow> ROWS = List.of(
            row("b64dec", SampleType.STR, SampleType.BIN, (t, a, s) -> decode(t, s, FROM_STANDARD, true)),
            row("base64", SampleType.BIN, SampleType.STR, (t, a, s) -> encode(t, s, STANDARD, true)),
            row("hex", SampleType.BIN, SampleType.STR, CodeConverters::hex),
            row("hex2i", SampleType.STR, SampleType.SINT, CodeConverters::fromHex),
            row("ub64dec", SampleType.STR, SampleType.BIN, (t, a, s) -> decode(t, s, FROM_URL, false)),
            row("ub64enc", SampleType.BIN, SampleType.STR, (t, a, s) -> encode(t, s, URL, false)));

    private CodeConverters() {}

    private static ConverterRow row(String name, SampleType in, SampleType out, Converter converter) {
        return ConverterRow.of(name, ArgSpec.NONE, in, out, converter);
    }

    private static byte[] reverse(byte[] alphabet) {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < alphabet.length; i++) values[alphabet[i]] = (byte) i;
        return values;
    }

    private static boolean hex(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        Scratch scratch = t.scratch();
        int at = scratch.reserve(in.length() * 2);
        byte[] out = scratch.array();
        for (int i = 0; i < in.length(); i++) {
            out[at + 2 * i] = HEX[in.byteAt(i) >> 4];
            out[at + 2 * i + 1] = HEX[in.byteAt(i) & 15];
        }
        return s.text(out, at, in.length() * 2);
    }

    /** The manual says that other text gives zero; HAProxy gives nothing, and so do we (manual 7.3.1, hex2i). */
    private static boolean fromHex(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        long value = 0;
        for (int i = 0; i < in.length(); i++) {
            int digit = Character.digit(in.byteAt(i), 16);
            if (digit < 0) return false;
            value = value << 4 | digit;
        }
        return s.integer(value);
    }

    private static boolean encode(Transaction t, Sample s, byte[] alphabet, boolean pad) {
        ByteView in = s.bytes();
        Scratch scratch = t.scratch();
        int start = scratch.reserve((in.length() + 2) / 3 * 4);
        byte[] out = scratch.array();
        int at = start;
        for (int i = 0; i < in.length(); i += 3) {
            int left = in.length() - i;
            int group = in.byteAt(i) << 16 | (left > 1 ? in.byteAt(i + 1) << 8 : 0) | (left > 2 ? in.byteAt(i + 2) : 0);
            out[at++] = alphabet[group >> 18];
            out[at++] = alphabet[group >> 12 & 63];
            if (left > 1) out[at++] = alphabet[group >> 6 & 63];
            else if (pad) out[at++] = '=';
            if (left > 2) out[at++] = alphabet[group & 63];
            else if (pad) out[at++] = '=';
        }
        return s.text(out, start, at - start);
    }

    private static boolean decode(Transaction t, Sample s, byte[] values, boolean padded) {
        ByteView in = s.bytes();
        int length = in.length();
        if (padded && length % 4 != 0) return false;
        for (int pads = 0; pads < 2 && length > 0 && in.byteAt(length - 1) == '='; pads++) length--;
        if (length % 4 == 1) return false;
        Scratch scratch = t.scratch();
        int start = scratch.reserve(length / 4 * 3 + 3);
        byte[] out = scratch.array();
        int at = start;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < length; i++) {
            int value = values[in.byteAt(i)];
            if (value < 0) return false;
            held = held << 6 | value;
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            out[at++] = (byte) (held >> bits);
        }
        return s.binary(out, start, at - start);
    }
}
