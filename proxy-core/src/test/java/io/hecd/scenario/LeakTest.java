package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Backend;
import io.hecd.backend.Server;
import io.hecd.proxy.Worker;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After many exchanges of every kind nothing is held: slots, places in queues, connections, descriptors, exchanges, buffers. */
@ExtendWith(ScenarioKit.class)
class LeakTest {
    private static final int TIMES = 20;
    private static final int MEGABYTE = 1024 * 1024;
    private static final String PX = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              timeout queue 1s
              timeout tunnel 5s
            frontend px
              bind ${px}
              use_backend narrow if { path_beg /narrow }
              use_backend gone if { path_beg /gone }
              use_backend half if { path_beg /half }
              default_backend app
            backend app
              server s1 ${s1}
            backend narrow
              server s1 ${s1} maxconn 1
            backend half
              option redispatch
              server dead ${dead}
              server s1 ${s1}
            backend gone
              retries 0
              server dead ${dead}
            """;
    private static final String UPGRADE =
            "GET /upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
    private static final String POST = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: " + MEGABYTE + "\r\n\r\n";

    @Test
    void every_kind_of_exchange_gives_back_all_that_it_held(Scenario s) throws IOException {
        origin(s.origin("s1"));
        s.origin("dead").refuse();
        s.proxy(PX);
        all(s);
        nothingHeld(s);
        int descriptors = descriptors();
        for (int i = 0; i < TIMES; i++) all(s);
        nothingHeld(s);
        eventually(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
    }

    private static void all(Scenario s) throws IOException {
        Client client = s.client();
        assertThat(client.get("/").status()).isEqualTo(200);
        assertThat(client.get("/gone").status()).isEqualTo(503);
        assertThat(client.get("/half").status()).isEqualTo(200);
        assertThat(client.get("/reset").status()).isEqualTo(502);
        assertThat(client.get("/cut").complete()).isFalse();
        assertThat(client.get("/garbage").status()).isEqualTo(502);
        assertThat(client.raw("nonsense\r\n\r\n").status()).isEqualTo(400);
        left(client, "");
        left(client, "GET / HT");
        left(client, "GET /stall HTTP/1.1\r\nHost: x\r\n\r\n");
        left(client, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
        left(client, POST.formatted("/") + "x".repeat(MEGABYTE / 2));
        left(client, UPGRADE);
        upgraded(client);
        largeStoppedMidway(client);
        assertThat(client.raw(POST.formatted("/early") + "x".repeat(1000)).status())
                .isEqualTo(200);
        queued(s);
    }

    /** Sends this and leaves with a reset, and once more in order. */
    private static void left(Client client, String said) {
        client.open().send(said).reset();
        try (Conversation conversation = client.open()) {
            conversation.send(said);
        }
    }

    private static void upgraded(Client client) {
        try (Conversation conversation = client.open()) {
            assertThat(conversation.send(UPGRADE).answer().status()).isEqualTo(101);
            conversation.send("both ways");
            eventually(() -> assertThat(conversation.peek()).endsWith("both ways"));
        }
    }

    private static void largeStoppedMidway(Client client) throws IOException {
        try (Socket socket = client.socket()) {
            socket.getOutputStream()
                    .write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(MEGABYTE / 4)).hasSize(MEGABYTE / 4);
        }
    }

    /** One holds the only slot, one leaves the queue, one waits too long. */
    private static void queued(Scenario s) {
        Client client = s.client();
        Backend narrow = s.loadBalancer().backend("narrow").orElseThrow();
        try (Conversation holder = client.open();
                Conversation late = client.open();
                Conversation leaving = client.open()) {
            holder.send("GET /narrow/stall HTTP/1.1\r\nHost: x\r\n\r\n");
            eventually(() -> assertThat(s.server("narrow", "s1").inFlight()).isEqualTo(1));
            late.send("GET /narrow/late HTTP/1.1\r\nHost: x\r\n\r\n");
            leaving.send("GET /narrow/leaving HTTP/1.1\r\nHost: x\r\n\r\n");
            eventually(() -> assertThat(narrow.queued().get()).isEqualTo(2));
            leaving.reset();
            s.clock().advance("1100ms");
            assertThat(late.answer().status()).isEqualTo(503);
            holder.reset();
            eventually(() -> assertThat(s.server("narrow", "s1").inFlight()).isZero());
        }
    }

    private static void origin(Origin origin) {
        byte[] large = new byte[MEGABYTE];
        origin.playsEarly("/early", talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            return false;
        });
        origin.replies((request, socket) -> {
            String path = request.split(" ", 3)[1];
            var out = socket.getOutputStream();
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
            switch (path) {
                case "/stall", "/narrow/stall" -> {
                    return socket.getInputStream().read() >= 0;
                }
                case "/reset" -> socket.setSoLinger(true, 0);
                case "/cut" ->
                    out.write(answer.substring(0, answer.length() - 1).getBytes(StandardCharsets.US_ASCII));
                case "/garbage" -> out.write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case "/large" -> {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + MEGABYTE + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(large);
                    return true;
                }
                case "/upgrade" -> {
                    out.write("HTTP/1.1 101 OK\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    origin.echo(socket);
                }
                default -> {
                    out.write(answer.getBytes(StandardCharsets.US_ASCII));
                    return true;
                }
            }
            return false;
        });
    }

    private static void nothingHeld(Scenario s) {
        var proxy = s.loadBalancer();
        eventually(() -> {
            // Who closed in order may still read: it is the server's timeout that ends what it stalls.
            s.clock().advance("2s");
            assertThat(proxy.occupancy().exchanges().get()).as("exchanges").isZero();
            assertThat(proxy.occupancy().connections().get()).as("clients").isZero();
            for (Worker worker : proxy.workers())
                assertThat(worker.exchangesOut())
                        .as("exchanges made and not given back")
                        .isZero();
            for (String name : List.of("app", "narrow", "half", "gone")) {
                Backend backend = proxy.backend(name).orElseThrow();
                assertThat(backend.inFlight().get()).as(name).isZero();
                assertThat(backend.queued().get()).as(name + " queued").isZero();
                for (Server server : backend.servers().all()) {
                    assertThat(server.inFlight()).as(server + " slots").isZero();
                    assertThat(server.queued().get()).as(server + " queued").isZero();
                }
            }
        });
        closeIdle(s);
    }

    /** The pools' own purge, and what is in them after it. */
    private static void closeIdle(Scenario s) {
        List<String> idle = new ArrayList<>();
        eventually(() -> {
            s.clock().advance("6s");
            idle.clear();
            for (Worker worker : s.loadBalancer().workers())
                worker.loop()
                        .submit(() -> {
                            for (String name : List.of("app", "narrow", "half", "gone"))
                                for (Server server : s.loadBalancer()
                                        .backend(name)
                                        .orElseThrow()
                                        .servers()
                                        .all())
                                    if (server.pool(worker.number()).size() > 0) idle.add(server.toString());
                        })
                        .syncUninterruptibly();
            assertThat(idle).as("idle connections").isEmpty();
        });
    }

    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
