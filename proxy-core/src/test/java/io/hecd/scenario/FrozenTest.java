package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Haproxy;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Ports;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes that stand still (SIGSTOP) and go on (SIGCONT). Their kernel still accepts connections and bytes for them, as for
 * a machine that swaps or a debugger that holds: only timeouts tell. The processes are HAProxy, as a server and as a client.
 */
@ExtendWith(ScenarioKit.class)
class FrozenTest {
    private static final String SERVER = """
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
            frontend s
              bind 127.0.0.1:%d backlog 1
              http-request return status 200 content-type text/plain string real
            """;
    private static final String PX = """
            defaults
              mode http
              log ${log} local0
              option httplog
              retries 0
              timeout connect 2s
              timeout client 5s
              timeout server 3s
              timeout queue 1s
            frontend px
              bind ${px}
              use_backend real if { path_beg /real }
              use_backend narrow if { path_beg /narrow }
              default_backend others
            backend real
              server real 127.0.0.1:%1$d
            backend narrow
              server real 127.0.0.1:%1$d maxconn 1
            backend others
              server s1 ${s1}
            """;
    /** More than the kernel takes for two connections in a row. */
    private static final int LARGE = 64 * 1024 * 1024;

    @BeforeEach
    void real_processes_are_there() {
        Haproxy.require();
    }

    @Test
    void a_frozen_server_costs_its_requests_their_timeouts_and_others_nothing(Scenario s) throws Exception {
        s.origin("s1");
        int port = Ports.free();
        try (Haproxy server = Haproxy.start(SERVER.formatted(port), port)) {
            s.proxy(PX.formatted(port));
            assertThat(s.client().get("/real").body()).isEqualTo("real");
            try (Traffic traffic = new Traffic(s.client());
                    Conversation waiting = s.client().open();
                    Conversation holding = s.client().open();
                    Conversation queued = s.client().open()) {
                signal("STOP", server);
                ask(waiting, "/real/waiting");
                ask(holding, "/narrow/holding");
                eventually(
                        () -> assertThat(s.server("narrow", "real").inFlight()).isEqualTo(1));
                ask(queued, "/narrow/queued");
                eventually(() -> assertThat(s.loadBalancer()
                                .backend("narrow")
                                .orElseThrow()
                                .queued()
                                .get())
                        .isEqualTo(1));
                traffic.goesOn();
                s.clock().advance("1100ms");
                assertThat(queued.answer().status()).isEqualTo(503);
                s.log().containing("/narrow/queued").hasFlags("sQ--");
                s.clock().advance("2s");
                assertThat(waiting.answer().status()).isEqualTo(504);
                assertThat(holding.answer().status()).isEqualTo(504);
                s.log().containing("/real/waiting").hasFlags("sH--");
                traffic.goesOn();
                signal("CONT", server);
                assertThat(s.client().get("/real/again").body()).isEqualTo("real");
                assertThat(s.client().get("/narrow/again").body()).isEqualTo("real");
                traffic.goesOn();
            } finally {
                signal("CONT", server);
            }
        }
        assertThat(s.server("narrow", "real").inFlight()).isZero();
    }

    @Test
    void connections_that_a_frozen_server_does_not_take_end_with_timeout_connect(Scenario s) throws Exception {
        s.origin("s1");
        int port = Ports.free();
        List<Conversation> asking = new ArrayList<>();
        try (Haproxy server = Haproxy.start(SERVER.formatted(port), port)) {
            s.proxy(PX.formatted(port));
            try (Traffic traffic = new Traffic(s.client())) {
                signal("STOP", server);
                for (int i = 0; i < 8; i++) {
                    asking.add(s.client().open());
                    ask(asking.get(i), "/real/" + i);
                }
                eventually(() -> assertThat(s.server("real", "real").inFlight()).isEqualTo(8));
                traffic.goesOn();
                s.clock().advance("2100ms");
                s.log().containing(" sC-- ").contains(" 503 ");
                s.clock().advance("1s");
                s.log().containing(" sH-- ").contains(" 504 ");
                for (Conversation client : asking)
                    assertThat(client.answer().status()).isIn(503, 504);
                traffic.goesOn();
            } finally {
                signal("CONT", server);
            }
            eventually(() -> assertThat(s.client().get("/real/again").body()).isEqualTo("real"));
        }
        asking.forEach(Conversation::close);
        assertThat(s.server("real", "real").inFlight()).isZero();
    }

    @Test
    void a_frozen_client_costs_its_own_exchange_and_not_those_of_others(Scenario s) throws Exception {
        withLarge(s.origin("s1"));
        int port = Ports.free();
        s.proxy(PX.formatted(port));
        String through = SERVER.formatted(port)
                .replace(
                        "  http-request return status 200 content-type text/plain string real\n",
                        "  default_backend b\nbackend b\n  server hecd 127.0.0.1:"
                                + s.client().address().getPort() + "\n");
        try (Haproxy frozen = Haproxy.start(through, port);
                Traffic traffic = new Traffic(s.client())) {
            Client behind = new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (Socket client = behind.socket()) {
                ask(client, "/large");
                assertThat(client.getInputStream().read()).isEqualTo('H');
                signal("STOP", frozen);
                traffic.goesOn();
                eventually(() -> {
                    s.clock().advance("1s");
                    assertThat(s.log().lines()).anyMatch(line -> line.contains("/large"));
                });
                s.log().containing("/large").hasFlags("cD--");
                traffic.goesOn();
            } finally {
                signal("CONT", frozen);
            }
            assertThat(behind.get("/again").body()).isEqualTo("s1");
        }
    }

    @Test
    void clients_that_do_not_read_do_not_hold_up_one_that_does(Scenario s) throws Exception {
        withLarge(s.origin("s1"));
        s.proxy(PX.formatted(Ports.free()));
        List<Socket> idlers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            idlers.add(s.client().socket());
            ask(idlers.get(i), "/large");
        }
        try (Traffic traffic = new Traffic(s.client())) {
            traffic.goesOn();
            traffic.goesOn();
        }
        for (Socket idler : idlers) idler.close();
    }

    /** One client after another, as fast as the answers come. */
    private static final class Traffic implements AutoCloseable {
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile boolean over;
        private final Thread thread;

        Traffic(Client client) {
            thread = new Thread(() -> {
                while (!over) (client.get("/").status() == 200 ? answered : failed).incrementAndGet();
            });
            thread.start();
        }

        /** Twenty more answers, and none that was not one. */
        void goesOn() {
            int before = answered.get();
            eventually(() -> assertThat(answered.get()).isGreaterThan(before + 20));
            assertThat(failed.get()).isZero();
        }

        @Override
        public void close() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void ask(Conversation client, String path) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void ask(Socket client, String path) throws IOException {
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void withLarge(Origin origin) {
        byte[] piece = new byte[LARGE / 64];
        origin.replies((request, socket) -> {
            boolean large = request.startsWith("GET /large");
            var out = socket.getOutputStream();
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + (large ? LARGE : 2) + "\r\n\r\n";
            out.write((large ? head : head + "s1").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; large && i < 64; i++) out.write(piece);
            return true;
        });
    }

    private static void signal(String name, Haproxy process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
        if (name.equals("STOP"))
            eventually(() -> assertThat(standsStill(process.pid())).isTrue());
    }

    /** The signal is sent at once; each thread stops when it next enters the kernel. */
    private static boolean standsStill(long pid) {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads)
                if (!Files.readString(thread.resolve("stat")).contains(") T ")) return false;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
