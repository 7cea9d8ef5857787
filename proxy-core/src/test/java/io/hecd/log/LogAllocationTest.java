package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hecd.bytes.Ascii;
import io.hecd.config.model.LogConfig;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.time.Clock;
import io.netty.channel.unix.FileDescriptor;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line costs no memory, whichever way it goes. The figure may only go down. */
@Tag("budget")
class LogAllocationTest {
    private static final int LINES = 10_000;

    private final FakeExchange exchange = new FakeExchange();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_line_by_udp_allocates_nothing() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(bytesPerLine(new LogConfig.Target.Udp("127.0.0.1", receiver.getLocalPort())))
                    .isZero();
        }
    }

    @Test
    void a_line_to_a_descriptor_allocates_nothing() throws Exception {
        UnixSink.isAvailable();
        FileDescriptor[] pipe = FileDescriptor.pipe();
        assertThat(bytesPerLine(new LogConfig.Target.Fd(pipe[1].intValue()))).isZero();
        pipe[0].close();
    }

    @Test
    void a_line_of_json_allocates_nothing() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertThat(bytesPerLine(
                            new LogConfig.Target.Udp("127.0.0.1", receiver.getLocalPort()), JsonFormat::compile))
                    .isZero();
        }
    }

    private double bytesPerLine(LogConfig.Target target) {
        return bytesPerLine(target, scope -> Formats.compile(Presets.HTTPLOG + " %{+Q}CC %[x] %T %lc", scope));
    }

    private double bytesPerLine(LogConfig.Target target, Function<LogScope, LogFormat> format) {
        exchange.requestCaptures = new byte[][] {Ascii.bytes("a \"hostile\" {value}")};
        exchange.responseCaptures = new byte[][] {Ascii.bytes("text/html")};
        Logs logs = new Logs(Formats.IDENTITY, Clock.system(), 1);
        LogConfig config = new LogConfig(Position.NONE, target, 1024, "rfc3164", 16, 7, 0, List.of(1, 1), 2);
        LogTarget[] targets = logs.targets(List.of(config, config), "", new Problems());
        LogScope scope = Formats.http().withCaptures(1, 1);
        TrafficLog log = new TrafficLog(
                format.apply(scope), Optional.empty(), Optional.empty(), targets, LogPolicy.ALL, scope.lines());
        LogSender sender = logs.sender(0);
        write(log, sender);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            write(log, sender);
            best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // A new day or second offset may come in between; a line that allocates does so in every round.
        return Math.floor((double) best / LINES * 10) / 10;
    }

    private void write(TrafficLog log, LogSender sender) {
        for (int i = 0; i < LINES; i++) {
            exchange.scratch.clear();
            log.write(exchange, sender);
        }
    }
}
