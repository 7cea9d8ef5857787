package io.hecd.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Eventually;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual 4.2: rate-limit sessions, option accept-invalid-http-response, and bind's words for listening sockets. */
@ExtendWith(ScenarioKit.class)
class LimitsAndFormsTest {
    private static final String PLAIN = """
            listen px
              mode http
              timeout connect 2s
              timeout client 50s
              timeout server 50s
              server s1 ${s1}
            """;

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void so_many_sessions_begin_in_a_second_and_the_others_wait(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy(PLAIN + "  bind ${px}\n  rate-limit sessions 3\n");
        var frontend = s.loadBalancer().frontend("px").orElseThrow();
        List<io.hecd.scenario.kit.Conversation> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) clients.add(s.client().open().send(GET));
            for (int i = 0; i < 3; i++)
                assertThat(clients.get(i).answer().status()).isEqualTo(200);
            assertThat(frontend.connections().get()).isEqualTo(3);
            s.clock().advance("2s");
            for (int i = 3; i < 5; i++)
                assertThat(clients.get(i).answer().status()).isEqualTo(200);
        } finally {
            clients.forEach(io.hecd.scenario.kit.Conversation::close);
        }
    }

    @Test
    void a_body_as_large_as_the_buffer_is_waited_for_and_no_longer(Scenario s) {
        s.origin("s1");
        s.proxy("global\n  tune.bufsize 131072\n" + PLAIN + "  bind ${px}\n  option http-buffer-request\n");
        String post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
        assertThat(s.client().raw(post).status()).isEqualTo(200);
        String larger = post.replace("100000", "300000") + "x".repeat(200_000);
        assertThat(s.client().raw(larger).status()).isEqualTo(200);
    }

    @Test
    void a_strange_header_name_of_a_server_is_refused_unless_accepted(Scenario s) {
        s.origin("s1").answers("*", "HTTP/1.1 200 OK\r\nX(Bad): 1\r\nContent-Length: 2\r\n\r\nok");
        s.proxy(PLAIN + "  bind ${px}\n");
        assertThat(s.client().get("/").status()).isEqualTo(502);
        s.reload(PLAIN + "  bind ${px}\n  option accept-invalid-http-response\n");
        assertThat(s.client().get("/").status()).isEqualTo(200);
    }

    @Test
    void tfo_and_defer_accept_listen(Scenario s) {
        s.origin("s1");
        s.proxy(PLAIN + "  bind ${px} tfo defer-accept\n");
        assertThat(s.client().get("/").status()).isEqualTo(200);
        Eventually.eventually(() -> assertThat(s.loadBalancer()
                        .frontend("px")
                        .orElseThrow()
                        .connections()
                        .get())
                .isZero());
    }
}
