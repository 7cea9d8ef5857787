package io.hecd.config.text;

import java.util.concurrent.TimeUnit;

/** Numbers with units: times (manual 2.5), sizes (`k`, `m`, `g` by 1024) and whole numbers. */
public final class Units {
    /** The longest time there is, in whichever unit it is kept: a signed 32-bit counter, 24.8 days of milliseconds. */
    public static final long MAX_TIME = Integer.MAX_VALUE;

    static final String TIME_HINT = "a time is a whole number and a unit: us, ms, s, m, h or d";
    static final String SIZE_HINT = "a size is a whole number, or one with k, m or g";
    private static final long MAX_SIZE = 0xFFFF_FFFFL;

    private Units() {}

    /**
     * A time that was read.
     *
     * @param wrong why it is none, or empty
     * @param doubtful what HAProxy 2.6 warns about and later versions refuse, or empty
     */
    public record Time(long value, String wrong, String doubtful) {}

    /** A size that was read. @param wrong why it is none, or empty */
    public record Size(long value, String wrong) {}

    /** A time in `unit`, which is also what a bare number means. What does not come out even is rounded up. */
    public static Time time(String text, TimeUnit unit) {
        int digits = digits(text);
        if (digits == 0) return new Time(0, unexpected(text, 0), "");
        TimeUnit written = unit;
        int end = digits;
        if (digits < text.length()) {
            switch (text.charAt(digits)) {
                case 'd' -> written = TimeUnit.DAYS;
                case 'h' -> written = TimeUnit.HOURS;
                case 's' -> written = TimeUnit.SECONDS;
                case 'm' -> written = text.startsWith("ms", digits) ? TimeUnit.MILLISECONDS : TimeUnit.MINUTES;
                case 'u' -> {
                    if (!text.startsWith("us", digits)) return new Time(0, unexpected(text, digits), "");
                    written = TimeUnit.MICROSECONDS;
                }
                default -> {
                    return new Time(0, unexpected(text, digits), "");
                }
            }
            boolean two = written == TimeUnit.MICROSECONDS || text.startsWith("ms", digits);
            end = digits + (two ? 2 : 1);
        }
        long number = number(text, digits);
        long value = number < 0 ? -1 : convert(number, written, unit);
        if (value < 0 || value > MAX_TIME) return new Time(0, "too long" + longest(unit), "");
        String doubtful = end == text.length()
                ? ""
                : "'" + text.substring(end) + "' after the unit in '" + text + "' means nothing";
        return new Time(value, "", doubtful);
    }

    private static String longest(TimeUnit unit) {
        return unit == TimeUnit.MILLISECONDS
                ? " (at most 2147483647 ms, about 24.8 days)"
                : " (at most " + MAX_TIME + " " + unit.name().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    /** Rounds up; -1 when it does not fit. */
    private static long convert(long number, TimeUnit from, TimeUnit to) {
        if (from.compareTo(to) >= 0) {
            long value = to.convert(number, from);
            return value == Long.MAX_VALUE ? -1 : value;
        }
        long one = from.convert(1, to);
        return number / one + (number % one == 0 ? 0 : 1);
    }

    /** A size of at most 4294967295. */
    public static Size size(String text) {
        int digits = digits(text);
        if (digits == 0) return new Size(0, unexpected(text, 0));
        int shift = 0;
        if (digits < text.length()) {
            shift = switch (text.charAt(digits)) {
                case 'k', 'K' -> 10;
                case 'm', 'M' -> 20;
                case 'g', 'G' -> 30;
                default -> -1;
            };
            if (shift < 0) return new Size(0, unexpected(text, digits));
            if (digits + 1 < text.length()) return new Size(0, unexpected(text, digits + 1));
        }
        long number = number(text, digits);
        if (number < 0 || number > MAX_SIZE >> shift) return new Size(0, "too much (at most " + MAX_SIZE + ")");
        return new Size(number << shift, "");
    }

    /** True for digits with or without a sign. */
    static boolean isInteger(String text) {
        int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.length() > from && digits(text.substring(from)) == text.length() - from;
    }

    private static String unexpected(String text, int at) {
        return at < text.length() ? "unexpected '" + text.charAt(at) + "'" : "no number";
    }

    private static int digits(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') i++;
        return i;
    }

    /** The first `digits` characters as a number, -1 when it is beyond all use. */
    private static long number(String text, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + (text.charAt(i) - '0');
            if (value > 1L << 53) return -1;
        }
        return value;
    }
}
