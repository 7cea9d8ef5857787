package io.hecd.admin.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Source;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The statistics page as a client sees it. */
final class StatsPageTest {
    private static final String USER = basic("admin:123456");

    private static String basic(String user) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface Visit {
        void by(Client client) throws Exception;
    }

    private static void visit(String lines, Visit visit) throws Exception {
        StatsSubsystem stats = new StatsSubsystem(server -> Optional.empty());
        Parts parts = Parts.standard().with(stats);
        StatsSubsystem.words(parts.sections());
        try (LoadBalancer hecd = LoadBalancer.builder()
                .parts(parts)
                .with(stats)
                .configuration("""
                        listen px
                          mode http
                          bind 127.0.0.1:0
                          timeout client 10s
                          timeout connect 1s
                          timeout server 10s
                          %s
                          server gone 127.0.0.1:1
                          server off 127.0.0.1:1 disabled
                        """.formatted(lines))
                .start()) {
            visit.by(new Client((InetSocketAddress) hecd.addresses().get(0)));
        }
    }

    @Test
    void the_page_shows_each_server_in_the_colour_of_its_state() throws Exception {
        visit("stats uri /admin-status", client -> {
            Answer page = client.get("/admin-status");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains("HAProxy version 2.6.12-hecd, ")
                    .contains("class=\"active_no_check\"><td class=\"name\">gone")
                    .contains("class=\"maintain\"><td class=\"name\">off")
                    .containsPattern("uptime = \\d+d \\d+h\\d\\dm\\d\\ds")
                    .containsPattern("idle = \\d+ %");
        });
    }

    @Test
    void only_who_knows_a_password_sees_it() throws Exception {
        visit("stats uri /admin-status\n  stats auth admin:123456\n  stats auth guest:guest", client -> {
            Answer refused = client.get("/admin-status");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("www-authenticate")).isEqualTo("Basic realm=\"HAProxy Statistics\"");
            assertThat(client.get("/admin-status", basic("admin:1234567")).body())
                    .isEqualTo(
                            client.get("/admin-status", basic("nobody:123456")).body());
            assertThat(client.get("/admin-status", "Authorization: Basic ???").status())
                    .isEqualTo(401);
            assertThat(client.get("/admin-status", basic("guest:guest")).status())
                    .isEqualTo(200);
            assertThat(client.get("/admin-status", USER).body()).contains("one that everybody knows");
        });
    }

    @Test
    void its_csv_and_json_are_those_of_show_stat() throws Exception {
        visit("stats uri /s\n  stats refresh 5s", client -> {
            Answer csv = client.get("/s;csv;norefresh");
            assertThat(csv.body()).startsWith("# pxname,svname,qcur,");
            assertThat(csv.body().lines()).hasSize(5).allMatch(line -> line.endsWith(","));
            assertThat(csv.head()).doesNotContainIgnoringCase("\nrefresh:");
            assertThat(client.get("/s;csv").header("refresh")).isEqualTo("5");
            assertThat(client.get("/s;json").body()).startsWith("[[{\"objType\":\"Frontend\"");
            assertThat(client.get("/s;csv;up").body()).doesNotContain("px,off,");
            assertThat(client.get("/s;csv?scope=other").body().lines()).hasSize(1);
        });
    }

    @Test
    void an_address_with_a_query_is_matched_as_it_is_written() throws Exception {
        visit(
                "stats enable",
                client -> assertThat(client.get("/haproxy?stats;csv").body()).startsWith("# pxname"));
    }

    @Test
    void what_a_browser_is_told_keeps_others_out() throws Exception {
        visit("stats uri /s", client -> {
            Answer page = client.get("/s");
            assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.header("x-frame-options")).isEqualTo("DENY");
            assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        });
    }

    @Test
    void what_comes_from_outside_is_escaped() throws Exception {
        visit(
                "stats uri /s",
                client -> assertThat(client.get("/s?scope=%3Cscript%3E").body())
                        .contains("&lt;script&gt;")
                        .doesNotContain("<script>"));
    }

    @Test
    void nothing_is_changed_by_a_post() throws Exception {
        visit("stats uri /s\n  stats admin if TRUE", client -> {
            Answer answer =
                    client.raw("POST /s HTTP/1.1\r\nHost: h\r\nContent-Length: 24\r\n\r\ns=gone&action=maint&b=px");
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).isEqualTo("/s;st=DENY");
        });
    }

    @Test
    void a_connection_goes_on_behind_the_page() throws Exception {
        visit("stats uri /s", client -> {
            try (Conversation open = client.open()) {
                for (int i = 0; i < 3; i++) {
                    open.send("GET /s;csv HTTP/1.1\r\nHost: h\r\n\r\n");
                    assertThat(open.answer().status()).isEqualTo(200);
                }
            }
        });
    }

    @Test
    void a_password_that_everybody_knows_is_warned_of_without_being_shown() throws Exception {
        StatsSubsystem stats = new StatsSubsystem(server -> Optional.empty());
        String warned = LoadBalancer.check(
                        Parts.standard().with(stats),
                        List.of(new Source(
                                "edge.cfg", "listen px\n  bind :80\n  mode http\n  stats auth admin:123456\n")),
                        Environment.of(Map.of()),
                        stats)
                .toString();
        assertThat(warned).contains("one that everybody knows").doesNotContain("123456");
    }
}
