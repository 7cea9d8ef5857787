package io.hecd.log;

import io.hecd.bytes.Ascii;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The dates of log lines in UTC and in a local time zone. The calendar part is kept per day, the offset until it changes,
 * so that a line costs digits only. Any thread: what is kept is immutable and may be replaced in a race without harm.
 */
final class LogDates {
    private static final int DAY_SECONDS = 86_400;
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/uuuu:", Locale.ROOT);
    private static final DateTimeFormatter SYSLOG = DateTimeFormatter.ofPattern("MMM ppd ", Locale.ROOT);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'", Locale.ROOT);

    private static final class Day {
        final long number;
        final byte[] clf;
        final byte[] syslog;
        final byte[] iso;

        Day(long number) {
            LocalDate date = LocalDate.ofEpochDay(number);
            this.number = number;
            clf = Ascii.bytes(CLF.format(date));
            syslog = Ascii.bytes(SYSLOG.format(date));
            iso = Ascii.bytes(ISO.format(date));
        }
    }

    /** An offset and the seconds for which it holds. */
    private record Span(long from, long until, int offset) {}

    private final ZoneRules rules;
    /** Old accept dates and dates of now stand side by side, so one day is not enough. */
    private final @Nullable Day[] days = new @Nullable Day[8];

    private Span span = new Span(0, 0, 0);

    LogDates(ZoneId zone) {
        rules = zone.getRules();
    }

    /** %t: `22/Nov/2026:18:04:26.457`, local. */
    void local(LogLine line, long millis) {
        long second = localSecond(millis);
        line.put(day(second).clf);
        time(line, second);
        line.put('.');
        line.decimal(Math.floorMod(millis, 1000), 3);
    }

    /** %T: `22/Nov/2026:18:04:26 +0000`. */
    void utc(LogLine line, long millis) {
        long second = Math.floorDiv(millis, 1000);
        line.put(day(second).clf);
        time(line, second);
        line.put(' ');
        offset(line, 0, false);
    }

    /** %Tl: as %T, with the local offset. */
    void localWithOffset(LogLine line, long millis) {
        long second = localSecond(millis);
        line.put(day(second).clf);
        time(line, second);
        line.put(' ');
        offset(line, offsetAt(Math.floorDiv(millis, 1000)), false);
    }

    /** `Nov 22 18:04:26`, local (RFC 3164 4.1.2). */
    void syslog(LogLine line, long millis) {
        long second = localSecond(millis);
        line.put(day(second).syslog);
        time(line, second);
    }

    /** `2026-11-22T18:04:26.457000+01:00` (RFC 5424 6.2.3); the clock gives milliseconds. */
    void iso(LogLine line, long millis) {
        long second = localSecond(millis);
        line.put(day(second).iso);
        time(line, second);
        line.put('.');
        line.decimal(Math.floorMod(millis, 1000) * 1000L, 6);
        offset(line, offsetAt(Math.floorDiv(millis, 1000)), true);
    }

    /** `2026-11-22T18:04:26.457Z` (RFC 3339). */
    void isoUtc(LogLine line, long millis) {
        long second = Math.floorDiv(millis, 1000);
        line.put(day(second).iso);
        time(line, second);
        line.put('.');
        line.decimal(Math.floorMod(millis, 1000), 3);
        line.put('Z');
    }

    private static void time(LogLine line, long second) {
        int ofDay = Math.floorMod(second, DAY_SECONDS);
        two(line, ofDay / 3600);
        line.put(':');
        two(line, ofDay / 60 % 60);
        line.put(':');
        two(line, ofDay % 60);
    }

    private static void offset(LogLine line, int seconds, boolean colon) {
        line.put(seconds < 0 ? '-' : '+');
        int minutes = Math.abs(seconds) / 60;
        two(line, minutes / 60);
        if (colon) line.put(':');
        two(line, minutes % 60);
    }

    private static void two(LogLine line, int value) {
        line.put('0' + value / 10);
        line.put('0' + value % 10);
    }

    private long localSecond(long millis) {
        long second = Math.floorDiv(millis, 1000);
        return second + offsetAt(second);
    }

    private int offsetAt(long second) {
        Span known = span;
        if (second < known.from || second >= known.until) span = known = span(second);
        return known.offset;
    }

    private Span span(long second) {
        Instant at = Instant.ofEpochSecond(second);
        ZoneOffsetTransition last = rules.previousTransition(at.plusSeconds(1));
        ZoneOffsetTransition next = rules.nextTransition(at);
        long from = last == null ? Long.MIN_VALUE : last.toEpochSecond();
        long until = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        return new Span(from, until, rules.getOffset(at).getTotalSeconds());
    }

    private Day day(long second) {
        long number = Math.floorDiv(second, DAY_SECONDS);
        int at = (int) number & 7;
        Day known = days[at];
        if (known == null || known.number != number) days[at] = known = new Day(number);
        return known;
    }
}
