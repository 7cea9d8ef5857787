package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** `on-marked-down shutdown-sessions` (manual 5.2). */
@ExtendWith(ScenarioKit.class)
class MarkedDownTest {
    private static String tcp(String words) {
        return """
            listen px
              mode tcp
              bind ${px}
              log ${log} local0
              option tcplog
              timeout connect 2s
              timeout client 50s
              timeout server 50s
              server s1 ${s1}""" + words + "\n";
    }

    /** A session that runs on s1, until the test or the proxy ends it. */
    private static Conversation running(Scenario s, String words) {
        s.origin("s1").greets(talk -> {
            talk.say("220 hi");
            talk.hold();
            return false;
        });
        s.proxy(tcp(words));
        Conversation client = s.client().open();
        eventually(() -> assertThat(client.peek()).isEqualTo("220 hi"));
        return client;
    }

    private static void change(Scenario s, BiConsumer<BackendControl, Server> how) {
        BackendControl backend = s.loadBalancer().backends().get(0);
        Server server = s.server("px", "s1");
        s.loadBalancer().control().call(() -> {
            how.accept(backend, server);
            return server;
        });
    }

    @Test
    void sessions_of_a_server_that_goes_down_are_shut_down(Scenario s) {
        try (Conversation client = running(s, " on-marked-down shutdown-sessions")) {
            change(s, (backend, server) -> backend.oper(server, OperState.STOPPED, "test"));
            assertThat(client.untilClosed()).isEqualTo("220 hi");
        }
        s.log().await(1);
        assertThat(s.log().lines().get(0)).contains(" DD ");
    }

    @Test
    void sessions_of_a_server_in_maintenance_are_shut_down(Scenario s) {
        try (Conversation client = running(s, " on-marked-down shutdown-sessions")) {
            change(s, (backend, server) -> backend.admin(server, AdminState.FORCED_MAINT, 0, "test"));
            assertThat(client.untilClosed()).isEqualTo("220 hi");
        }
    }

    @Test
    void without_it_they_go_on(Scenario s) {
        try (Conversation client = running(s, "")) {
            change(s, (backend, server) -> backend.oper(server, OperState.STOPPED, "test"));
            s.clock().advance("1s");
            assertThat(s.loadBalancer().occupancy().exchanges().get()).isEqualTo(1);
            assertThat(client.peek()).isEqualTo("220 hi");
        }
    }
}
