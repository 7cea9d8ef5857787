package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way in which an exchange can end badly: status, termination flags (manual 8.5), and what becomes of connections. */
class ErrorTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              retries 1
              timeout connect 400
              timeout client 700
              timeout server 900
              timeout http-request 500
              timeout http-keep-alive 600
            frontend fe
              bind ${px}
              use_backend dead if { path /dead }
              use_backend none if { path /none }
              use_backend off if { path /off }
              use_backend two if { path /two }
              default_backend be
            backend be
              server s1 ${s1}
            backend dead
              server d1 ${d1}
            backend none
            backend off
              server s1 ${s1} disabled
            backend two
              balance first
              server s1 ${s1}
              server s2 ${s2}
            frontend lone
              bind ${lone}
            """, "s1", "d1", "s2");

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static void ends(Twin twin, OriginSide.Script server) {
        twin.origin("s1", s1 -> s1.plays("/a", server)).get("/a").logs(1).same();
    }

    // ---- the request

    @Test
    void a_request_line_of_one_word(Twin twin) {
        twin.client("GET\r\n\r\n").logs(1).same();
    }

    @Test
    void a_space_in_a_header_name(Twin twin) {
        twin.client("GET / HTTP/1.1\r\nHo st: a\r\n\r\n").logs(1).same();
    }

    @Test
    void an_unknown_version(Twin twin) {
        twin.client("GET / HTTP/3.7\r\nHost: h\r\n\r\n").logs(1).same();
    }

    @Test
    void two_hosts(Twin twin) {
        twin.client("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").logs(1).same();
    }

    @Test
    void two_lengths(Twin twin) {
        twin.client(head("POST / HTTP/1.1", "Content-Length: 3", "Content-Length: 4") + "abc")
                .logs(1)
                .same();
    }

    @Test
    void a_length_that_is_no_number(Twin twin) {
        twin.client(head("POST / HTTP/1.1", "Content-Length: +3") + "abc")
                .logs(1)
                .same();
    }

    @Test
    void a_length_and_chunks(Twin twin) {
        twin.client(head("POST / HTTP/1.1", "Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void chunks_from_an_old_client(Twin twin) {
        twin.client("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void an_unknown_transfer_encoding(Twin twin) {
        twin.client(head("POST / HTTP/1.1", "Transfer-Encoding: gzip") + "abc")
                .logs(1)
                .same();
    }

    @Test
    void a_chunk_size_that_is_no_number(Twin twin) {
        twin.client(head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "zz\r\n")
                .logs(1)
                .same();
    }

    @Test
    void a_head_that_is_too_large(Twin twin) {
        twin.get("/", "X-Large: " + "x".repeat(20_000)).logs(1).same();
    }

    @Test
    void a_target_that_is_too_long(Twin twin) {
        twin.get("/" + "x".repeat(20_000)).logs(1).same();
    }

    @Test
    void a_client_that_comes_and_goes(Twin twin) {
        twin.client("", 0).halfClose().untilClosed().logs(1).same();
    }

    @Test
    void a_client_that_leaves_within_the_head(Twin twin) {
        twin.client("GET / HT", 0).halfClose().untilClosed().logs(1).same();
    }

    @Test
    void a_client_that_says_nothing(Twin twin) {
        twin.client("", 0).untilClosed().logs(1).same();
    }

    @Test
    void a_client_that_stops_within_the_head(Twin twin) {
        twin.client("GET / HTTP/1.1\r\n", 0).untilClosed().logs(1).same();
    }

    @Test
    void a_client_that_says_nothing_more(Twin twin) {
        twin.get("/").untilClosed().logs(1).same();
    }

    @Test
    void a_client_that_stops_within_the_next_head(Twin twin) {
        twin.get("/").then("GET / HTTP/1.1\r\n", 0).untilClosed().logs(2).same();
    }

    @Test
    void a_client_that_stops_within_the_body(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Content-Length: 50") + "hello", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_client_that_leaves_within_the_body(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Content-Length: 50") + "hello", 0)
                .untilHeard("s1", "hello")
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_client_that_resets_while_it_waits(Twin twin) {
        twin.origin("s1", s1 -> s1.stall())
                .client(head("GET /a HTTP/1.1"), 0)
                .untilHeard("s1", "GET /a")
                .reset()
                .logs(1)
                .same();
    }

    @Test
    void a_client_that_leaves_within_the_answer(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf");
                            talk.hearAll();
                            return false;
                        }))
                .client(head("GET /a HTTP/1.1"), 0)
                .until("half")
                .reset()
                .logs(1)
                .same();
    }

    // ---- no server

    @Test
    void a_server_that_refuses(Twin twin) {
        twin.origin("d1", d1 -> d1.refuse()).get("/dead").thenGet("/b").logs(2).same();
    }

    @Test
    void a_backend_without_servers(Twin twin) {
        twin.get("/none").thenGet("/b").logs(2).same();
    }

    @Test
    void a_backend_whose_servers_are_off(Twin twin) {
        twin.get("/off").logs(1).same();
    }

    @Test
    void a_frontend_without_a_backend(Twin twin) {
        twin.at("lone").get("/").logs(1).same();
    }

    @Test
    void a_post_without_a_server(Twin twin) {
        twin.client(head("POST /none HTTP/1.1", "Content-Length: 5") + "hello")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    // ---- the answer

    @Test
    void a_server_that_closes_at_once(Twin twin) {
        ends(twin, talk -> false);
    }

    @Test
    void one_of_two_servers_that_closes_at_once(Twin twin) {
        twin.origin("s1", s1 -> s1.plays("/two", talk -> false))
                .origin("s2")
                .get("/two")
                .logs(1)
                .same();
    }

    @Test
    void a_server_that_resets(Twin twin) {
        ends(twin, talk -> talk.reset());
    }

    @Test
    void a_server_that_says_nothing(Twin twin) {
        ends(twin, talk -> {
            talk.hearAll();
            return false;
        });
    }

    @Test
    void a_server_that_says_nonsense(Twin twin) {
        ends(twin, talk -> {
            talk.say("garbage\r\n\r\n");
            return false;
        });
    }

    @Test
    void a_server_that_closes_within_the_head(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Le");
            return false;
        });
    }

    @Test
    void a_server_that_stops_within_the_head(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Le").hearAll();
            return false;
        });
    }

    @Test
    void a_server_that_closes_within_the_body(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf").pause();
            return false;
        });
    }

    @Test
    void a_server_that_resets_within_the_body(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf").pause();
            return talk.reset();
        });
    }

    @Test
    void a_server_that_stops_within_the_body(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf").hearAll();
            return false;
        });
    }

    @Test
    void a_server_that_closes_within_a_chunk(Twin twin) {
        ends(twin, talk -> {
            talk.say(CHUNKED + "8\r\nhalf").pause();
            return false;
        });
    }

    @Test
    void a_server_that_sends_a_broken_chunk(Twin twin) {
        ends(twin, talk -> {
            talk.say(CHUNKED + "4\r\nhalf\r\n").pause().say("nonsense\r\n").hearAll();
            return false;
        });
    }

    @Test
    void an_answer_with_two_lengths(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok")
                    .hearAll();
            return false;
        });
    }

    @Test
    void an_answer_with_a_length_and_chunks(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
            return true;
        });
    }

    @Test
    void an_answer_with_a_head_that_is_too_large(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n")
                    .hearAll();
            return false;
        });
    }

    @Test
    void an_upgrade_that_nobody_asked_for(Twin twin) {
        ends(twin, talk -> {
            talk.say("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n")
                    .hearAll();
            return false;
        });
    }

    @Test
    void a_head_request_that_no_server_takes(Twin twin) {
        twin.client(head("HEAD /none HTTP/1.1")).logs(1).same();
    }
}
