package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Site;
import io.hecd.scenario.kit.Haproxy;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** `hecd status` reads a runtime socket, HAProxy's too. */
class StatusTest {
    private static final String CONFIGURATION = """
            global
              stats socket @DIR@/twin.sock level admin
              maxconn 100
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            frontend fe
              bind ${fe}
              default_backend app
            backend app
              server s1 127.0.0.1:9
              server s2 127.0.0.1:9 disabled
            """;

    private final Site site = new Site();
    private @Nullable Haproxy twin;

    @BeforeEach
    void start() {
        Haproxy.require();
        String text = site.fill(CONFIGURATION);
        twin = Haproxy.start(text, site.address("fe").getPort());
    }

    @AfterEach
    void stop() {
        if (twin != null) twin.close();
        site.close();
    }

    private StatusReport report() throws IOException {
        return StatusReport.ask(UnixDomainSocketAddress.of(site.path("twin.sock")));
    }

    @Test
    void the_table_has_a_row_for_each_proxy_and_server() throws IOException {
        String table = new StatusTable(report(), false).text();
        assertThat(table.lines().findFirst().orElseThrow())
                .startsWith("HAProxy 2.6")
                .contains("0 of 100 connections");
        assertThat(table).containsPattern("(?m)^fe \\(front\\) +OPEN +0/100 ");
        assertThat(table).containsPattern("(?m)^  s1 +no check +0 ");
        assertThat(table).containsPattern("(?m)^  s2 +MAINT ");
        assertThat(table).containsPattern("(?m)^app \\(back\\) +UP ");
        assertThat(table).doesNotContain("\033");
    }

    @Test
    void colours_are_for_terminals() throws IOException {
        assertThat(new StatusTable(report(), true).text()).contains("\033[32mOPEN\033[0m");
    }

    @Test
    void json_has_numbers_as_numbers() throws IOException {
        assertThat(report().json())
                .contains("\"Maxconn\":100")
                .contains("{\"pxname\":\"fe\",\"svname\":\"FRONTEND\",\"scur\":0,\"smax\":0,\"slim\":100");
    }

    @Test
    void cells_in_quotes_may_hold_commas_and_quotes() {
        assertThat(StatusReport.cells("a,\"b,\"\"c\"\"\",,d")).containsExactly("a", "b,\"c\"", "", "d");
    }
}
