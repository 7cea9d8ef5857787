package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.ByteView;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/**
 * `field` and `word` (manual 7.3.1): parts of a text between delimiters, counted from either end. Two delimiters in a row
 * hold an empty field between them, but no word.
 */
final class FieldConverters {
    private static final ArgSpec ARGS =
            ArgSpec.NONE.needs("index", INTEGER).needs("delimiters", TEXT).may("count", INTEGER);

    static final List<ConverterRow> ROWS = List.of(
            ConverterRow.of("field", ARGS, SampleType.STR, SampleType.STR, FieldConverters::field)
                    .preparing(FieldConverters::check),
            ConverterRow.of("word", ARGS, SampleType.STR, SampleType.STR, FieldConverters::word)
                    .preparing(FieldConverters::check));

    private FieldConverters() {}

    private static Object check(Args args) {
        if (args.number(0, 1) == 0) throw new IllegalArgumentException("an index counts from 1, or from -1 backwards,");
        if (args.number(2, 1) < 0) throw new IllegalArgumentException("a count cannot be negative");
        return "";
    }

    private static boolean field(Transaction t, Args args, Sample s) {
        return args.number(0, 1) > 0 ? fieldFromStart(args, s.bytes()) : fieldFromEnd(args, s.bytes());
    }

    private static boolean fieldFromStart(Args args, ByteView in) {
        byte[] delimiters = args.bytes(1);
        int from = 0;
        for (long i = args.number(0, 1); i > 1; i--) {
            from = next(in, from, delimiters) + 1;
            if (from > in.length()) return false;
        }
        int to = from - 1;
        long count = args.number(2, 1);
        if (count == 0) to = in.length();
        for (; count > 0 && to < in.length(); count--) to = next(in, to + 1, delimiters);
        in.narrow(from, to);
        return true;
    }

    private static boolean fieldFromEnd(Args args, ByteView in) {
        byte[] delimiters = args.bytes(1);
        int to = in.length();
        for (long i = args.number(0, -1); i < -1; i++) {
            to = previous(in, to, delimiters);
            if (to < 0) return false;
        }
        int from = to + 1;
        long count = args.number(2, 1);
        if (count == 0) from = 0;
        for (; count > 0 && from > 0; count--) from = previous(in, from - 1, delimiters) + 1;
        in.narrow(from, to);
        return true;
    }

    /** Delimiters in front of the first word counted do not matter; those at the other end go with a count that gets there. */
    private static boolean word(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        byte[] delimiters = args.bytes(1);
        boolean fromStart = args.number(0, 1) > 0;
        int start = fromStart ? skip(in, 0, delimiters) : 0;
        int end = fromStart ? in.length() : skipBack(in, in.length() - 1, delimiters);
        if (start >= end) return false;
        in.narrow(start, end);
        return fromStart ? wordFromStart(args, in) : wordFromEnd(args, in);
    }

    private static boolean wordFromStart(Args args, ByteView in) {
        byte[] delimiters = args.bytes(1);
        int from = 0;
        for (long i = args.number(0, 1); i > 1; i--) {
            from = skip(in, next(in, from, delimiters), delimiters);
            if (from >= in.length()) return false;
        }
        int to = in.length();
        long count = args.number(2, 1);
        if (count > 0) {
            to = next(in, from, delimiters);
            for (; count > 1 && to < in.length(); count--) to = next(in, skip(in, to, delimiters), delimiters);
        }
        in.narrow(from, to);
        return true;
    }

    private static boolean wordFromEnd(Args args, ByteView in) {
        byte[] delimiters = args.bytes(1);
        int to = in.length();
        for (long i = args.number(0, -1); i < -1; i++) {
            to = skipBack(in, previous(in, to, delimiters), delimiters);
            if (to <= 0) return false;
        }
        int from = 0;
        long count = args.number(2, 1);
        if (count > 0) {
            from = previous(in, to, delimiters) + 1;
            for (; count > 1 && from > 0; count--)
                from = previous(in, skipBack(in, from - 1, delimiters), delimiters) + 1;
        }
        in.narrow(from, to);
        return true;
    }

    /** The first delimiter at or after `from`, or the length. */
    private static int next(ByteView in, int from, byte[] delimiters) {
        int at = from;
        while (at < in.length() && !TextConverters.contains(delimiters, in.byteAt(at))) at++;
        return at;
    }

    /** The last delimiter before `to`, or -1. */
    private static int previous(ByteView in, int to, byte[] delimiters) {
        int at = to - 1;
        while (at >= 0 && !TextConverters.contains(delimiters, in.byteAt(at))) at--;
        return at;
    }

    private static int skip(ByteView in, int from, byte[] delimiters) {
        int at = from;
        while (at < in.length() && TextConverters.contains(delimiters, in.byteAt(at))) at++;
        return at;
    }

    /** The end of what comes before the delimiters that end at `at`. */
    private static int skipBack(ByteView in, int at, byte[] delimiters) {
        int end = at;
        while (end >= 0 && TextConverters.contains(delimiters, in.byteAt(end))) end--;
        return end + 1;
    }
}
