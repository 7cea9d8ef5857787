package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Management guide 4, soft stop: accept nothing more, finish what runs, then end. */
@ExtendWith(ScenarioKit.class)
class DrainTest {
    private static final String PX = """
            defaults
              mode http
              timeout connect 2s
              timeout client 50s
              timeout server 20s
            listen px
              bind ${px}
              server s1 ${s1}
            """;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Semaphore permits = new Semaphore(0);

    @Test
    void what_runs_is_answered_with_close_and_then_it_ends(Scenario s) throws InterruptedException {
        Origin s1 = held(s.origin("s1"));
        s.proxy(PX);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            s.loadBalancer().drain();
            eventually(() ->
                    Assertions.assertThatThrownBy(() -> s.client().open()).isInstanceOf(UncheckedIOException.class));
            permits.release();
            var answer = client.answer();
            assertThat(answer.body()).isEqualTo("hi");
            assertThat(answer.header("connection")).isEqualTo("close");
            client.untilClosed();
        }
        s.loadBalancer().awaitEnd();
    }

    @Test
    void idle_connections_are_closed_and_it_ends(Scenario s) throws InterruptedException {
        s.origin("s1");
        s.proxy(PX);
        try (var idle = s.client().open();
                var silent = s.client().open()) {
            assertThat(idle.send(GET).answer().body()).isEqualTo("s1");
            s.loadBalancer().drain();
            idle.untilClosed();
            silent.untilClosed();
        }
        s.loadBalancer().awaitEnd();
    }

    @Test
    void hard_stop_after_ends_what_does_not_end(Scenario s) throws InterruptedException {
        Origin s1 = s.origin("s1").stall();
        s.proxy("global\n  hard-stop-after 3s\n" + PX);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            s.loadBalancer().drain();
            s.clock().advance("4s");
            s.loadBalancer().awaitEnd();
            assertThat(client.answer().status()).isIn(0, 503);
        }
    }

    @Test
    void a_stop_leaves_nothing_behind(Scenario s) {
        Origin s1 = s.origin("s1").stall();
        s.proxy(PX);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            s.loadBalancer().stop();
            client.untilClosed();
        }
        assertThat(s.loadBalancer().occupancy().connections().get()).isZero();
        assertThat(s.loadBalancer().occupancy().exchanges().get()).isZero();
        assertThat(s.loadBalancer().workers()).allMatch(worker -> worker.exchangesOut() == 0);
    }

    private Origin held(Origin origin) {
        return origin.replies((request, socket) -> {
            permits.acquireUninterruptibly();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.ISO_8859_1));
            return true;
        });
    }
}
