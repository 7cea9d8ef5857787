package io.hecd.log;

import io.hecd.bytes.Ascii;
import java.util.Locale;
import java.util.Optional;

/** What stands before the text of a line: `format` of a `log` line (manual 3.1). */
enum SyslogFormat {
    /** As RFC 3164 without the host name: what HAProxy sends when nothing is said. */
    LOCAL,
    RFC3164,
    RFC5424,
    /** `<158>` */
    PRIORITY,
    /** `<6>`, for the journal of systemd. */
    SHORT,
    /** `<6>` and an ISO date. */
    TIMED,
    ISO,
    RAW;

    private static final byte[] LOCALHOST = Ascii.bytes("localhost");

    /** "" stands for no `format` word: then a host name that is to be sent decides (manual 3.1, log-send-hostname). */
    static Optional<SyslogFormat> of(String word, boolean sendsHostName) {
        if (word.isEmpty()) return Optional.of(sendsHostName ? RFC3164 : LOCAL);
        for (SyslogFormat format : values())
            if (format.name().toLowerCase(Locale.ROOT).equals(word)) return Optional.of(format);
        return Optional.empty();
    }

    /** Appends the header to `line`; `data` is the structured data of RFC 5424, empty for none. */
    void header(LogLine line, LogTarget target, int level, long nowMillis, LogLine data) {
        switch (this) {
            case LOCAL, RFC3164 -> rfc3164(line, target, level, nowMillis);
            case RFC5424 -> rfc5424(line, target, level, nowMillis, data);
            case PRIORITY -> angle(line, target.facility() * 8 + level);
            case SHORT -> angle(line, level);
            case TIMED -> {
                angle(line, level);
                iso(line, target, nowMillis);
            }
            case ISO -> iso(line, target, nowMillis);
            case RAW -> {}
        }
    }

    private void rfc3164(LogLine line, LogTarget target, int level, long nowMillis) {
        angle(line, target.facility() * 8 + level);
        target.dates().syslog(line, nowMillis);
        line.put(' ');
        if (this == RFC3164) {
            line.put(target.hostName().length == 0 ? LOCALHOST : target.hostName());
            line.put(' ');
        }
        line.put(target.tag());
        line.put('[');
        line.put(target.pid());
        line.put(']');
        line.put(':');
        line.put(' ');
    }

    private static void rfc5424(LogLine line, LogTarget target, int level, long nowMillis, LogLine data) {
        angle(line, target.facility() * 8 + level);
        line.put('1');
        line.put(' ');
        iso(line, target, nowMillis);
        orDash(line, target.hostName());
        orDash(line, target.tag());
        orDash(line, target.pid());
        line.put('-');
        line.put(' ');
        if (data.length() == 0) line.put('-');
        else line.put(data);
        line.put(' ');
    }

    private static void angle(LogLine line, int number) {
        line.put('<');
        line.decimal(number);
        line.put('>');
    }

    private static void iso(LogLine line, LogTarget target, long nowMillis) {
        target.dates().iso(line, nowMillis);
        line.put(' ');
    }

    private static void orDash(LogLine line, byte[] text) {
        if (text.length == 0) line.put('-');
        else line.put(text);
        line.put(' ');
    }
}
