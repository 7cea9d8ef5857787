package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Percent-encoding, in and out (manual 7.3.1, RFC 3986 2.1). */
final class UrlConverters {
    private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");

    static final List<ConverterRow> ROWS = List.of(
            ConverterRow.of(
                    "url_dec",
                    ArgSpec.NONE.may("in_form", INTEGER),
                    SampleType.STR,
                    SampleType.STR,
                    UrlConverters::decode),
            ConverterRow.of(
                            "url_enc",
                            ArgSpec.NONE.may("enc_type", TEXT),
                            SampleType.STR,
                            SampleType.STR,
                            UrlConverters::encode)
                    .preparing(UrlConverters::encoding));

    private UrlConverters() {}

    /** A `+` is a space in a form, or behind a question mark. A `%` without two digits fails. */
    private static boolean decode(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        boolean form = args.number(0, 0) != 0;
        Scratch scratch = t.scratch();
        int start = scratch.reserve(in.length());
        byte[] out = scratch.array();
        int at = start;
        for (int i = 0; i < in.length(); i++) {
            int c = in.byteAt(i);
            if (c == '+' && form) {
                c = ' ';
            } else if (c == '?') {
                form = true;
            } else if (c == '%') {
                int high = i + 2 < in.length() ? Character.digit(in.byteAt(i + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(in.byteAt(i + 2), 16) : -1;
                if (low < 0) return false;
                c = high << 4 | low;
                i += 2;
            }
            out[at++] = (byte) c;
        }
        return s.text(out, start, at - start);
    }

    private static Object encoding(Args args) {
        String type = new String(args.bytes(0), StandardCharsets.ISO_8859_1);
        if (!type.isEmpty() && !type.equals("query")) throw new IllegalArgumentException("only 'query' exists,");
        return "";
    }

    private static boolean encode(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        Scratch scratch = t.scratch();
        int start = scratch.reserve(in.length() * 3);
        byte[] out = scratch.array();
        int at = start;
        for (int i = 0; i < in.length(); i++) {
            int c = in.byteAt(i);
            if (unreserved(c)) {
                out[at++] = (byte) c;
            } else {
                out[at++] = '%';
                out[at++] = HEX[c >> 4];
                out[at++] = HEX[c & 15];
            }
        }
        return s.text(out, start, at - start);
    }

    private static boolean unreserved(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~';
    }
}
