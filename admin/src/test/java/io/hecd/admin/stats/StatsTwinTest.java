package io.hecd.admin.stats;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Haproxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same traffic through HAProxy and hecd: every cell of `show stat` that is not time or memory is the same. */
final class StatsTwinTest {
    private static final String CONFIGURATION = """
            frontend web
              mode http
              id 21
              bind ${web} name one
              bind ${other}
              option socket-stats
              timeout client 30s
              monitor-uri /alive
              tcp-request connection reject if { src 127.0.0.9 }
              http-request deny if { path /denied }
              http-request redirect location /elsewhere if { path /old }
              use_backend down if { path_beg /down }
              use_backend none if { path_beg /none }
              use_backend rules if { path_beg /rules }
              default_backend app

            backend app
              mode http
              id 22
              balance roundrobin
              option abortonclose
              timeout connect 2s
              timeout server 30s
              server s1 ${s1} weight 3 maxconn 20 maxqueue 5
              server s2 ${s2} weight 3
              server spare ${s1} backup
              server off ${s2} disabled

            backend down
              mode http
              id 23
              retries 1
              timeout connect 1s
              timeout server 30s
              server gone 127.0.0.1:1

            backend none
              mode http
              id 24
              timeout connect 1s
              timeout server 30s
              server off ${s1} disabled

            backend rules
              mode http
              id 25
              timeout connect 1s
              timeout server 30s
              http-request deny if { path /rules/denied }
              http-request redirect location /elsewhere if { path /rules/old }
              http-response deny if { res.hdr(x-secret) -m found }
              server s1 ${s1}

            frontend slow
              mode http
              id 27
              bind ${slow}
              timeout client 300ms
              timeout http-request 300ms
              default_backend impatient

            backend impatient
              mode http
              id 28
              option abortonclose
              retries 0
              timeout connect 1s
              timeout queue 5s
              timeout server 400ms
              server s1 ${s1} maxconn 1

            frontend closed
              mode http
              id 29
              bind ${closed}
              timeout client 30s
              option socket-stats
              tcp-request connection reject

            frontend refused
              mode http
              id 30
              bind ${refused}
              timeout client 30s
              option socket-stats
              tcp-request session reject

            listen tcp
              mode tcp
              id 26
              bind ${tcp}
              timeout client 30s
              timeout connect 1s
              timeout server 30s
              server t1 ${s1}
            """;

    @BeforeAll
    static void with_a_twin() {
        Haproxy.require();
    }

    @Test
    void the_first_line_is_the_twins() {
        compare("nothing", side -> {}, true);
    }

    @Test
    void plain_requests() {
        compare("plain", side -> {
            for (int i = 0; i < 4; i++) side.get("web", "/");
            side.get("other", "/x");
            try (Conversation kept = side.client("web").open()) {
                for (int i = 0; i < 3; i++) {
                    kept.send("GET /" + i + " HTTP/1.1\r\nHost: h\r\n\r\n");
                    kept.answer();
                }
            }
        });
    }

    @Test
    void answers_of_all_classes() {
        compare("classes", side -> {
            for (int status : new int[] {204, 304, 404, 500, 503}) {
                side.answersAll(
                        "/" + status,
                        "HTTP/1.1 " + status + " X\r\n"
                                + (status == 204 || status == 304 ? "" : "Content-Length: 0\r\n") + "\r\n");
                side.get("web", "/" + status);
            }
        });
    }

    @Test
    void what_rules_answer_or_refuse() {
        compare("rules", side -> {
            side.get("web", "/denied");
            side.get("web", "/old");
            side.get("web", "/alive");
            side.get("web", "/rules/denied");
            side.get("web", "/rules/old");
            side.answersAll("/rules/secret", "HTTP/1.1 200 OK\r\nX-Secret: 1\r\nContent-Length: 0\r\n\r\n");
            side.get("web", "/rules/secret");
        });
    }

    @Test
    void servers_that_cannot_be_had() {
        compare("connect", side -> {
            side.get("web", "/down");
            side.get("web", "/none");
        });
    }

