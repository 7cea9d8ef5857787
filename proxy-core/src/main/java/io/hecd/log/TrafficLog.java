package io.hecd.log;

import io.hecd.traffic.Transaction;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The traffic log of one frontend: format, receivers, and which exchanges it is about. Immutable but for its count of lines;
 * shared by all workers.
 */
public final class TrafficLog {
    private final LogFormat format;
    private final Optional<LogFormat> errorFormat;
    private final Optional<LogFormat> structuredData;
    private final LogTarget[] targets;
    private final LogPolicy policy;
    private final AtomicLong lines;

    /**
     * @param errorFormat for requests that never became complete, where `error-log-format` gives one
     * @param lines the counter that the format's scope reads for %lc
     */
    public TrafficLog(
            LogFormat format,
            Optional<LogFormat> errorFormat,
            Optional<LogFormat> structuredData,
            LogTarget[] targets,
            LogPolicy policy,
            AtomicLong lines) {
        this.format = format;
        this.errorFormat = errorFormat;
        this.structuredData = structuredData;
        this.targets = targets;
        this.policy = policy;
        this.lines = lines;
    }

    /** When the exchange should call {@link #write}: as soon as all that the line tells is known, at the end otherwise. */
    public Moment moment() {
        return format.moment();
    }

    /** Writes the line about an exchange, if it is to have one. On the worker that owns both. */
    public void write(Transaction exchange, LogSender sender) {
        int level = policy.level(exchange);
        if (level == LogLevel.SILENT) return;
        LogLine line = sender.message();
        LogFormat used = errorFormat.isPresent() && LogPolicy.neverBegan(exchange) ? errorFormat.get() : format;
        used.write(exchange, line);
        if (line.length() == 0) return;
        LogLine data = sender.data();
        if (structuredData.isPresent()) structuredData.get().write(exchange, data);
        sender.send(targets, level, used.isWhole());
        if (used.countsLines()) lines.incrementAndGet();
    }
}
