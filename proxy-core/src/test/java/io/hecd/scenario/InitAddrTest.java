package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.backend.AdminState;
import io.hecd.backend.Server;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Manual 5.2, init-addr: what becomes of a server whose name nobody knows (RFC 6761 6.4: `.invalid` never is one). */
@ExtendWith(ScenarioKit.class)
class InitAddrTest {
    private static final String PX = """
            defaults
              mode http
              timeout connect 2s
              timeout client 30s
              timeout server 30s
            listen px
              bind ${px}
            """;

    @Test
    void without_the_word_it_is_an_error(Scenario s) {
        assertThatThrownBy(() -> s.proxy(PX + "  server s1 hecd.invalid:80\n"))
                .hasMessageContaining("'hecd.invalid:80' of server 's1' cannot be resolved");
    }

    @Test
    void last_alone_finds_nothing(Scenario s) {
        assertThatThrownBy(() -> s.proxy(PX + "  server s1 hecd.invalid:80 init-addr last\n"))
                .hasMessageContaining("cannot be resolved");
    }

    @Test
    void none_lets_it_wait_in_maintenance_while_the_others_serve(Scenario s) {
        s.origin("s2");
        s.proxy(named("hecd.invalid", "last,libc,none"));
        assertThat(s.server("px", "s1").adminState()).isEqualTo(AdminState.RESOLUTION_MAINT);
        s.client().get("/", times(2)).answers("s2", "s2");
        assertThat(s.loadBalancer().notes().toString())
                .contains("'hecd.invalid:80' of server 's1' cannot be resolved; it gets no requests");
    }

    @Test
    void an_address_stands_in_for_the_name(Scenario s) {
        s.origin("s1");
        String text = "  server s1 hecd.invalid:%d init-addr libc,127.0.0.1\n";
        s.proxy(PX + text.formatted(s.origin("s1").port()));
        s.client().get("/", times(1)).answers("s1");
        assertThat(s.loadBalancer().notes().toString()).contains("cannot be resolved; 127.0.0.1 is taken instead");
    }

    @Test
    void none_in_front_asks_nobody(Scenario s) {
        s.origin("s2");
        s.proxy(named("localhost", "none,libc"));
        assertThat(s.server("px", "s1").adminState()).isEqualTo(AdminState.RESOLUTION_MAINT);
        assertThat(s.loadBalancer().notes().list()).isEmpty();
    }

    @Test
    void a_reload_finds_the_name_and_a_later_one_does_not_forget_it(Scenario s) {
        s.origin("s1");
        s.origin("s2");
        s.proxy(named("hecd.invalid", "none"));
        String found = PX
                + "  server s1 localhost:%d init-addr libc\n"
                        .formatted(s.origin("s1").port());
        s.reload(found);
        Server s1 = s.server("px", "s1");
        assertThat(s1.adminState()).isZero();
        s.client().get("/", times(1)).answers("s1");
        s.reload(found.replace("init-addr libc", "init-addr none"));
        assertThat(s.server("px", "s1")).isSameAs(s1);
        assertThat(s1.adminState()).isZero();
        s.client().get("/", times(1)).answers("s1");
    }

    private static String named(String name, String methods) {
        return PX + "  server s1 " + name + ":80 init-addr " + methods + "\n  server s2 ${s2}\n";
    }
}
