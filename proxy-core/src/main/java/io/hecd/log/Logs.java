package io.hecd.log;

import io.hecd.config.model.LogConfig;
import io.hecd.config.text.Problems;
import io.hecd.stats.Counters;
import io.hecd.time.Clock;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log system of the process: senders for its threads, and the receivers that all configurations share. Lives over
 * reloads; its methods are for the control thread.
 */
public final class Logs {
    /** How long the end of the process waits for slow descriptors. */
    private static final long CLOSE_MILLIS = 200;

    private final LogIdentity identity;
    private final Clock clock;
    private final int workers;
    private final Counters counters;
    private final Map<Integer, DescriptorWriter> writers = new HashMap<>();
    private final @Nullable LogSender[] senders;
    private long droppedAndTold;

    public Logs(LogIdentity identity, Clock clock, int workers) {
        this.identity = identity;
        this.clock = clock;
        this.workers = workers;
        this.senders = new @Nullable LogSender[workers + 1];
        this.counters = new Counters(workers + 1, LogCounter.values().length);
    }

    public LogIdentity identity() {
        return identity;
    }

    /** A worker's own sender: one for the life of the process, whatever is reloaded. */
    public LogSender sender(int worker) {
        LogSender sender = senders[worker];
        if (sender == null) senders[worker] = sender = new LogSender(this, worker, clock);
        return sender;
    }

    /** The control thread's sender, for {@link ProcessLog}. */
    public LogSender controlSender() {
        return sender(workers);
    }

    /** Compiles `log` lines; `tag` is the proxy's `log-tag`, "" for the global one. */
    public LogTarget[] targets(List<LogConfig> configs, String tag, Problems problems) {
        List<LogTarget> targets = new ArrayList<>();
        for (LogConfig config : configs) {
            Optional<SyslogFormat> format =
                    SyslogFormat.of(config.format(), !identity.sentHostName().isEmpty());
            if (format.isEmpty()) problem(config, "unknown log format '" + config.format() + "'", problems);
            else
                sink(config, problems)
                        .ifPresent(sink ->
                                targets.add(new LogTarget(config, format.get(), identity, tag, sink, workers + 1)));
        }
        return targets.toArray(LogTarget[]::new);
    }

    private Optional<Sink> sink(LogConfig config, Problems problems) {
        if (config.target() instanceof LogConfig.Target.Udp udp) {
            InetSocketAddress address = new InetSocketAddress(udp.host(), udp.port());
            if (!address.isUnresolved()) {
                LogSender.prepareUdp();
                return Optional.of(new UdpSink(address));
            }
            problem(config, "the log server's name '" + udp.host() + "' cannot be resolved", problems);
        } else if (config.target() instanceof LogConfig.Target.UnixDatagram unix) {
            if (UnixSink.isAvailable()) return Optional.of(new UnixSink(unix.path()));
            problem(config, "unix datagram sockets need Linux and Netty's native library", problems);
        } else if (config.target() instanceof LogConfig.Target.Fd fd) {
            return Optional.of(new DescriptorSink(writer(fd.fd())));
        } else if (config.target() instanceof LogConfig.Target.Other other) {
            problem(config, "logging to '" + other.text() + "' is not in hecd yet", problems);
        }
        return Optional.empty();
    }

    private DescriptorWriter writer(int fd) {
        return writers.computeIfAbsent(fd, number -> {
            DescriptorWriter writer = new DescriptorWriter(number);
            writer.start();
            return writer;
        });
    }

    private static void problem(LogConfig config, String message, Problems problems) {
        problems.error("log", config.at(), 0, message, "");
    }

    void count(int sender, boolean sent) {
        counters.add(sender, sent ? LogCounter.SENT : LogCounter.DROPPED, 1);
    }

    public long sent() {
        return counters.sum(LogCounter.SENT);
    }

    /** Lines that no receiver took (DroppedLogs of `show info`). */
    public long dropped() {
        long failed =
                writers.values().stream().mapToLong(DescriptorWriter::failures).sum();
        return counters.sum(LogCounter.DROPPED) + failed;
    }

    /** How many more were dropped since the last call. */
    public long newlyDropped() {
        long dropped = dropped();
        long more = dropped - droppedAndTold;
        droppedAndTold = dropped;
        return more;
    }

    /** Lets queued lines out, as far as receivers take them soon. */
    public void close() throws InterruptedException {
        for (DescriptorWriter writer : writers.values()) writer.close(CLOSE_MILLIS);
        writers.clear();
    }
}
