package io.hecd.log;

import io.hecd.bytes.Ascii;
import io.hecd.config.model.LogConfig;

/**
 * One `log` line, compiled for one proxy: which lines go there, how they look, and the {@link Sink} that takes them. Shared
 * by all senders.
 */
public final class LogTarget {
    private static final int USUAL_LENGTH = 1024;
    private static final int LONGEST_DATAGRAM = 65_000;

    private final SyslogFormat format;
    private final LogConfig config;
    private final Sampling sampling;
    private final Sink sink;
    private final LogDates dates;
    private final byte[] hostName;
    private final byte[] tag;
    private final byte[] pid;

    LogTarget(LogConfig config, SyslogFormat format, LogIdentity identity, String tag, Sink sink, int senders) {
        this.config = config;
        this.format = format;
        this.sink = sink;
        this.sampling = new Sampling(config.sampleSize(), config.sampleRanges(), senders);
        this.dates = new LogDates(identity.zone());
        this.hostName = Ascii.bytes(identity.sentHostName());
        this.tag = Ascii.bytes(tag.isEmpty() ? identity.tag() : tag);
        this.pid = Ascii.bytes(Long.toString(identity.pid()));
    }

    /** Whether a line of this level is wanted at all. */
    boolean wants(int level) {
        return level <= config.maxLevel();
    }

    /** The level under which it is sent: not more severe than the second level of the `log` line. */
    int shown(int level) {
        return Math.max(level, config.minLevel());
    }

    boolean takesNext(int sender) {
        return sampling.takesNext(sender);
    }

    /** The longest line without its final LF (manual 3.1, `len`). */
    int maxLength() {
        return config.maxLength();
    }

    /** The same for lines that are worth nothing when they are cut: only a `len` that was written for them cuts them. */
    int wholeLength() {
        return config.maxLength() == USUAL_LENGTH ? LONGEST_DATAGRAM : config.maxLength();
    }

    boolean takesStructuredData() {
        return format == SyslogFormat.RFC5424;
    }

    void header(LogLine line, int level, long nowMillis, LogLine data) {
        format.header(line, this, level, nowMillis, data);
    }

    Sink sink() {
        return sink;
    }

    int facility() {
        return config.facility();
    }

    LogDates dates() {
        return dates;
    }

    byte[] hostName() {
        return hostName;
    }

    byte[] tag() {
        return tag;
    }

    byte[] pid() {
        return pid;
    }
}
