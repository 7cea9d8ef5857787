package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual 3.2 and 4.2, maxconn: beyond it nothing is accepted, and as soon as there is room it is. */
@ExtendWith(ScenarioKit.class)
class LimitsTest {
    private static final String PX = """
            defaults
              mode http
              timeout connect 2s
              timeout client 50s
              timeout server 5s
            listen px
              bind ${px}
              maxconn 3
              server s1 ${s1}
            """;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void beyond_maxconn_of_the_frontend_nothing_is_accepted_until_somebody_leaves(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy(PX);
        List<Conversation> inside = fill(s, 3);
        try (var outside = s.client().open()) {
            outside.send(GET);
            for (Conversation client : inside)
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            assertThat(s.loadBalancer().occupancy().connections().get()).isEqualTo(3);
            assertThat(outside.peek()).isEmpty();
            inside.remove(0).close();
            assertThat(outside.answer().status()).isEqualTo(200);
            assertThat(s.loadBalancer().occupancy().connections().get()).isEqualTo(3);
        }
        inside.forEach(Conversation::close);
    }

    @Test
    void maxconn_of_the_process_counts_all_frontends(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy("global\n  maxconn 4\n" + PX + "listen other\n  bind ${other}\n  server s1 ${s1}\n");
        List<Conversation> inside = fill(s, 3);
        try (var fourth = s.client("other").open();
                var fifth = s.client("other").open()) {
            assertThat(fourth.send(GET).answer().status()).isEqualTo(200);
            fifth.send(GET);
            for (Conversation client : inside)
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            assertThat(fifth.peek()).isEmpty();
            inside.remove(0).close();
            assertThat(fifth.answer().status()).isEqualTo(200);
        }
        inside.forEach(Conversation::close);
    }

    @Test
    void a_reload_raises_the_limits(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy("global\n  maxconn 3\n" + PX);
        List<Conversation> inside = fill(s, 3);
        try (var outside = s.client().open()) {
            outside.send(GET);
            assertThat(inside.get(0).send(GET).answer().status()).isEqualTo(200);
            assertThat(outside.peek()).isEmpty();
            s.reload("global\n  maxconn 10\n" + PX.replace("maxconn 3", "maxconn 8"));
            assertThat(outside.answer().status()).isEqualTo(200);
        }
        inside.forEach(Conversation::close);
    }

    private static final String LINES = """
            defaults
              mode http
              timeout connect 2s
              timeout client 50s
              timeout server 5s
            listen px
              bind ${px} maxconn 2
              bind ${other}
              server s1 ${s1}
            """;

    /** Manual 5.1, maxconn. */
    @Test
    void maxconn_of_a_bind_line_holds_back_that_line_alone(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy(LINES);
        List<Conversation> inside = fill(s, 2);
        try (var outside = s.client().open();
                var other = s.client("other").open()) {
            outside.send(GET);
            assertThat(other.send(GET).answer().status()).isEqualTo(200);
            assertThat(inside.get(0).send(GET).answer().status()).isEqualTo(200);
            assertThat(s.loadBalancer().occupancy().connections().get()).isEqualTo(3);
            assertThat(outside.peek()).isEmpty();
            inside.remove(0).close();
            assertThat(outside.answer().status()).isEqualTo(200);
        }
        inside.forEach(Conversation::close);
    }

    @Test
    void a_reload_raises_maxconn_of_a_bind_line(Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.threads(1));
        s.proxy(LINES);
        List<Conversation> inside = fill(s, 2);
        try (var outside = s.client().open()) {
            outside.send(GET);
            assertThat(inside.get(0).send(GET).answer().status()).isEqualTo(200);
            assertThat(outside.peek()).isEmpty();
            s.reload(LINES.replace("maxconn 2", "maxconn 3"));
            assertThat(outside.answer().status()).isEqualTo(200);
        }
        inside.forEach(Conversation::close);
    }

    private static List<Conversation> fill(Scenario s, int count) {
        List<Conversation> inside = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Conversation client = s.client().open();
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            inside.add(client);
        }
        eventually(() ->
                assertThat(s.loadBalancer().occupancy().connections().get()).isEqualTo(count));
        return inside;
    }
}
