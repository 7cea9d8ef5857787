package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Regex;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Case, length, cutting and replacing (manual 7.3.1). New text goes to the scratch, cuts only narrow the view. */
final class TextConverters {
    private static final ArgSpec CHARS = ArgSpec.NONE.needs("chars", TEXT);

    static final List<ConverterRow> ROWS = List.of(
            ConverterRow.of(
                    "bytes",
                    ArgSpec.NONE.needs("offset", INTEGER).may("length", INTEGER),
                    SampleType.BIN,
                    SampleType.BIN,
                    TextConverters::bytes),
            text("cut_crlf", ArgSpec.NONE, TextConverters::cutLine),
            ConverterRow.of(
                    "iif",
                    ArgSpec.NONE.needs("true", TEXT).needs("false", TEXT),
                    SampleType.BOOL,
                    SampleType.STR,
                    (t, a, s) -> s.text(a.bytes(s.isTrue() ? 0 : 1))),
            ConverterRow.of(
                    "length",
                    ArgSpec.NONE,
                    SampleType.STR,
                    SampleType.SINT,
                    (t, a, s) -> s.integer(s.bytes().length())),
            text("lower", ArgSpec.NONE, (t, a, s) -> lower(t, s)),
            text("ltrim", CHARS, TextConverters::trimLeft),
            text(
                            "regsub",
                            ArgSpec.NONE
                                    .needs("regex", TEXT)
                                    .needs("subst", TEXT)
                                    .may("flags", TEXT),
                            TextConverters::substitute)
                    .preparing(TextConverters::substitution),
            text("rtrim", CHARS, TextConverters::trimRight),
            text("upper", ArgSpec.NONE, (t, a, s) -> changeCase(t, s, 'a', 'z')));

    /** A compiled regsub. */
    private record Substitution(Regex regex, boolean all) {}

    private TextConverters() {}

    private static ConverterRow text(String name, ArgSpec args, io.hecd.sample.Converter converter) {
        return ConverterRow.of(name, args, SampleType.STR, SampleType.STR, converter);
    }

    static boolean lower(Transaction t, Sample s) {
        return changeCase(t, s, 'A', 'Z');
    }

    /** Turns the letters from `first` to `last` into the other case. */
    private static boolean changeCase(Transaction t, Sample s, int first, int last) {
        ByteView in = s.bytes();
        Scratch scratch = t.scratch();
        int at = scratch.reserve(in.length());
        byte[] out = scratch.array();
        for (int i = 0; i < in.length(); i++) {
            int c = in.byteAt(i);
            out[at + i] = (byte) (c >= first && c <= last ? c ^ 0x20 : c);
        }
        return s.text(out, at, in.length());
    }

    private static boolean bytes(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        long from = Math.min(Math.max(args.number(0, 0), 0), in.length());
        long length = args.has(1) ? Math.max(args.number(1, 0), 0) : in.length();
        in.narrow((int) from, (int) Math.min(in.length(), from + length));
        return true;
    }

    private static boolean cutLine(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        int end = 0;
        while (end < in.length() && in.byteAt(end) != '\r' && in.byteAt(end) != '\n') end++;
        in.narrow(0, end);
        return true;
    }

    private static boolean trimLeft(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        int from = 0;
        while (from < in.length() && contains(args.bytes(0), in.byteAt(from))) from++;
        in.narrow(from, in.length());
        return true;
    }

    private static boolean trimRight(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        int end = in.length();
        while (end > 0 && contains(args.bytes(0), in.byteAt(end - 1))) end--;
        in.narrow(0, end);
        return true;
    }

    static boolean contains(byte[] set, int c) {
        for (byte b : set) if ((b & 0xff) == c) return true;
        return false;
    }

    private static Object substitution(Args args) {
        boolean all = false;
        boolean ignoreCase = false;
        for (byte flag : args.bytes(2)) {
            if (flag == 'g') all = true;
            else if (flag == 'i') ignoreCase = true;
            else throw new IllegalArgumentException("unknown flag '" + (char) flag + "', 'g' and 'i' exist,");
        }
        String pattern = new String(args.bytes(0), StandardCharsets.ISO_8859_1);
        return new Substitution(Regex.compile(pattern, ignoreCase), all);
    }

    private static boolean substitute(Transaction t, Args args, Sample s) {
        Substitution how = args.prepared(Substitution.class);
        how.regex.replace(s.bytes(), args.bytes(1), how.all, t.scratch());
        return true;
    }
}
