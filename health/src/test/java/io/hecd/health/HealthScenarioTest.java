package io.hecd.health;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.health.check.CheckStatus;
import io.hecd.health.check.Checks;
import io.hecd.health.check.HealthState;
import io.hecd.runtime.Backends;
import io.hecd.runtime.Subsystem;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks as clients, servers and the log see them (manual 5.2), on a clock that stands still. */
@ExtendWith(ScenarioKit.class)
class HealthScenarioTest {
    private static final String AROUND = """
            global
              log ${log} local0
            defaults
              mode http
              log global
              option httplog
              retries 0
              timeout connect 2s
              timeout client 30s
              timeout server 30s
            listen px
              bind ${px}
              balance roundrobin
            """;
    private static final String UP = "s1 is UP";
    private static final String DOWN = "s1 is DOWN";

    private final HealthSubsystem health = new HealthSubsystem(Checks.standard());

    private void proxy(Scenario s, String lines) {
        s.with(builder -> builder.with(health)).proxy(AROUND + lines);
    }

    private static Server server(Scenario s, String name) {
        return s.loadBalancer().backends().stream()
                .flatMap(control -> control.find(name).stream())
                .findFirst()
                .orElseThrow();
    }

    private HealthState state(Scenario s, String name) {
        return health.of(server(s, name)).orElseThrow();
    }

    /** Waits for a first result of a server. */
    private void checked(Scenario s, String name) {
        eventually(() -> {
            s.clock().advance("100ms");
            assertThat(state(s, name).status()).isNotEqualTo(CheckStatus.INI);
        });
    }

    @Test
    void a_dead_server_is_left_out_and_comes_back(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        proxy(s, """
              server s1 ${s1} check inter 2s fall 3 rise 2
              server s2 ${s2}
            """);
        checked(s, "s1");
        s.origin("s1").refuse();
        s.clock().advance("7s");
        s.log().containing(DOWN).contains("reason: Layer4 connection problem, info: \"Connection refused\"");
        s.client().get("/", times(4)).answers("s2", "s2", "s2", "s2");
        s.origin("s1").accept();
        s.clock().advance("5s");
        s.log().containing(UP);
        s.client().get("/", times(2)).answersInAnyOrder("s1", "s2");
        eventually(() -> s.log().last().hasFlags("----"));
    }

