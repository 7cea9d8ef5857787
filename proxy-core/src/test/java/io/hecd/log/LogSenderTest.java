package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.hecd.config.model.LogConfig;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.time.Clock;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines on their way out: headers, levels, sampling, and receivers that are slow or not there. */
class LogSenderTest {
    private final Problems problems = new Problems();
    private final FakeExchange exchange = new FakeExchange();
    private final Clock clock = exchange.clock();
    private LogIdentity identity = Formats.IDENTITY;
    private DatagramSocket receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        receiver.setSoTimeout(5000);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "``        ; ``  ; <158>Nov 22 19:04:26 haproxy[4711]: be",
                "local     ; h.i ; <158>Nov 22 19:04:26 haproxy[4711]: be",
                "rfc3164   ; ``  ; <158>Nov 22 19:04:26 localhost haproxy[4711]: be",
                "``        ; h.i ; <158>Nov 22 19:04:26 h.i haproxy[4711]: be",
                "rfc5424   ; ``  ; <158>1 2026-11-22T19:04:26.457000+01:00 - haproxy 4711 - [ex@1 st=\"200\"] be",
                "rfc5424   ; h.i ; <158>1 2026-11-22T19:04:26.457000+01:00 h.i haproxy 4711 - [ex@1 st=\"200\"] be",
                "priority  ; ``  ; <158>be",
                "short     ; ``  ; <6>be",
                "timed     ; ``  ; <6>2026-11-22T19:04:26.457000+01:00 be",
                "iso       ; ``  ; 2026-11-22T19:04:26.457000+01:00 be",
                "raw       ; ``  ; be",
            })
    void each_syslog_format_has_its_header(String format, String hostName, String expected) throws IOException {
        identity = new LogIdentity("vm", hostName, "haproxy", 4711, identity.zone());
        write(log("%b", Optional.of("[ex@1 st=\"%ST\"]"), udp(format)), 1);
        assertThat(receive()).isEqualTo(expected + "\n");
    }

    @Test
    void a_line_is_cut_at_its_longest_length_before_the_line_feed() throws IOException {
        exchange.line = new byte[4000];
        java.util.Arrays.fill(exchange.line, (byte) 'x');
        write(log("%r", Optional.empty(), config(udp(), "local", 90, 7, 0, List.of(), 0)), 1);
        assertThat(receive()).hasSize(91).endsWith("xx\n");
    }

    @Test
    void levels_filter_and_cap() throws IOException {
        exchange.bad();
        LogPolicy separate = new LogPolicy(false, false, true);
        TrafficLog log = log(
                "%b",
                Optional.empty(),
                separate,
                config(udp(), "short", 1024, 2, 0, List.of(), 0),
                config(udp(), "short", 1024, 3, 0, List.of(), 0),
                config(udp(), "short", 1024, 7, 4, List.of(), 0));
        write(log, 1);
        assertThat(List.of(receive(), receive())).containsExactly("<3>fe\n", "<4>fe\n");
        assertNothingMore();
    }

    @Test
    void samples_share_the_lines_out() throws IOException {
        TrafficLog log = log(
                "%U",
                Optional.empty(),
                config(udp(), "short", 1024, 7, 0, List.of(2, 3), 3),
                config(udp(), "raw", 1024, 7, 0, List.of(1, 1), 3));
        Logs logs = logs();
        LogSender sender = logs.sender(0);
        List<String> received = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            exchange.fromClient = i;
            log.write(exchange, sender);
            received.add(receive());
        }
        assertThat(received).containsExactly("1\n", "<6>2\n", "<6>3\n", "4\n", "<6>5\n", "<6>6\n");
    }

    @Test
    void an_empty_line_is_not_sent_and_line_numbers_count_the_others() throws IOException {
        TrafficLog empty = log("%hr", Optional.empty(), udp("raw"));
        TrafficLog counted = log("%lc", Optional.empty(), udp("raw"));
        write(empty, 2);
        write(counted, 2);
        assertThat(List.of(receive(), receive())).containsExactly("0\n", "1\n");
        assertNothingMore();
    }

    @Test
    void a_unix_socket_is_sent_to_and_may_be_absent(@TempDir Path dir) throws Exception {
        Path path = dir.resolve("log");
        LogConfig unix = config(new LogConfig.Target.UnixDatagram(path.toString()), "raw", 1024, 7, 0, List.of(), 0);
        Logs logs = logs();
        TrafficLog log = log("%b", Optional.empty(), LogPolicy.ALL, logs, unix);
        LogSender sender = logs.sender(0);
        log.write(exchange, sender);
        log.write(exchange, sender);
        assertThat(logs.dropped()).isEqualTo(2);
        var socket = io.netty.channel.unix.Socket.newSocketDomainDgram();
        socket.bind(new io.netty.channel.unix.DomainSocketAddress(path.toFile()));
        exchange.nowNanos += 200_000_000;
        log.write(exchange, sender);
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        int length = socket.read(buffer, 0, 100);
        socket.close();
        assertThat(text(buffer, length)).isEqualTo("be\n");
        assertThat(logs.sent()).isEqualTo(1);
    }

    @Test
    void a_descriptor_gets_its_lines_in_order() throws Exception {
        UnixSink.isAvailable();
        FileDescriptor[] pipe = FileDescriptor.pipe();
        Logs logs = logs();
        TrafficLog log = log("%U", Optional.empty(), LogPolicy.ALL, logs, fd(pipe[1]));
        LogSender sender = logs.sender(0);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            exchange.fromClient = i;
            log.write(exchange, sender);
            expected.append(i).append('\n');
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
        assertThat(readAll(pipe[0], buffer, expected.length())).isEqualTo(expected.toString());
        logs.close();
        assertThat(logs.dropped()).isZero();
    }

    @Test
    void a_full_pipe_stops_nobody_and_drops_are_counted() throws Exception {
        UnixSink.isAvailable();
        FileDescriptor[] pipe = FileDescriptor.pipe();
        Logs logs = logs();
        TrafficLog log = log("%b %t", Optional.empty(), LogPolicy.ALL, logs, fd(pipe[1]));
        int lines = 100_000;
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            LogSender sender = logs.sender(0);
            for (int i = 0; i < lines; i++) log.write(exchange, sender);
            logs.close();
        });
        assertThat(logs.sent() + logs.dropped()).isEqualTo(lines);
        assertThat(logs.dropped()).isPositive();
        assertThat(logs.newlyDropped()).isPositive();
        assertThat(logs.newlyDropped()).isZero();
        pipe[0].close();
    }

    @Test
    void a_receiver_that_is_not_there_stops_nobody() {
        TrafficLog log = log("%b", Optional.empty(), udp("raw"));
        receiver.close();
        LogSender sender = logs().sender(0);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < 10_000; i++) log.write(exchange, sender);
        });
    }

    @Test
    void what_is_not_there_yet_is_told_at_its_place() {
        logs().targets(
                        List.of(
                                config(new LogConfig.Target.Other("ring@r"), "raw", 1024, 7, 0, List.of(), 0),
                                config(udp(), "xml", 1024, 7, 0, List.of(), 0)),
                        "",
                        problems);
        assertThat(problems.list())
                .extracting(p -> p.message())
                .containsExactly("logging to 'ring@r' is not in hecd yet", "unknown log format 'xml'");
    }

    @Test
    void process_messages_have_their_levels_and_the_tag_of_their_proxy() throws IOException {
        Logs logs = logs();
        LogTarget[] targets = logs.targets(List.of(udp("local")), "app", problems);
        ProcessLog log = new ProcessLog(targets, logs.controlSender());
        log.alert("Server app/s1 is DOWN.");
        log.warning("Proxy app stopped.");
        log.notice("Server app/s1 is UP.\n<0>x");
        assertThat(receive()).isEqualTo("<153>Nov 22 19:04:26 app[4711]: Server app/s1 is DOWN.\n");
        assertThat(receive()).isEqualTo("<156>Nov 22 19:04:26 app[4711]: Proxy app stopped.\n");
        assertThat(receive()).isEqualTo("<157>Nov 22 19:04:26 app[4711]: Server app/s1 is UP.#0A<0>x\n");
    }

    // ---- helpers

    private Logs logs() {
        return new Logs(identity, clock, 1);
    }

    private TrafficLog log(String format, Optional<String> data, LogConfig... configs) {
        return log(format, data, LogPolicy.ALL, configs);
    }

    private TrafficLog log(String format, Optional<String> data, LogPolicy policy, LogConfig... configs) {
        LogTarget[] targets = logs().targets(List.of(configs), "", problems);
        return log(format, data, policy, targets);
    }

    private TrafficLog log(String format, Optional<String> data, LogPolicy policy, Logs logs, LogConfig... configs) {
        return log(format, data, policy, logs.targets(List.of(configs), "", problems));
    }

    private TrafficLog log(String format, Optional<String> data, LogPolicy policy, LogTarget[] targets) {
        assertThat(problems.list()).isEmpty();
        LogScope scope = new LogScope(
                true, false, 0, 0, identity, new AtomicLong(), Formats.http().samples());
        return new TrafficLog(
                Formats.compile(format, scope),
                Optional.empty(),
                data.map(d -> Formats.compile(d, scope)),
                targets,
                policy,
                scope.lines());
    }

    private void write(TrafficLog log, int times) {
        LogSender sender = logs().sender(0);
        for (int i = 0; i < times; i++) log.write(exchange, sender);
    }

    private LogConfig.Target udp() {
        return new LogConfig.Target.Udp("127.0.0.1", receiver.getLocalPort());
    }

    private LogConfig udp(String format) {
        return config(udp(), format, 1024, 7, 0, List.of(), 0);
    }

    private static LogConfig fd(FileDescriptor descriptor) {
        return config(new LogConfig.Target.Fd(descriptor.intValue()), "raw", 1024, 7, 0, List.of(), 0);
    }

    private static LogConfig config(
            LogConfig.Target target, String format, int length, int max, int min, List<Integer> ranges, int size) {
        return new LogConfig(Position.NONE, target, length, format, 19, max, min, ranges, size);
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    /** Datagrams of one sender to one socket arrive in order, so a last one of our own shows that there was no other. */
    private void assertNothingMore() throws IOException {
        write(log("end", Optional.empty(), udp("raw")), 1);
        assertThat(receive()).isEqualTo("end\n");
        receiver.setSoTimeout(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
    }

    private static String readAll(FileDescriptor from, ByteBuffer buffer, int length) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.length() < length) {
            int read = from.read(buffer, 0, buffer.capacity());
            if (read < 0) break;
            if (read == 0) Thread.onSpinWait();
            all.append(text(buffer, read));
        }
        return all.toString();
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
