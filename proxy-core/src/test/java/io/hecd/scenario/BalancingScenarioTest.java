package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.scenario.kit.Twin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual 4.2, balance: who gets the request. */
@ExtendWith(ScenarioKit.class)
class BalancingScenarioTest {
    private static final String FARM = """
            defaults
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            listen px
              bind ${px}
              balance roundrobin
              server s1 ${s1} weight 2
              server s2 ${s2}
            """;

    @Test
    void servers_take_turns_by_weight(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(FARM);
        s.client().get("/", times(6)).answers("s1", "s1", "s2", "s1", "s1", "s2");
    }

    @Test
    void a_dead_server_costs_no_request(Scenario s) {
        s.origin("s1").refuse();
        s.origin("s2");
        s.proxy(FARM);
        s.client().get("/", times(4)).answers("s2", "s2", "s2", "s2");
    }

    @Test
    void a_stalled_server_times_out_on_the_clock(Scenario s) {
        s.origin("s1").stall();
        s.proxy(FARM.replaceAll("(?m)^.*s2.*\n", ""));
        try (var client = s.client().open()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            io.hecd.scenario.kit.Eventually.eventually(
                    () -> assertThat(s.origin("s1").requests()).hasSize(1));
            s.clock().advance("6s");
            assertThat(client.answer().status()).isEqualTo(504);
        }
    }

    @Test
    void turns_over_one_connection_are_those_of_haproxy() {
        Twin.conversation("turns over one connection")
                .config(FARM)
                .origin("s1")
                .origin("s2")
                .client("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n")
                .then("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
                .then("GET /3 HTTP/1.1\r\nHost: x\r\n\r\n")
                .same();
    }
}