    @Test
    void fall_and_rise_are_counted(Scenario s) {
        s.origin("s1");
        proxy(s, "  option httpchk GET /up\n  server s1 ${s1} check inter 1s fall 3 rise 2\n");
        checked(s, "s1");
        s.origin("s1").answers("/up", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        untilHealth(s, 3);
        assertThat(server(s, "s1").isUsable()).isTrue();
        untilHealth(s, 2);
        assertThat(server(s, "s1").isUsable()).isTrue();
        assertThat(s.client().get("/").body()).isEqualTo("s1");
        untilHealth(s, 0);
        assertThat(server(s, "s1").operState()).isEqualTo(OperState.STOPPED);
        s.origin("s1").answers("/up", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        untilHealth(s, 1);
        assertThat(server(s, "s1").isUsable()).isFalse();
        untilHealth(s, 4);
        assertThat(server(s, "s1").isUsable()).isTrue();
        assertThat(state(s, "s1").downs()).isEqualTo(1);
        assertThat(state(s, "s1").failed()).isEqualTo(3);
    }

    /** Goes on in small steps, so that no result is passed by. */
    private void untilHealth(Scenario s, int health) {
        eventually(() -> {
            if (state(s, "s1").health() != health) s.clock().advance("100ms");
            assertThat(state(s, "s1").health()).isEqualTo(health);
        });
    }

    @Test
    void another_address_and_port_may_be_asked(Scenario s) {
        s.origin("s1");
        s.origin("spy").answers("*", "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        proxy(s, """
              option httpchk GET /spy
              server s1 ${s1} check addr 127.0.0.1 port %d inter 1s
            """.formatted(s.origin("spy").port()));
        s.clock().advance("1s");
        s.log().containing(DOWN).contains("code: 503, info: \"No\"");
        assertThat(s.origin("spy").requests()).allMatch(request -> request.startsWith("GET /spy HTTP/1.0\r\n"));
        assertThat(s.origin("s1").connections()).isEmpty();
    }

    @Test
    void a_disabled_server_is_not_checked(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        proxy(s, """
              server s1 ${s1} check inter 1s
              server s2 ${s2} check inter 1s disabled
            """);
        checked(s, "s1");
        s.clock().advance("5s");
        assertThat(s.origin("s1").connections()).isNotEmpty();
        assertThat(s.origin("s2").connections()).isEmpty();
        assertThat(state(s, "s2").status()).isEqualTo(CheckStatus.INI);
    }

    @Test
    void a_reload_keeps_what_is_known(Scenario s) {
        s.origin("s1").refuse();
        s.origin("s2");
        String servers = """
              server s1 ${s1} check inter 1s
              server s2 ${s2} check inter 1s
            """;
        proxy(s, servers);
        s.clock().advance("1s");
        s.log().containing(DOWN);
        Server before = server(s, "s1");
        HealthState known = state(s, "s1");
        s.reload(AROUND.replace("retries 0", "retries 1") + servers);
        assertThat(server(s, "s1")).isSameAs(before);
        assertThat(server(s, "s1").operState()).isEqualTo(OperState.STOPPED);
        assertThat(state(s, "s1").health()).isZero();
        assertThat(state(s, "s1").downs()).isEqualTo(known.downs());
        s.client().get("/", times(2)).answers("s2", "s2");
        s.origin("s1").accept();
        s.clock().advance("3s");
        s.log().containing(UP);
        assertThat(s.log().lines().stream().filter(line -> line.contains(DOWN))).hasSize(1);
    }

    @Test
    void the_body_may_be_judged(Scenario s) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n";
        s.origin("s1").answers("/up", head + "state: bad");
        proxy(s, """
              option httpchk GET /up
              http-check expect rstring ^state:.ok
              server s1 ${s1} check inter 1s rise 1
            """);
        s.clock().advance("1s");
        s.log()
                .containing(DOWN)
                .contains("reason: Layer7 invalid response, info: \"HTTP content check did not match\"");
        s.origin("s1").answers("/up", head + "state: ok.");
        s.clock().advance("2s");
        s.log().containing(UP).contains("reason: Layer7 check passed, code: 200");
        assertThat(s.client().get("/").body()).isEqualTo("s1");
    }

    @Test
    void a_backup_server_takes_over_and_gives_back(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        proxy(s, """
              server s1 ${s1} check inter 1s fall 1 rise 1
              server s2 ${s2} check inter 1s backup
            """);
        checked(s, "s1");
        s.client().get("/", times(2)).answers("s1", "s1");
        s.origin("s1").refuse();
        s.clock().advance("2s");
        s.log().containing(DOWN).contains(" 0 active and 1 backup servers left. Running on backup. ");
        s.client().get("/", times(2)).answers("s2", "s2");
        s.origin("s1").accept();
        s.clock().advance("2s");
        s.log().containing(UP).contains(" 1 active and 1 backup servers online. ");
        s.client().get("/", times(2)).answers("s1", "s1");
    }

    @Test
    void with_all_down_the_answer_is_503_from_nobody(Scenario s) {
        s.origin("s1").refuse();
        proxy(s, "  server s1 ${s1} check inter 1s\n");
        s.clock().advance("1s");
        s.log().containing("backend px has no server available!");
        assertThat(s.client().get("/none").status()).isEqualTo(503);
        s.log().containing("/none").hasFlags("SC--").contains(" px/<NOSRV> ");
    }

    /** A program that brings backends: only the door to them. */
    private static final class Program implements Subsystem {
        Optional<Backends> door = Optional.empty();

        @Override
        public void prepare(Context context) {
            door = Optional.of(context.dynamic());
        }

        @Override
        public void start(Context context) {}

        @Override
        public void reload(Context context) {}

        @Override
        public void stop() {}
    }

    @Test
    void servers_of_a_backend_that_comes_later_are_checked_until_it_goes(Scenario s) {
        Program program = new Program();
        Origin late = s.origin("late");
        s.origin("s1");
        s.with(builder -> builder.with(program));
        proxy(s, "  server s1 ${s1}\n");
        BackendControl made = s.loadBalancer().control().call(() -> {
            BackendControl backend =
                    program.door.orElseThrow().create("px", "shop").orElseThrow();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), late.port());
            backend.add(
                    new ServerConfig(
                            Position.NONE,
                            "late",
                            new Address.Inet("127.0.0.1", late.port(), false, 0),
                            Settings.builder()
                                    .set(ServerSettings.CHECK, true, Position.NONE)
                                    .build()),
                    address,
                    0);
            return backend;
        });
        checked(s, "late");
        Server server = server(s, "late");
        late.refuse();
        eventually(() -> {
            s.clock().advance("2s");
            assertThat(server.operState()).isEqualTo(OperState.STOPPED);
        });
        s.log().containing("shop/late is DOWN");
        s.loadBalancer().control().call(() -> {
            program.door.orElseThrow().retire(made);
            return made;
        });
        assertThat(health.of(server)).isEmpty();
    }
}
