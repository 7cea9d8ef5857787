package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Backend;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A reload in place: what stays goes on, what is new begins, what is broken changes nothing. */
@ExtendWith(ScenarioKit.class)
class ReloadTest {
    private static final String DEFAULTS = """
            defaults
              mode http
              timeout connect 2s
              timeout client 50s
              timeout server 20s
              timeout queue 5s
              http-reuse always
            """;
    private static final String PX = DEFAULTS + """
            listen px
              bind ${px}
            """;
    private static final String ONE = PX + "  server s1 ${s1}\n";
    private static final String TWO = ONE + "  server s2 ${s2}\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void connections_servers_pools_and_counters_go_on(Scenario s) {
        Origin s1 = s.origin("s1");
        s.origin("s2");
        s.proxy(ONE);
        try (var client = s.client().open()) {
            assertThat(client.send(GET).answer().body()).isEqualTo("s1");
            Server before = s.server("px", "s1");
            s.reload(TWO);
            assertThat(s.server("px", "s1")).isSameAs(before);
            assertThat(before.counters().sum(ServerCounter.TOTAL)).isEqualTo(1);
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < 4; i++) bodies.add(client.send(GET).answer().body());
            assertThat(bodies).containsExactlyInAnyOrder("s1", "s1", "s2", "s2");
            assertThat(before.counters().sum(ServerCounter.TOTAL)).isEqualTo(3);
        }
        assertThat(s1.connections()).as("the idle connection was used again").hasSize(1);
    }

    @Test
    void a_request_under_way_is_answered_by_the_server_that_is_taken_out(Scenario s) {
        Semaphore permits = new Semaphore(0);
        Origin s1 = s.origin("s1").replies((request, socket) -> {
            permits.acquireUninterruptibly();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.ISO_8859_1));
            return true;
        });
        s.origin("s2");
        s.proxy(ONE);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            s.reload(PX + "  server s2 ${s2}\n");
            permits.release();
            assertThat(client.answer().body()).isEqualTo("hi");
            assertThat(client.send(GET).answer().body()).isEqualTo("s2");
        }
        s.clock().advance("30s");
        eventually(() -> assertThat(s1.connections().get(0).ended())
                .as("no idle connection to it is kept")
                .isTrue());
    }

    @Test
    void weights_change(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(TWO);
        s.client().get("/", times(2)).answersInAnyOrder("s1", "s2");
        s.reload(PX + "  server s1 ${s1} weight 3\n  server s2 ${s2}\n");
        List<String> bodies = new ArrayList<>();
        for (Answer answer : s.client().get("/", times(8)).list()) bodies.add(answer.body());
        assertThat(bodies).filteredOn("s1"::equals).hasSize(6);
    }

    @Test
    void a_server_that_moves_is_asked_at_its_new_address(Scenario s) {
        Origin old = s.origin("old");
        Origin fresh = s.origin("fresh");
        s.proxy(PX + "  server s1 ${old}\n");
        assertThat(s.client().get("/").body()).isEqualTo("old");
        s.reload(PX + "  server s1 ${fresh}\n");
        s.client().get("/", times(3)).answers("fresh", "fresh", "fresh");
        assertThat(old.requests()).hasSize(1);
        assertThat(fresh.requests()).hasSize(3);
    }

    @Test
    void servers_come_and_go_under_twenty_clients_without_an_error(Scenario s) throws InterruptedException {
        s.origin("s1");
        s.origin("s2");
        s.origin("s3");
        s.proxy(TWO);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger good = new AtomicInteger();
        AtomicInteger bad = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean keeps = i % 2 == 0;
            Thread thread = new Thread(() -> {
                Conversation own = s.client().open();
                while (!stop.get()) {
                    if (!keeps) {
                        own.close();
                        own = s.client().open();
                    }
                    int status = own.send(GET).answer().status();
                    (status == 200 ? good : bad).incrementAndGet();
                }
                own.close();
            });
            clients.add(thread);
            thread.start();
        }
        String[] turns = {
            PX + "  server s3 ${s3} weight 7\n",
            TWO,
            PX + "  server s2 ${s2} weight 10\n  server s3 ${s3} maxconn 2\n",
            PX + "  balance leastconn\n  server s1 ${s1}\n  server s3 ${s3}\n",
            DEFAULTS + "frontend px\n  bind ${px}\n  default_backend b\nbackend b\n  server s1 ${s1}\n",
            TWO
        };
        for (int turn = 0; turn < 24; turn++) {
            int enough = good.get() + 20;
            s.reload(turns[turn % turns.length]);
            eventually(() -> assertThat(good.get() + bad.get()).isGreaterThan(enough));
        }
        stop.set(true);
        for (Thread client : clients) client.join();
        assertThat(bad.get()).isZero();
    }

    @Test
    void a_request_that_waits_in_a_backend_that_leaves_is_answered_by_it(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(ONE.replace("mode http", "mode http\n  option http-buffer-request"));
        try (var client = s.client().open()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na");
            Backend before = s.loadBalancer().backend("px").orElseThrow();
            eventually(() -> assertThat(before.inFlight()).hasValue(1));
            s.reload(DEFAULTS + "frontend px\n  bind ${px}\n  default_backend b\nbackend b\n  server s2 ${s2}\n");
            assertThat(s.client().get("/").body()).isEqualTo("s2");
            assertThat(client.send("b").answer().body()).isEqualTo("s1");
        }
    }

    @Test
    void a_broken_text_changes_nothing_and_says_why(Scenario s) {
        s.origin("s1");
        s.proxy(ONE);
        var problems = s.tryReload(ONE.replace("mode http", "mode htpt"));
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.toString()).contains("htpt");
        var unresolved = s.tryReload(PX + "  server s1 no.such.host.invalid:80\n");
        assertThat(unresolved.toString()).contains("no.such.host.invalid");
        var missing = s.tryReload(DEFAULTS + "frontend px\n  bind ${px}\n  default_backend nowhere\n");
        assertThat(missing.toString()).contains("nowhere");
        assertThat(s.client().get("/").body()).isEqualTo("s1");
    }

    @Test
    void a_port_that_is_taken_changes_nothing(Scenario s) throws IOException {
        s.origin("s1");
        s.origin("s2");
        s.proxy(ONE);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String more = PX + "  server s2 ${s2}\nlisten more\n  bind ${more}\n  bind 127.0.0.1:"
                    + taken.getLocalPort() + "\n  server s2 ${s2}\n";
            assertThat(s.tryReload(more).toString()).contains("cannot bind");
            assertThat(s.client().get("/").body()).isEqualTo("s1");
            assertThat(s.loadBalancer().addresses()).hasSize(1);
            assertThat(s.loadBalancer().frontend("more")).isEmpty();
        }
    }

    @Test
    void what_a_failed_reload_said_of_a_frontend_is_forgotten(Scenario s) throws IOException {
        s.origin("s1");
        s.origin("s2");
        s.proxy(ONE);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String wrong = ONE + "listen more\n  bind 127.0.0.1:" + taken.getLocalPort() + "\n  server s1 ${s1}\n";
            assertThat(s.tryReload(wrong).hasErrors()).isTrue();
        }
        s.reload(ONE + "listen more\n  bind ${more}\n  server s2 ${s2}\n");
        assertThat(s.client("more").get("/").body()).isEqualTo("s2");
    }

    @Test
    void a_listener_opens_and_closes(Scenario s) {
        s.origin("s1");
        s.proxy(ONE);
        s.reload(ONE + "  bind ${more}\n");
        assertThat(s.client("more").get("/").body()).isEqualTo("s1");
        try (var kept = s.client("more").open()) {
            assertThat(kept.send(GET).answer().body()).isEqualTo("s1");
            s.reload(ONE);
            assertThat(s.loadBalancer().addresses()).hasSize(1);
            assertThat(kept.send(GET).answer().body()).isEqualTo("s1");
        }
    }

    @Test
    void a_frontend_may_be_renamed_and_keep_its_address(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(ONE);
        s.reload(DEFAULTS + "listen renamed\n  bind ${px}\n  server s2 ${s2}\n");
        assertThat(s.client("px").get("/").body()).isEqualTo("s2");
    }

    @Test
    void who_waits_in_a_backend_that_goes_is_told_and_hurts_nobody_later(Scenario s) {
        Origin s1 = s.origin("s1").stall();
        s.origin("s2");
        String front = DEFAULTS + "frontend px\n  bind ${px}\n  default_backend ";
        s.proxy(front + "old\nbackend old\n  server s1 ${s1} maxconn 1\n");
        try (var first = s.client().open();
                var second = s.client().open()) {
            first.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            second.send(GET);
            var old = s.loadBalancer().backend("old").orElseThrow();
            eventually(() -> assertThat(old.queued().get()).isEqualTo(1));
            s.reload(front + "fresh\nbackend fresh\n  server s2 ${s2}\n");
            s.clock().advance("6s");
            assertThat(second.answer().status()).isEqualTo(503);
            first.reset();
            eventually(() -> assertThat(old.queued().get()).isZero());
        }
        for (int i = 0; i < 3; i++) assertThat(s.client().get("/").body()).isEqualTo("s2");
    }

    @Test
    void connections_of_a_frontend_that_goes_end_with_their_next_answer(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(ONE + "listen more\n  bind ${more}\n  server s2 ${s2}\n");
        try (var idle = s.client("more").open()) {
            assertThat(idle.send(GET).answer().body()).isEqualTo("s2");
            s.reload(ONE);
            idle.untilClosed();
        }
    }

    @Test
    void maxconn_of_a_server_that_grows_lets_the_waiting_in(Scenario s) {
        Origin s1 = s.origin("s1").stall();
        s.proxy(ONE.replace("${s1}", "${s1} maxconn 1"));
        try (var first = s.client().open();
                var second = s.client().open()) {
            first.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            second.send(GET);
            eventually(() -> assertThat(s.loadBalancer()
                            .backend("px")
                            .orElseThrow()
                            .queued()
                            .get())
                    .isEqualTo(1));
            s.reload(ONE.replace("${s1}", "${s1} maxconn 2"));
            eventually(() -> assertThat(s1.requests()).hasSize(2));
            first.reset();
            second.reset();
        }
    }

    @Test
    void a_frontend_after_the_backend_of_its_name_takes_no_servers_from_it(Scenario s) {
        s.origin("s1");
        s.proxy(DEFAULTS + """
                backend web
                  server s1 ${s1}
                frontend web
                  bind ${web}
                  default_backend web
                """);
        assertThat(s.client().get("/").body()).isEqualTo("s1");
    }
}
