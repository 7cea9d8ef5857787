package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.config.model.LogConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the settings of a section to lines, and which exchanges get one (manual 8.3). */
class TrafficLogsTest {
    private final Problems problems = new Problems();

    @Test
    void a_section_without_log_lines_writes_nothing() {
        Settings settings = Settings.builder().build();
        assertThat(log(settings)).isEmpty();
    }

    @Test
    void options_choose_the_format() throws Exception {
        assertThat(line(s -> {})).startsWith("Connect from 127.0.0.1:60666 to 10.0.3.31:8012 (fe/HTTP)");
        assertThat(line(s -> s.set(ProxySettings.TCPLOG, true, Position.NONE))).contains(" fe be/s1 7/9/123 62 -- ");
        assertThat(line(s -> s.set(ProxySettings.HTTPLOG, true, Position.NONE)))
                .endsWith(" 0/0 {v1|} {} \"GET /a?b=1 HTTP/1.1\"\n");
        assertThat(line(s -> {
                    s.set(ProxySettings.HTTPLOG, true, Position.NONE);
                    s.set(ProxySettings.HTTPLOG_CLF, true, Position.NONE);
                }))
                .startsWith("127.0.0.1 - - [");
        assertThat(line(s -> {
                    s.set(ProxySettings.HTTPLOG, true, Position.NONE);
                    s.set(ProxySettings.MODE, ProxySettings.Mode.TCP, Position.NONE);
                }))
                .contains(" fe be/s1 7/9/123 62 -- ");
        assertThat(line(s -> {
                    s.set(ProxySettings.HTTPLOG, true, Position.NONE);
                    s.set(ProxySettings.LOG_JSON, true, Position.NONE);
                }))
                .startsWith("{\"time\":\"2026-11-22T18:04:26.472Z\",")
                .endsWith(",\"request_captures\":[\"v1\",null],\"response_captures\":[null]}\n");
        assertThat(line(s -> s.set(ProxySettings.LOG_FORMAT, "%b %hr", Position.NONE)))
                .isEqualTo("be {v1|}\n");
        assertThat(line(s -> {
                    s.set(ProxySettings.LOG_FORMAT, "%B", Position.NONE);
                    s.set(ProxySettings.LOGASAP, true, Position.NONE);
                }))
                .isEqualTo("+62\n");
    }

    @Test
    void a_wrong_format_is_a_problem_of_the_section() {
        Settings.Builder settings = settings(1);
        settings.set(ProxySettings.LOG_FORMAT, "%nope", Position.NONE);
        log(settings.build());
        assertThat(problems.hasErrors()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 200, 0, false, true",
        "LOCAL, 302, 0, false, true",
        "NORMAL, 404, 0, false, true",
        "NORMAL, 500, 0, false, false",
        "LOCAL, 503, 0, false, false",
        "DENIED, 403, 0, false, false",
        "NORMAL, 200, 1, false, false",
        "NORMAL, 200, 0, true, false",
        "CLIENT_TIMEOUT, 408, 0, false, false",
    })
    void trouble_is_told_apart_from_normal_ends(
            Ending ending, int status, int retries, boolean redispatched, boolean normal) {
        FakeExchange exchange = new FakeExchange();
        exchange.ending = ending;
        exchange.chapter = Chapter.REQUEST;
        exchange.status = status;
        exchange.retries = retries;
        exchange.redispatched = redispatched;
        assertThat(LogPolicy.ALL.level(exchange)).isEqualTo(LogLevel.INFO);
        assertThat(new LogPolicy(false, true, false).level(exchange))
                .isEqualTo(normal ? LogLevel.SILENT : LogLevel.INFO);
        assertThat(new LogPolicy(false, false, true).level(exchange))
                .isEqualTo(normal ? LogLevel.INFO : LogLevel.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, REQUEST, true",
        "CLIENT_CLOSED, REQUEST, true",
        "CLIENT_TIMEOUT, REQUEST, true",
        "DENIED, REQUEST, false",
        "CLIENT_CLOSED, DATA, false",
        "NO_SERVER, CONNECT, false",
    })
    void error_log_format_is_for_requests_that_never_became_complete(Ending ending, Chapter chapter, boolean error)
            throws Exception {
        FakeExchange exchange = new FakeExchange();
        exchange.ending = ending;
        exchange.chapter = chapter;
        String line = line(exchange, s -> {
            s.set(ProxySettings.LOG_FORMAT, "usual", Position.NONE);
            s.set(ProxySettings.ERROR_LOG_FORMAT, "error %ft", Position.NONE);
        });
        assertThat(line).isEqualTo(error ? "error fe\n" : "usual\n");
    }

    @Test
    void a_client_that_sent_nothing_need_not_be_logged() {
        FakeExchange exchange = new FakeExchange().bad();
        LogPolicy policy = new LogPolicy(true, false, false);
        assertThat(policy.level(exchange)).isEqualTo(LogLevel.INFO);
        exchange.fromClient = 0;
        assertThat(policy.level(exchange)).isEqualTo(LogLevel.SILENT);
        assertThat(LogPolicy.ALL.level(exchange)).isEqualTo(LogLevel.INFO);
    }

    private String line(Consumer<Settings.Builder> change) throws Exception {
        return line(new FakeExchange(), change);
    }

    private String line(FakeExchange exchange, Consumer<Settings.Builder> change) throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(5000);
            Settings.Builder settings = settings(receiver.getLocalPort());
            change.accept(settings);
            exchange.requestCaptures = new byte[][] {Ascii.bytes("v1"), {}};
            Logs logs = new Logs(Formats.IDENTITY, exchange.clock(), 1);
            traffic(settings.build(), logs).orElseThrow().write(exchange, logs.sender(0));
            assertThat(problems.list()).isEmpty();
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            receiver.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        }
    }

    private Optional<TrafficLog> log(Settings settings) {
        Logs logs = new Logs(Formats.IDENTITY, new FakeExchange().clock(), 1);
        return traffic(settings, logs);
    }

    private Optional<TrafficLog> traffic(Settings settings, Logs logs) {
        LogScope scope =
                TrafficLogs.scope(settings, Formats.IDENTITY, Formats.http().samples());
        return TrafficLogs.of(settings, scope, logs, problems);
    }

    private static Settings.Builder settings(int port) {
        LogConfig.Target target = new LogConfig.Target.Udp("127.0.0.1", port);
        LogConfig config = new LogConfig(Position.NONE, target, 1024, "raw", 16, 7, 0, List.of(), 0);
        List<ProxySettings.Capture> captures = List.of(
                new ProxySettings.Capture("request", "x-a", 10, Position.NONE),
                new ProxySettings.Capture("response", "x-r", 10, Position.NONE),
                new ProxySettings.Capture("request", "x-b", 10, Position.NONE));
        return Settings.builder()
                .set(ProxySettings.MODE, ProxySettings.Mode.HTTP, Position.NONE)
                .set(ProxySettings.LOGS, List.of(config), Position.NONE)
                .set(ProxySettings.CAPTURES, captures, Position.NONE);
    }
}
