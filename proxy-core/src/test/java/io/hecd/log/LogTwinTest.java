package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.scenario.kit.Ports;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The judge is HAProxy: it logs a conversation twice in one line, once as plain values and once in the format under test.
 * An exchange made of the values must give the same text here.
 */
class LogTwinTest {
    private static final String VALUES =
            "cp=%cp fp=%fp bp=%bp sp=%sp Ts=%Ts ms=%ms Th=%Th Ti=%Ti TR=%TR Tw=%Tw Tc=%Tc Tr=%Tr"
                    + " Tt=%Tt pid=%pid rt=%rt B=%B U=%U ST=%ST ts=%ts s=%s ac=%ac fc=%fc bc=%bc sc=%sc | ";
    private static final byte[] HOSTILE_HEADER = Ascii.bytes("v\"a\\l]#{|}\u00e9 \u0001\tz%s\u007f");
    private static final String HOSTILE_URI = "/x\"\\]{|}%41?q=[]&\"";

    @TempDir
    Path dir;

    private DatagramSocket receiver;
    private ServerSocket origin;
    private @Nullable Process twin;

    @BeforeEach
    void open() throws IOException {
        receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        receiver.setSoTimeout(10_000);
        origin = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(this::serve, "origin");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void close() throws Exception {
        if (twin != null) twin.destroyForcibly().waitFor();
        receiver.close();
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Presets.HTTPLOG,
                Presets.HTTPLOG_CLF,
                Presets.TCPLOG,
                "Connect from %ci:%cp to %fi:%fp (%f/HTTP)",
                "%t %tr %T %Tl %trg %trl %Ts %ms",
                "%{+Q}o %t %ts %tsc %CC %CS %HM %HP %HPO %HQ %HU %HV %ID %b %bi %ci %f %fi %ft %hr %hrl %hs %hsl %r %s %si",
                "%{+X}o %bi %bp %ci %cp %fi %fp %si %sp %ms %pid %rt %Ts %lc %ST %B %U %ac %hr",
                "%{+X,+Q}o %bi %bp %ci %cp %fi %fp %si %sp %ms %pid %rt %Ts %lc %ST %B %U %ac %hr",
                "%{+E}o %CC %HM %HP %HPO %HQ %HU %HV %b %f %hr %hrl %hs %hsl %r",
                "%{+Q,+E}o a\"]b %CC %HU %{-Q}hr %{-E}hrl %hs %% %%b  %b",
                "%Ta %Tt %Tu %Td %Tq %Ti %Th %rc %sq %bq %lc %sslv %{+Q}sslc",
                "%hr %hs<%hr>  %HQ  %HQ . %HV",
            })
    void a_line_is_the_twins_to_the_byte(String format) throws Exception {
        start(format);
        conversation(
                "GET " + HOSTILE_URI + " HTTP/1.1",
                "X-A: " + text(HOSTILE_HEADER) + "\r\nX-B: b2\r\nCookie: sess=a\"]\\c; z=1");
        compare(format, "GET " + HOSTILE_URI + " HTTP/1.1", exchange -> {
            exchange.requestCaptures = new byte[][] {HOSTILE_HEADER, Ascii.bytes("b2"), {}};
            exchange.responseCaptures = new byte[][] {Ascii.bytes("res\"p{|}")};
            exchange.requestCookie = Ascii.bytes("sess=a\"]\\c; z=1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Presets.HTTPLOG, Presets.HTTPLOG_CLF, "%{+Q}o %r %HM %HU %hr %hrl %bi %bp %si %sp %s %CC"})
    void a_refused_request_is_the_twins_to_the_byte(String format) throws Exception {
        start(format);
        conversation("NONSENSE", "X-A: v");
        compare(format, "", exchange -> {
            exchange.ending = Ending.BAD_REQUEST;
            exchange.chapter = Chapter.REQUEST;
            exchange.places.backend = exchange.places.frontend;
            exchange.serverAddress = exchange.serverSource = Endpoint.NONE;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "format local",
                "format rfc3164",
                "format rfc5424",
                "format priority",
                "format short",
                "format timed",
                "format iso",
                "format raw"
            })
    void the_syslog_header_has_the_twins_shape(String format) throws Exception {
        start("x", "local3 info", format);
        conversation("GET / HTTP/1.1", "X-A: v");
        Logs logs = new Logs(identity(4711), io.hecd.time.Clock.system(), 1);
        var config = new io.hecd.config.model.LogConfig(
                io.hecd.config.text.Position.NONE,
                new io.hecd.config.model.LogConfig.Target.Udp("127.0.0.1", receiver.getLocalPort()),
                1024,
                format.replace("format ", ""),
                19,
                6,
                0,
                java.util.List.of(),
                0);
        LogTarget[] targets = logs.targets(java.util.List.of(config), "", new io.hecd.config.text.Problems());
        LogSender sender = logs.sender(0);
        String theirs = receive();
        sender.message().put(Ascii.bytes("x"));
        sender.data();
        sender.send(targets, LogLevel.INFO);
        assertThat(shape(receive())).isEqualTo(shape(theirs));
    }

    private static String shape(String line) {
        return line.replaceAll("[A-Z][a-z]{2} [ 0-9][0-9] ", "Mon 00 ")
                .replaceAll("(?<!<)\\d", "0")
                .replaceAll("\\[0+]", "[pid]")
                .replaceAll(" 0+ -", " pid -");
    }

    private interface Change {
        void of(FakeExchange exchange);
    }

    private void compare(String format, String requestLine, Change change) throws IOException {
        String line = receive();
        int bar = line.indexOf(" | ");
        Map<String, String> values = values(line.substring(0, bar));
        FakeExchange exchange = exchange(values);
        exchange.line = bytes(requestLine);
        change.of(exchange);
        LogScope scope = LogScope.http(
                        identity(number(values, "pid")), Formats.http().samples())
                .withCaptures(3, 1);
        assertThat(Formats.write("| " + format, scope, exchange) + "\n").isEqualTo(line.substring(bar + 1));
    }

    private static LogIdentity identity(long pid) {
        return new LogIdentity("vm", "", "haproxy", pid, ZoneId.systemDefault());
    }

    private static FakeExchange exchange(Map<String, String> values) {
        FakeExchange e = new FakeExchange();
        e.destination = Endpoint.of(new byte[] {127, 0, 0, 1}, (int) number(values, "fp"));
        e.source = Endpoint.of(new byte[] {127, 0, 0, 1}, (int) number(values, "cp"));
        e.serverSource = Endpoint.of(new byte[] {127, 0, 0, 1}, (int) number(values, "bp"));
        e.serverAddress = Endpoint.of(new byte[] {127, 0, 0, 1}, (int) number(values, "sp"));
        e.number = number(values, "rt");
        e.toClient = number(values, "B");
        e.fromClient = number(values, "U");
        e.status = (int) number(values, "ST");
        e.places.frontend = Ascii.bytes("fe");
        e.places.backend = Ascii.bytes("be");
        e.places.server =
                "<NOSRV>".equals(values.get("s")) ? Places.NO_SERVER : Ascii.bytes(values.getOrDefault("s", ""));
        e.places.processConnections = (int) number(values, "ac");
        e.places.frontendConnections = (int) number(values, "fc");
        e.places.backendConnections = (int) number(values, "bc");
        e.places.serverConnections = (int) number(values, "sc");
        e.timings.acceptedWallMillis = number(values, "Ts") * 1000 + number(values, "ms");
        long begun = number(values, "Th") + Math.max(0, number(values, "Ti"));
        e.timings.requestWallMillis = e.timings.acceptedWallMillis + begun;
        long read = after(begun, number(values, "TR"));
        long assigned = after(read, number(values, "Tw"));
        long connected = after(assigned, number(values, "Tc"));
        e.moments(
                number(values, "Th"),
                begun,
                read,
                assigned,
                connected,
                after(connected, number(values, "Tr")),
                number(values, "Tt"));
        return e;
    }

    private static long after(long moment, long more) {
        return more < 0 ? -1 : moment + more;
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split(" "))
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        return values;
    }

    private static long number(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        return value.equals("-") ? 0 : Long.parseLong(value);
    }

    // ---- the twin

    private int port;

    private void start(String format) throws Exception {
        start(VALUES + format, "local3", "format raw");
    }

    private void start(String format, String facility, String syslog) throws Exception {
        port = Ports.free();
        Path config = dir.resolve("haproxy.cfg");
        Files.writeString(
                config, """
                global
                  nbthread 1
                defaults
                  mode http
                  timeout client 5s
                  timeout server 5s
                  timeout connect 5s
                frontend fe
                  bind 127.0.0.1:%d
                  log 127.0.0.1:%d len 8000 %s %s
                  log-format '%s'
                  capture request header X-A len 40
                  capture request header X-B len 10
                  capture request header X-C len 10
                  capture response header X-R len 30
                  capture cookie sess len 20
                  default_backend be
                backend be
                  server s1 127.0.0.1:%d
                """.formatted(port, receiver.getLocalPort(), syslog, facility, format, origin.getLocalPort()));
        try {
            twin = new ProcessBuilder("haproxy", "-db", "-f", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("twin.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("this test compares with HAProxy: apt-get install haproxy", e);
        }
    }

    private void conversation(String requestLine, String headers) throws IOException {
        try (Socket client = connect()) {
            client.setSoTimeout(5000);
            client.getOutputStream()
                    .write(bytes(requestLine + "\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n\r\n"));
            client.getInputStream().readAllBytes();
        }
    }

    private Process twin() {
        return Objects.requireNonNull(twin);
    }

    private Socket connect() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                if (attempt > 200_000 || !twin().isAlive())
                    throw new AssertionError(Files.readString(dir.resolve("twin.log")), e);
                Thread.onSpinWait();
            }
        }
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        receiver.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (!origin.isClosed()) {
            try (Socket server = origin.accept()) {
                byte[] buffer = new byte[4096];
                if (server.getInputStream().read(buffer) < 0) continue;
                server.getOutputStream()
                        .write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-R: res\"p{|}\r\n\r\nok"));
            } catch (IOException e) {
                // The test is over, or the twin hung up.
            }
        }
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] latin1) {
        return new String(latin1, StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_twin_refuses_what_is_refused_here() throws Exception {
        for (String format : new String[] {"%zz", "a%", "%{+Q}", "%cix", "%[src"}) {
            start(format, "local3", "");
            assertThat(twin().waitFor()).as(format).isNotZero();
            var problems = new io.hecd.config.text.Problems();
            LogFormat.compile(io.hecd.config.text.Word.of(format), LogFormat.Use.LOG, Formats.http(), problems);
            assertThat(problems.hasErrors()).as(format).isTrue();
        }
    }
}