    @Test
    void answers_that_are_none() {
        compare("broken", side -> {
            side.answersAll("/rules/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            side.answersAll("/rules/bad", "nonsense\r\n\r\n");
            side.client("web").raw("GET /rules/bad HTTP/1.1\r\nHost: h\r\n\r\n");
        });
    }

    @Test
    void requests_that_are_none() {
        compare("requests", side -> {
            side.client("web").raw("nonsense\r\n\r\n");
            side.settle();
            try (Conversation open = side.client("web").open()) {
                open.send("GET / HT");
                open.halfClose();
                open.untilClosed();
            }
        });
    }

    @Test
    void clients_that_say_too_little() {
        compare("timeouts", side -> {
            try (Conversation open = side.client("slow").open()) {
                open.send("GET / HT");
                open.untilClosed();
            }
            side.settle();
            try (Conversation open = side.client("slow").open()) {
                open.untilClosed();
            }
        });
    }

    @Test
    void clients_that_come_and_go() {
        compare("gone", side -> {
            side.client("web").open().close();
            side.settle();
            try (Conversation open = side.client("web").open()) {
                open.halfClose();
                open.untilClosed();
            }
        });
    }

    @Test
    void interim_answers() {
        compare("interim", side -> {
            side.answersAll(
                    "/early",
                    "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            try (Conversation open = side.client("web").open()) {
                open.send("GET /early HTTP/1.1\r\nHost: h\r\n\r\n");
                open.answer();
                open.answer();
            }
        });
    }

    @Test
    void a_server_that_closes_within_its_answer() {
        compare("cut", side -> {
            side.cutAll(60);
            side.client("web").raw("GET /rules/cut HTTP/1.1\r\nHost: h\r\n\r\n");
        });
    }

    @Test
    void a_server_that_says_nothing() {
        compare("silent", side -> {
            side.stallAll();
            side.client("slow").get("/impatient");
        });
    }

    @Test
    void a_queue() {
        compare("queue", side -> {
            side.stallAll();
            try (Conversation first = side.client("slow").open();
                    Conversation second = side.client("slow").open()) {
                first.send("GET /impatient HTTP/1.1\r\nHost: h\r\n\r\n");
                side.awaitRequest();
                second.send("GET /impatient HTTP/1.1\r\nHost: h\r\n\r\n");
                side.awaitQueue();
                first.answer();
                second.answer();
            }
        });
    }

    @Test
    void a_connection_that_is_not_let_in() {
        compare("rejected", side -> side.client("closed").open().untilClosed());
    }

    @Test
    void a_session_that_is_not_let_in() {
        compare("refused", side -> side.client("refused").open().untilClosed());
    }

    @Test
    void a_tcp_session() {
        compare("tcp", side -> side.get("tcp", "/"));
    }

    private static void compare(String name, Consumer<TwinSide> traffic) {
        compare(name, traffic, false);
    }

    private static void compare(String name, Consumer<TwinSide> traffic, boolean headerToo) {
        try (TwinSide theirs = TwinSide.haproxy(CONFIGURATION);
                TwinSide ours = TwinSide.hecd(CONFIGURATION)) {
            traffic.accept(theirs);
            traffic.accept(ours);
            eventually(() -> assertThat(theirs.isQuiet()).isTrue());
            eventually(() -> assertThat(ours.isQuiet()).isTrue());
            if (headerToo) assertThat(ours.header()).isEqualTo(theirs.header());
            List<String> mismatches = new ArrayList<>();
            Map<String, Map<String, String>> expected = theirs.rows();
            Map<String, Map<String, String>> actual = ours.rows();
            assertThat(List.copyOf(actual.keySet())).isEqualTo(List.copyOf(expected.keySet()));
            expected.forEach((row, cells) -> cells.forEach((column, value) -> {
                String mine = actual.getOrDefault(row, Map.of()).getOrDefault(column, "");
                if (!mine.equals(value) && !StatsDifferences.allow(name, row, column, value, mine))
                    mismatches.add(row + " " + column + ": haproxy '" + value + "', hecd '" + mine + "'");
            }));
            assertThat(mismatches).as(name).isEmpty();
        }
    }
}
