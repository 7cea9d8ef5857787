package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.proxy.FrontendCounter;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.stats.Counters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be compared with HAProxy: counters, and what depends on when it looks. */
@ExtendWith(ScenarioKit.class)
class TcpRulesTest {
    private static final String TCP = """
            defaults
              mode tcp
              log ${log} local0
              option tcplog
              timeout connect 2s
              timeout client 50s
              timeout server 20s
            listen px
              bind ${px}
              server s1 ${s1}
            """;

    @Test
    void bytes_of_a_server_that_are_rejected_do_not_come_through(Scenario s) {
        s.origin("s1").greets(talk -> {
            talk.say("220 hi");
            talk.hold();
            return false;
        });
        s.proxy(TCP + "  tcp-response content reject\n");
        try (Conversation client = s.client().open()) {
            assertThat(client.untilClosed()).isEmpty();
        }
        s.log().await(1);
        assertThat(s.log().lines().get(0)).contains(" px/s1 ").contains(" PD ");
    }

    @Test
    void who_is_not_let_in_is_counted(Scenario s) {
        s.origin("s1");
        s.proxy(TCP + """
                  tcp-request connection reject if { dst_port 1 }
                  tcp-request session reject
                """);
        try (Conversation client = s.client().open()) {
            assertThat(client.untilClosed()).isEmpty();
        }
        Counters counters = s.loadBalancer().frontend("px").orElseThrow().counters();
        eventually(
                () -> assertThat(counters.sum(FrontendCounter.DENIED_SESSIONS)).isEqualTo(1));
        assertThat(counters.sum(FrontendCounter.DENIED_CONNECTIONS)).isZero();
        assertThat(s.origin("s1").connections()).isEmpty();
    }

    @Test
    void an_inspection_is_over_after_its_delay_and_not_before(Scenario s) {
        s.origin("s1").greets(talk -> {
            talk.say("220 hi");
            talk.hold();
            return false;
        });
        s.proxy(TCP + """
                  tcp-request inspect-delay 5s
                  tcp-request content accept if { req.proto_http }
                """);
        try (Conversation client = s.client().open()) {
            client.send("HELO");
            s.clock().advance("4900ms");
            assertThat(client.peek()).isEmpty();
            s.clock().advance("200ms");
            eventually(() -> assertThat(client.peek()).isEqualTo("220 hi"));
        }
    }

    @Test
    void a_client_that_leaves_while_it_is_inspected_is_forgotten(Scenario s) {
        s.origin("s1");
        s.proxy(TCP.replace("mode tcp", "mode http").replace("tcplog", "httplog") + """
                  tcp-request inspect-delay 5s
                  tcp-request content accept if WAIT_END
                """);
        try (Conversation client = s.client().open()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            eventually(() ->
                    assertThat(s.loadBalancer().occupancy().exchanges().get()).isEqualTo(1));
            client.reset();
        }
        eventually(
                () -> assertThat(s.loadBalancer().occupancy().exchanges().get()).isZero());
        assertThat(s.origin("s1").requests()).isEmpty();
    }
}
