package io.hecd.health;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.text.Position;
import io.hecd.health.check.Checks;
import io.hecd.runtime.ControlLoop;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual 5.2, slowstart: who comes back is not given everything at once. */
@ExtendWith(ScenarioKit.class)
class SlowStartTest {
    private static final String PX = """
            defaults
              mode http
              retries 0
              timeout connect 2s
              timeout client 30s
              timeout server 30s
            listen px
              bind ${px}
              balance roundrobin
              server s1 ${s1} check inter 1s fall 1 rise 1 slowstart 20s maxconn 10
              server s2 ${s2}
            """;

    private static void start(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.with(builder -> builder.with(new HealthSubsystem(Checks.standard())).threads(1))
                .proxy(PX);
    }

    private static BackendControl px(Scenario s) {
        return s.loadBalancer().backends().get(0);
    }

    private static void until(Scenario s, Server server, OperState state) {
        eventually(() -> {
            if (server.operState() != state) s.clock().advance("100ms");
            assertThat(server.operState()).isEqualTo(state);
        });
    }

    /** How many of the next requests s1 is given, out of `many`. */
    private static long share(Scenario s, int many) {
        List<Answer> answers = s.client().get("/", times(many)).list();
        return answers.stream().filter(answer -> answer.body().equals("s1")).count();
    }

    @Test
    void at_the_start_every_server_has_its_whole_weight(Scenario s) {
        start(s);
        assertThat(share(s, 10)).isEqualTo(5);
        assertThat(px(s).find("s1").orElseThrow().slots()).isEqualTo(10);
    }

    @Test
    void a_server_that_comes_back_gets_a_growing_share_of_requests_and_slots(Scenario s) {
        start(s);
        Server s1 = px(s).find("s1").orElseThrow();
        s.origin("s1").refuse();
        until(s, s1, OperState.STOPPED);
        s.origin("s1").accept();
        until(s, s1, OperState.STARTING);
        assertThat(share(s, 34)).as("one part, where the other has sixteen").isEqualTo(2);
        assertThat(s1.slots()).isEqualTo(1);

        s.clock().advance("10s");
        int percent = s1.throttlePercent();
        assertThat(percent).isBetween(40, 50);
        int part = 16 * percent / 100 + 1;
        assertThat(share(s, 2 * (16 + part))).isEqualTo(2L * part);
        assertThat(s1.slots()).isEqualTo(10 * percent / 100);

        until(s, s1, OperState.RUNNING);
        assertThat(share(s, 10)).isEqualTo(5);
        assertThat(s1.slots()).isEqualTo(10);
    }

    @Test
    void going_down_while_it_warms_up_begins_anew(Scenario s) {
        start(s);
        Server s1 = px(s).find("s1").orElseThrow();
        s.origin("s1").refuse();
        until(s, s1, OperState.STOPPED);
        s.origin("s1").accept();
        until(s, s1, OperState.STARTING);
        s.clock().advance("10s");
        assertThat(s1.throttlePercent()).isGreaterThan(30);
        s.origin("s1").refuse();
        until(s, s1, OperState.STOPPED);
        s.origin("s1").accept();
        until(s, s1, OperState.STARTING);
        assertThat(s1.throttlePercent()).isZero();
    }

    @Test
    void leaving_maintenance_is_coming_back_too(Scenario s) {
        start(s);
        Server s1 = px(s).find("s1").orElseThrow();
        ControlLoop control = s.loadBalancer().control();
        control.call(() -> {
            px(s).admin(s1, AdminState.FORCED_MAINT, 0, "maintenance");
            return s1;
        });
        assertThat(share(s, 4)).isZero();
        control.call(() -> {
            px(s).admin(s1, 0, AdminState.FORCED_MAINT, "ready");
            return s1;
        });
        assertThat(s1.operState()).isEqualTo(OperState.STARTING);
        assertThat(share(s, 17)).isEqualTo(1);
        until(s, s1, OperState.RUNNING);
        assertThat(share(s, 4)).isEqualTo(2);
    }

    /** As discovery brings them: not from a line of the configuration. */
    @Test
    void a_server_that_was_announced_warms_up_as_well(Scenario s) {
        start(s);
        Server s1 = px(s).find("s1").orElseThrow();
        s.origin("s3");
        ServerConfig config = new ServerConfig(
                Position.NONE, "s3", s1.config().address(), s1.config().settings());
        Server s3 = s.loadBalancer()
                .control()
                .call(() -> px(s).add(
                                config,
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        s.origin("s3").port()),
                                0));
        assertThat(s3.operState()).isEqualTo(OperState.RUNNING);
        s.origin("s3").refuse();
        until(s, s3, OperState.STOPPED);
        s.origin("s3").accept();
        until(s, s3, OperState.STARTING);
        assertThat(s3.throttlePercent()).isZero();
        until(s, s3, OperState.RUNNING);
        assertThat(s3.throttlePercent()).isEqualTo(100);
    }
}
