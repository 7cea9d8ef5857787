package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods, bodies and answers that pass through: client, origin and log see the same with HAProxy and with hecd. */
class HttpTwinTest {
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
              timeout connect 2s
              timeout client 3s
              timeout server 3s
            frontend fe
              bind ${px}
              default_backend be
            backend be
              server s1 ${s1}
            """, "s1");

    private static final String LARGE = "0123456789abcdef".repeat(300 * 64);

    private static String ok(String... headers) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
        for (String header : headers) answer.append(header).append("\r\n");
        return answer.append("\r\nok").toString();
    }

    // ---- methods

    @Test
    void a_get(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", ok("X-A: b"))).get("/a").logs(1).same();
    }

    @Test
    void a_head(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\nETag: \"x\"\r\n\r\n"))
                .client(head("HEAD /a HTTP/1.1"))
                .logs(1)
                .same();
    }

    @Test
    void a_put(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 201 Created\r\nLocation: /a/1\r\nContent-Length: 0\r\n\r\n"))
                .client(head("PUT /a HTTP/1.1", "Content-Length: 5") + "hello")
                .logs(1)
                .same();
    }

    @Test
    void a_delete_with_a_body(Twin twin) {
        twin.client(head("DELETE /a HTTP/1.1", "Content-Length: 3") + "abc")
                .logs(1)
                .same();
    }

    @Test
    void a_patch(Twin twin) {
        twin.client(head("PATCH /a HTTP/1.1", "Content-Length: 3") + "abc")
                .logs(1)
                .same();
    }

    @Test
    void a_method_nobody_knows(Twin twin) {
        twin.client(head("BREW /pot HTTP/1.1")).logs(1).same();
    }

    @Test
    void options_of_the_whole_server(Twin twin) {
        twin.client(head("OPTIONS * HTTP/1.1")).logs(1).same();
    }

    @Test
    void a_connect(Twin twin) {
        twin.client("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n").logs(1).same();
    }

    @Test
    void a_trace(Twin twin) {
        twin.client(head("TRACE / HTTP/1.1")).logs(1).same();
    }

    // ---- targets and headers

    @Test
    void an_absolute_target(Twin twin) {
        twin.client("GET http://h/a?b=c HTTP/1.1\r\nHost: h\r\n\r\n").logs(1).same();
    }

    @Test
    void an_absolute_target_of_another_host(Twin twin) {
        twin.client("GET http://other/a HTTP/1.1\r\nHost: h\r\n\r\n").logs(1).same();
    }

    @Test
    void headers_for_one_hop(Twin twin) {
        twin.get(
                        "/a",
                        "Connection: keep-alive, X-Foo",
                        "X-Foo: 1",
                        "Keep-Alive: timeout=5",
                        "Proxy-Connection: keep-alive",
                        "TE: gzip")
                .logs(1)
                .same();
    }

    @Test
    void header_values_keep_their_form(Twin twin) {
        twin.get("/a", "X-Two:   spaced  out \t ", "X-Empty:", "x-lower: a", "X-Lower: b", "Cookie: a=b; c=d")
                .logs(1)
                .same();
    }

    @Test
    void answer_headers_keep_their_form(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", ok("Set-Cookie: a=b", "Set-Cookie: c=d", "X-Odd:  two  words ")))
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void a_request_without_host(Twin twin) {
        twin.client("GET /a HTTP/1.1\r\n\r\n").logs(1).same();
    }

    @Test
    void empty_lines_before_a_request(Twin twin) {
        twin.client("\r\n\r\n" + head("GET /a HTTP/1.1")).logs(1).same();
    }

    @Test
    void line_feeds_alone(Twin twin) {
        twin.client("GET /a HTTP/1.1\nHost: h\n\n").logs(1).same();
    }

    // ---- request bodies

    @Test
    void a_post(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Content-Length: 5") + "hello")
                .logs(1)
                .same();
    }

    @Test
    void a_post_of_nothing(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Content-Length: 0")).logs(1).same();
    }

    @Test
    void a_post_without_a_length(Twin twin) {
        twin.client(head("POST /a HTTP/1.1")).logs(1).same();
    }

    @Test
    void a_request_in_many_writes(Twin twin) {
        twin.client("POST /a HT", 0)
                .pause()
                .then("TP/1.1\r\nHost: h\r\nContent-Le", 0)
                .pause()
                .then("ngth: 5\r\n\r", 0)
                .pause()
                .then("\nhe", 0)
                .pause()
                .then("llo")
                .logs(1)
                .same();
    }

    @Test
    void a_large_post(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Content-Length: " + LARGE.length()) + LARGE)
                .logs(1)
                .same();
    }

    @Test
    void a_chunked_post(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void chunk_extensions_and_trailers_of_a_request(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Transfer-Encoding: chunked", "Trailer: X-T")
                        + "5;a=b\r\nhello\r\n1;c\r\n!\r\n0;d\r\nX-T: 1\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void a_chunked_post_of_nothing(Twin twin) {
        twin.client(head("POST /a HTTP/1.1", "Transfer-Encoding: chunked") + "0\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void a_large_chunked_post(Twin twin) {
        String chunk = "1000\r\n" + "0123456789abcdef".repeat(256) + "\r\n";
        twin.client(head("POST /a HTTP/1.1", "Transfer-Encoding: chunked") + chunk.repeat(75) + "0\r\n\r\n")
                .logs(1)
                .same();
    }

    // ---- bodies of answers

    @Test
    void a_large_answer(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.answers(
                                "*", "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE.length() + "\r\n\r\n" + LARGE))
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void an_empty_answer(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
                .get("/a")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void a_chunked_answer(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.answers(
                                "*", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
                .get("/a")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void chunk_extensions_and_trailers_of_an_answer(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.answers(
                                "*",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n5;x=\"y\"\r\nhello\r\n0\r\nX-T: 1\r\n\r\n"))
                .get("/a", "TE: trailers")
                .logs(1)
                .same();
    }

    @Test
    void a_chunked_answer_to_an_old_client(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.answers(
                                "*", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
                .client("GET /a HTTP/1.0\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void an_answer_that_comes_in_pieces(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say("HTTP/1.1 200 OK\r\nConte").pause().say("nt-Length: 6\r\n\r\n");
                            talk.pause().say("abc").pause().say("def");
                            return true;
                        }))
                .get("/a")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void an_answer_that_ends_with_the_connection(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say("HTTP/1.1 200 OK\r\nX-A: b\r\n\r\nsome ")
                                    .pause()
                                    .say("data");
                            return false;
                        }))
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void an_answer_without_content(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 204 No Content\r\n\r\n"))
                .get("/a")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void an_answer_that_is_not_modified(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"))
                .get("/a", "If-None-Match: \"x\"")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void more_than_the_length_says(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA"))
                .get("/a")
                .logs(1)
                .same();
    }

    // ---- several requests

    @Test
    void one_after_another(Twin twin) {
        twin.get("/1").thenGet("/2").thenGet("/3").logs(3).same();
    }

    @Test
    void a_pipeline_of_gets(Twin twin) {
        twin.client(head("GET /1 HTTP/1.1") + head("GET /2 HTTP/1.1") + head("GET /3 HTTP/1.1"), 3)
                .logs(3)
                .same();
    }

    @Test
    void a_pipeline_with_bodies(Twin twin) {
        twin.client(
                        head("POST /1 HTTP/1.1", "Content-Length: 3") + "abc"
                                + head("POST /2 HTTP/1.1", "Transfer-Encoding: chunked") + "2\r\nhi\r\n0\r\n\r\n"
                                + head("GET /3 HTTP/1.1"),
                        3)
                .logs(3)
                .same();
    }

    // ---- answers before the answer, and before the request

    @Test
    void go_on_says_the_server(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.playsEarly("/a", talk -> {
                            talk.say("HTTP/1.1 100 Continue\r\n\r\n").hear(2);
                            talk.say(ok());
                            return true;
                        }))
                .client(head("POST /a HTTP/1.1", "Expect: 100-continue", "Content-Length: 2"))
                .then("hi")
                .logs(1)
                .same();
    }

    @Test
    void the_server_does_not_want_what_was_announced(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.playsEarly("/a", talk -> {
                            talk.say(
                                    "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                            return false;
                        }))
                .client(head("POST /a HTTP/1.1", "Expect: 100-continue", "Content-Length: 2"))
                .logs(1)
                .same();
    }

    @Test
    void early_hints(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
                                    .pause()
                                    .say(ok());
                            return true;
                        }))
                .client(head("GET /a HTTP/1.1"), 2)
                .logs(1)
                .same();
    }

    @Test
    void an_early_answer_and_the_rest_of_the_body(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.playsEarly("/a", talk -> {
                            talk.say(ok()).hear(50);
                            return true;
                        }))
                .client(head("POST /a HTTP/1.1", "Content-Length: 50") + "hello")
                .then("x".repeat(45), 0)
                .logs(1)
                .same();
    }

    @Test
    void an_early_answer_that_closes(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.playsEarly("/a", talk -> {
                            talk.say("HTTP/1.1 413 Too big\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                            return false;
                        }))
                .client(head("POST /a HTTP/1.1", "Content-Length: 50") + "hello")
                .pause()
                .then("x".repeat(45), 0)
                .logs(1)
                .same();
    }

    // ---- upgrade

    @Test
    void an_upgrade(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say(
                                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\nhello");
                            talk.say("echo " + talk.hear(4));
                            return false;
                        }))
                .client(head("GET /a HTTP/1.1", "Connection: Upgrade", "Upgrade: foo"))
                .until("hello")
                .then("ping", 0)
                .untilClosed()
                .untilLogged(1)
                .logs(1)
                .same();
    }

    @Test
    void an_upgrade_that_the_server_half_closes(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say(
                                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\nhello");
                            talk.endOutput();
                            talk.hearAll();
                            return false;
                        }))
                .client(head("GET /a HTTP/1.1", "Connection: Upgrade", "Upgrade: foo"))
                .until("hello")
                .untilClosed()
                .untilLogged(1)
                .logs(1)
                .same();
    }

    @Test
    void an_upgrade_that_the_server_ignores(Twin twin) {
        twin.client(head("GET /a HTTP/1.1", "Connection: Upgrade", "Upgrade: foo"))
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void an_upgrade_that_the_client_ends(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.plays("/a", talk -> {
                            talk.say("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n");
                            talk.say("heard " + talk.hearAll());
                            return false;
                        }))
                .client(head("GET /a HTTP/1.1", "Connection: Upgrade", "Upgrade: foo"))
                .then("ping", 0)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    // ---- the ends of connections

    @Test
    void a_client_that_sends_no_more(Twin twin) {
        twin.client(head("GET /a HTTP/1.1"), 0).halfClose().then("").logs(1).same();
    }

    @Test
    void a_client_that_goes_on_after_the_last_answer(Twin twin) {
        twin.get("/a", "Connection: close")
                .pause()
                .then(head("GET /b HTTP/1.1"), 0)
                .pause()
                .then(head("GET /c HTTP/1.1"), 0)
                .logs(1)
                .same();
    }

    @Test
    void more_behind_the_last_request(Twin twin) {
        twin.client(head("GET /a HTTP/1.1", "Connection: close") + head("GET /b HTTP/1.1"))
                .pause()
                .logs(1)
                .same();
    }

    @Test
    void more_behind_the_last_request_and_later(Twin twin) {
        twin.client(head("GET /a HTTP/1.1", "Connection: close") + head("GET /b HTTP/1.1"))
                .pause()
                .then(head("GET /c HTTP/1.1"), 0)
                .pause()
                .then(head("GET /d HTTP/1.1"), 0)
                .pause()
                .logs(1)
                .same();
    }

    @Test
    void an_old_client_that_goes_on_after_its_answer(Twin twin) {
        twin.client("GET /a HTTP/1.0\r\n\r\n")
                .pause()
                .then("GET /b HTTP/1.0\r\n\r\n", 0)
                .pause()
                .logs(1)
                .same();
    }

    @Test
    void a_client_that_leaves_between_requests(Twin twin) {
        twin.get("/a").halfClose().untilClosed().logs(1).same();
    }
}
