package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Server;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Manual 5.2, maxconn, minconn, maxqueue and 4.2, timeout queue, fullconn: who waits, for how long, and whose turn it is. */
@ExtendWith(ScenarioKit.class)
class QueueTest {
    private static final String TOP = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 50s
              timeout server 20s
              timeout queue 5s
            listen px
              bind ${px}
            """;
    private static final String ONE = TOP + "  server s1 ${s1} maxconn 1\n";

    /** Answers as often as the test permits. */
    private final Semaphore permits = new Semaphore(0);

    @Test
    void one_more_than_maxconn_waits_for_its_turn(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(ONE);
        try (var a = s.client().open();
                var b = s.client().open()) {
            get(a, "/a");
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            get(b, "/b");
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            assertThat(s1.requests()).hasSize(1);
            permits.release();
            assertThat(a.answer().status()).isEqualTo(200);
            eventually(() -> assertThat(s1.requests()).hasSize(2));
            permits.release();
            assertThat(b.answer().status()).isEqualTo(200);
        }
        s.log().containing("/b").hasFlags("----").contains(" 0/1 ");
        nothingHeld(s);
    }

    @Test
    void who_waits_too_long_is_told_503(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(ONE);
        try (var a = s.client().open();
                var b = s.client().open()) {
            get(a, "/a");
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            get(b, "/b");
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            s.clock().advance("6s");
            assertThat(b.answer().status()).isEqualTo(503);
            s.log().containing("/b").hasFlags("sQ--");
            permits.release();
            assertThat(a.answer().status()).isEqualTo(200);
        }
        assertThat(s1.requests()).hasSize(1);
        nothingHeld(s);
    }

    @Test
    void they_are_served_in_the_order_in_which_they_came(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(ONE);
        List<Conversation> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Conversation client = s.client().open();
            clients.add(client);
            get(client, "/" + i);
            int waiting = i;
            eventually(() -> {
                assertThat(s1.requests()).hasSize(1);
                assertThat(queued(s)).isEqualTo(waiting);
            });
        }
        permits.release(6);
        for (Conversation client : clients) assertThat(client.answer().status()).isEqualTo(200);
        assertThat(s1.requests())
                .extracting(request -> request.split(" ")[1])
                .containsExactly("/0", "/1", "/2", "/3", "/4", "/5");
        clients.forEach(Conversation::close);
        nothingHeld(s);
    }

    @Test
    void a_full_queue_of_one_server_sends_to_another(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        Origin s2 = held(s.origin("s2"));
        s.proxy(TOP
                + "  balance source\n  server s1 ${s1} maxconn 1 maxqueue 1\n  server s2 ${s2} maxconn 1 maxqueue 1\n");
        try (var a = s.client().open();
                var b = s.client().open();
                var c = s.client().open()) {
            get(a, "/a");
            eventually(() ->
                    assertThat(s1.requests().size() + s2.requests().size()).isEqualTo(1));
            get(b, "/b");
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            get(c, "/c");
            eventually(() -> {
                assertThat(s1.requests()).hasSize(1);
                assertThat(s2.requests()).hasSize(1);
            });
            permits.release(3);
            for (var client : List.of(a, b, c))
                assertThat(client.answer().status()).isEqualTo(200);
        }
        nothingHeld(s);
    }

    @Test
    void any_server_that_becomes_free_takes_from_the_queue_of_the_backend(Scenario s) {
        held(s.origin("s1"));
        Origin s2 = s.origin("s2");
        s.proxy(ONE + "  server s2 ${s2} maxconn 1\n");
        s2.stall();
        try (var a = s.client().open();
                var b = s.client().open();
                var c = s.client().open()) {
            get(a, "/a");
            get(b, "/b");
            eventually(() -> assertThat(s2.requests()).hasSize(1));
            get(c, "/c");
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            permits.release(2);
            assertThat(c.answer().status()).isEqualTo(200);
            b.reset();
        }
        nothingHeld(s);
    }

    @Test
    void slots_grow_from_minconn_to_maxconn_with_the_load_of_the_backend(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(TOP + "  fullconn 10\n  server s1 ${s1} minconn 1 maxconn 5\n");
        List<Conversation> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(s.client().open());
            get(clients.get(i), "/" + i);
            int served = Math.max(1, (i + 1) * 5 / 10);
            eventually(() -> assertThat(s1.requests()).hasSize(served));
        }
        assertThat(queued(s)).isEqualTo(5);
        permits.release(10);
        for (Conversation client : clients) assertThat(client.answer().status()).isEqualTo(200);
        clients.forEach(Conversation::close);
        nothingHeld(s);
    }

    /** How the first request ends, which holds the only slot. */
    enum End {
        CLIENT_LEAVES,
        CLIENT_RESETS,
        SERVER_RESETS,
        SERVER_CLOSES,
        SERVER_CUTS,
        GARBAGE,
        SERVER_TIMEOUT,
        DENIED_RESPONSE,
        REFUSED_ADDRESS
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void the_slot_is_given_back_after_every_kind_of_ending(End end, Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(ONE + "  option abortonclose\n" + (end == End.DENIED_RESPONSE ? "  http-response deny\n" : ""));
        switch (end) {
            case SERVER_RESETS -> s1.reset();
            case SERVER_CLOSES -> s1.cutAfter(0);
            case SERVER_CUTS -> s1.cutAfter(39);
            case GARBAGE -> s1.garbage("nonsense\r\n\r\n");
            case REFUSED_ADDRESS -> s1.refuse();
            case DENIED_RESPONSE -> {}
            default -> s1.stall();
        }
        try (var first = s.client().open();
                var second = s.client().open()) {
            get(first, "/first");
            switch (end) {
                case CLIENT_LEAVES, CLIENT_RESETS -> {
                    eventually(() -> assertThat(s1.requests()).hasSize(1));
                    get(second, "/second");
                    eventually(() -> assertThat(queued(s)).isEqualTo(1));
                    s1.accept();
                    if (end == End.CLIENT_RESETS) first.reset();
                    else first.halfClose();
                    assertThat(second.answer().status()).isEqualTo(200);
                }
                case SERVER_TIMEOUT -> {
                    eventually(() -> assertThat(s1.requests()).hasSize(1));
                    s.clock().advance("21s");
                    assertThat(first.answer().status()).isEqualTo(504);
                }
                case REFUSED_ADDRESS -> {
                    s.clock().advance("10s");
                    assertThat(first.answer().status()).isEqualTo(503);
                }
                default -> first.answer();
            }
        }
        nothingHeld(s);
    }

    @Test
    void a_client_that_leaves_the_queue_costs_the_next_nothing(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(ONE);
        try (var a = s.client().open();
                var b = s.client().open();
                var c = s.client().open()) {
            get(a, "/a");
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            get(b, "/b");
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            get(c, "/c");
            eventually(() -> assertThat(queued(s)).isEqualTo(2));
            b.reset();
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            s.log().containing("/b").hasFlags("CQ--");
            permits.release(2);
            assertThat(a.answer().status()).isEqualTo(200);
            assertThat(c.answer().status()).isEqualTo(200);
        }
        assertThat(s1.requests()).hasSize(2);
        nothingHeld(s);
    }

    @Test
    void a_half_closed_client_stays_in_the_queue_unless_abortonclose(Scenario s) {
        Origin s1 = held(s.origin("s1"));
        s.proxy(ONE);
        try (var a = s.client().open();
                var b = s.client().open()) {
            get(a, "/a");
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            get(b, "/b");
            b.halfClose();
            eventually(() -> assertThat(queued(s)).isEqualTo(1));
            permits.release(2);
            assertThat(b.answer().status()).isEqualTo(200);
            assertThat(a.answer().status()).isEqualTo(200);
        }
        nothingHeld(s);
    }

    private Origin held(Origin origin) {
        return origin.replies((request, socket) -> {
            permits.acquireUninterruptibly();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.ISO_8859_1));
            return true;
        });
    }

    private static void get(Conversation client, String path) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static int queued(Scenario s) {
        return s.loadBalancer().backend("px").orElseThrow().queued().get();
    }

    private static void nothingHeld(Scenario s) {
        eventually(() -> {
            for (Server server :
                    s.loadBalancer().backend("px").orElseThrow().servers().all()) {
                assertThat(server.inFlight()).as(server.name()).isZero();
                assertThat(server.queued().get()).as(server.name()).isZero();
            }
            assertThat(queued(s)).isZero();
            assertThat(s.loadBalancer().backend("px").orElseThrow().inFlight().get())
                    .isZero();
        });
    }
}
