package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.Ascii;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Dates as text: `http_date` (manual 7.3.1, RFC 9110 5.6.7). */
final class TimeConverters {
    private static final byte[] DAYS = Ascii.bytes("ThuFriSatSunMonTueWed");
    private static final byte[] MONTHS = Ascii.bytes("JanFebMarAprMayJunJulAugSepOctNovDec");
    private static final byte[] GMT = Ascii.bytes(" GMT");
    private static final int LENGTH = 29;

    static final List<ConverterRow> ROWS = List.of(ConverterRow.of(
                    "http_date",
                    ArgSpec.NONE.may("offset", INTEGER).may("unit", TEXT),
                    SampleType.SINT,
                    SampleType.STR,
                    TimeConverters::httpDate)
            .preparing(TimeConverters::unit));

    private TimeConverters() {}

    private static Object unit(Args args) {
        return switch (new String(args.bytes(1), StandardCharsets.ISO_8859_1)) {
            case "", "s" -> 1;
            case "ms" -> 1_000;
            case "us" -> 1_000_000;
            default -> throw new IllegalArgumentException("a unit s, ms or us is needed");
        };
    }

    private static boolean httpDate(Transaction t, Args args, Sample s) {
        long seconds = Math.floorDiv(s.number() + args.number(0, 0), (int) args.prepared(Integer.class));
        long day = Math.floorDiv(seconds, 86_400);
        int second = (int) Math.floorMod(seconds, 86_400L);
        // The civil calendar from a day number, in years that begin in March so that the leap day is the last one.
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10;
        long year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
        if (year < 0 || year > 9999) return false;

        int at = t.scratch().reserve(LENGTH);
        byte[] out = t.scratch().array();
        System.arraycopy(DAYS, (int) Math.floorMod(day, 7L) * 3, out, at, 3);
        out[at + 3] = ',';
        out[at + 4] = ' ';
        put(out, at + 5, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
        out[at + 7] = ' ';
        System.arraycopy(MONTHS, month * 3, out, at + 8, 3);
        out[at + 11] = ' ';
        put(out, at + 12, (int) year / 100);
        put(out, at + 14, (int) year % 100);
        out[at + 16] = ' ';
        put(out, at + 17, second / 3600);
        out[at + 19] = ':';
        put(out, at + 20, second / 60 % 60);
        out[at + 22] = ':';
        put(out, at + 23, second % 60);
        System.arraycopy(GMT, 0, out, at + 25, 4);
        return s.text(out, at, LENGTH);
    }

    private static void put(byte[] out, int at, int twoDigits) {
        out[at] = (byte) ('0' + twoDigits / 10);
        out[at + 1] = (byte) ('0' + twoDigits % 10);
    }
}
