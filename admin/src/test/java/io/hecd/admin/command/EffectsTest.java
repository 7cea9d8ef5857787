package io.hecd.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Site;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands do to traffic. */
class EffectsTest {
    private static final String CONFIGURATION = """
            global
              stats socket @DIR@/hecd.sock level admin
            defaults
              mode http
              timeout client 30s
              timeout server 30s
              timeout connect 5s
              timeout queue 30s
            frontend fe
              bind ${fe}
              acl closed path_beg -f @DIR@/closed.lst
              http-request deny if closed
              default_backend app
            backend app
              server s1 ${s1} maxconn 1
              server s2 ${s2} disabled
            """;

    private final Site site = new Site();

    @BeforeEach
    void start() {
        site.file("closed.lst", "/closed\n");
        site.origin("s1");
        site.origin("s2");
        site.run(CONFIGURATION);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Client client() {
        return new Client(site.address("fe"));
    }

    @Test
    void an_acl_file_changes_while_hecd_runs() {
        String file = site.path("closed.lst").toString();
        assertThat(client().get("/closed").status()).isEqualTo(403);
        assertThat(client().get("/open").status()).isEqualTo(200);
        assertThat(site.ask("del acl " + file + " /closed;add acl " + file + " /open"))
                .isEqualTo("\n\n");
        assertThat(client().get("/closed").status()).isEqualTo(200);
        assertThat(client().get("/open").status()).isEqualTo(403);
    }

    @Test
    void show_stats_is_show_stat() {
        assertThat(site.ask("show stats typed")).startsWith("F.").contains(":str:fe\n");
        assertThat(site.ask("show stats")).startsWith("# pxname,svname,");
        assertThat(site.ask("help show")).contains("\n  show stat [").doesNotContain("show stats");
    }

    @Test
    void a_prepared_version_is_seen_when_it_is_committed() {
        String file = site.path("closed.lst").toString();
        site.ask("prepare acl " + file + ";add acl @1 " + file + " /new");
        assertThat(client().get("/new").status()).isEqualTo(200);
        assertThat(client().get("/closed").status()).isEqualTo(403);
        site.ask("commit acl @1 " + file);
        assertThat(client().get("/new").status()).isEqualTo(403);
        assertThat(client().get("/closed").status()).isEqualTo(200);
    }

    @Test
    void what_was_added_is_gone_after_a_reload_as_with_haproxy() {
        String file = site.path("closed.lst").toString();
        site.ask("add acl " + file + " /open");
        assertThat(client().get("/open").status()).isEqualTo(403);
        site.balancer().reload(site.fill(CONFIGURATION));
        assertThat(client().get("/open").status()).isEqualTo(200);
    }

    @Test
    void a_session_is_shown_and_shut_down_by_its_id() {
        site.origin("s1").stall();
        try (Conversation waiting = client().open()) {
            waiting.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).contains("fe=fe be=app srv=s1"));
            String id = site.ask("show sess").split(":", 2)[0];
            assertThat(site.ask("show sess " + id)).startsWith(id + ": proto=tcpv4 src=127.0.0.1:");
            assertThat(site.ask("shutdown session " + id)).isEqualTo("\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).isEqualTo("\n"));
        }
    }

    @Test
    void all_sessions_of_a_server_are_shut_down_and_those_that_wait_go_on() {
        site.origin("s1").stall();
        try (Conversation first = client().open();
                Conversation second = client().open()) {
            first.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).contains("srv=s1"));
            second.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).contains("queued"));
            site.ask("set server app/s2 state ready");
            assertThat(second.answer().status()).isEqualTo(200);
            site.ask("shutdown sessions server app/s1");
            assertThat(first.answer().status()).isEqualTo(503);
        }
    }

    @Test
    void more_slots_let_those_in_who_wait() {
        site.origin("s1").stall();
        try (Conversation first = client().open();
                Conversation second = client().open()) {
            first.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).contains("srv=s1"));
            second.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).contains("queued"));
            site.ask("set maxconn server app/s1 2");
            Eventually.eventually(() -> assertThat(site.ask("show sess")).doesNotContain("queued"));
        }
    }

    @Test
    void a_server_that_was_added_takes_requests_when_it_is_enabled_and_survives_a_reload() {
        site.ask("disable server app/s1");
        assertThat(client().get("/").status()).isEqualTo(503);
        String address = "127.0.0.1:" + site.origin("s2").port();
        assertThat(site.ask("add server app/new " + address + " weight 7")).isEqualTo("New server registered.\n\n");
        assertThat(client().get("/").status()).isEqualTo(503);
        site.ask("enable server app/new");
        assertThat(client().get("/").body()).isEqualTo("s2");
        site.balancer().reload(site.fill(CONFIGURATION));
        assertThat(site.ask("get weight app/new")).isEqualTo("7 (initial 7)\n\n");
        site.ask("disable server app/new");
        assertThat(site.ask("del server app/new")).isEqualTo("Server deleted.\n\n");
        assertThat(site.ask("get weight app/new")).isEqualTo("No such server.\n\n");
    }

    @Test
    void a_server_moves_with_the_next_request() {
        assertThat(client().get("/").body()).isEqualTo("s1");
        site.ask("set server app/s1 addr 127.0.0.1 port " + site.origin("s2").port());
        assertThat(client().get("/").body()).isEqualTo("s2");
    }

    @Test
    void a_drained_server_takes_nothing_new_and_comes_back() {
        site.ask("set server app/s1 state drain");
        assertThat(client().get("/").status()).isEqualTo(503);
        site.ask("set server app/s1 state ready");
        assertThat(client().get("/").status()).isEqualTo(200);
    }

    @Test
    void counters_begin_anew_and_what_is_there_now_stays() {
        assertThat(client().get("/").status()).isEqualTo(200);
        var counters = site.balancer().frontend("fe").orElseThrow().counters();
        assertThat(counters.sum(io.hecd.proxy.FrontendCounter.SESSIONS)).isEqualTo(1);
        site.ask("clear counters");
        assertThat(counters.sum(io.hecd.proxy.FrontendCounter.SESSIONS)).isEqualTo(1);
        assertThat(counters.highest(io.hecd.proxy.FrontendCounter.CURRENT_MAX)).isZero();
        site.ask("clear counters all");
        assertThat(counters.sum(io.hecd.proxy.FrontendCounter.SESSIONS)).isZero();
    }
}
