package io.hecd.scenario;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** `tcp-request` and `tcp-response` rules, in both modes (manual 4.2). */
class TcpRulesTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              log global
              retries 1
              timeout connect 2s
              timeout client 3s
              timeout server 3s
            defaults http from top
              mode http
              option httplog
            frontend h_connection
              bind ${h_connection}
              tcp-request connection reject if { src 127.0.0.1 }
              default_backend h
            frontend h_accepted
              bind ${h_accepted}
              tcp-request connection accept if { src 127.0.0.1 }
              tcp-request connection reject
              tcp-request session accept if { src 127.0.0.1 }
              tcp-request session reject
              default_backend h
            frontend h_session
              bind ${h_session}
              tcp-request session reject if { src 127.0.0.1 }
              default_backend h
            frontend h_content
              bind ${h_content}
              tcp-request content reject if { path /no }
              http-request set-header X-Rules 1
              default_backend h
            frontend h_wait
              bind ${h_wait}
              tcp-request inspect-delay 100
              tcp-request content accept if WAIT_END
              tcp-request content reject
              default_backend h
            frontend h_backend
              bind ${h_backend}
              use_backend h_refusing if { path_beg /r }
              use_backend h_answers if { path_beg /a }
              default_backend h
            backend h_refusing
              tcp-request content reject if { path_end no }
              http-request set-header X-Rules 1
              server s1 ${s1}
            backend h_answers
              tcp-response inspect-delay 1s
              tcp-response content accept if { status 200 }
              tcp-response content reject
              server s1 ${s1}
            listen h_listen
              bind ${h_listen}
              tcp-request content reject if { path /no }
              tcp-response inspect-delay 1s
              tcp-response content reject if { status 404 }
              server s1 ${s1}
            backend h
              server s1 ${s1}
            defaults tcp from top
              mode tcp
              option tcplog
            frontend t_connection
              bind ${t_connection}
              tcp-request connection reject
              default_backend t
            frontend t_session
              bind ${t_session}
              tcp-request session reject
              default_backend t
            frontend t_content
              bind ${t_content}
              tcp-request content reject
              default_backend t
            frontend t_wait
              bind ${t_wait}
              tcp-request inspect-delay 100
              tcp-request content accept if WAIT_END
              tcp-request content reject
              default_backend t
            frontend t_http
              bind ${t_http}
              tcp-request inspect-delay 1s
              tcp-request content accept if { req.proto_http } { path /yes }
              tcp-request content reject
              default_backend t
            frontend t_route
              bind ${t_route}
              tcp-request inspect-delay 1s
              tcp-request content accept if HTTP
              use_backend t_refusing if { hdr(host) no }
              default_backend t
            frontend t_backend
              bind ${t_backend}
              default_backend t_refusing
            backend t_refusing
              tcp-request content reject
              server s1 ${s1}
            backend t
              server s1 ${s1}
            """.replace("defaults\n", "defaults top\n"), "s1");

    private static final OriginSide.Script ECHO = talk -> {
        for (String heard = talk.hear(1); !heard.isEmpty(); heard = talk.hear(1)) talk.say(heard);
        return false;
    };

    private static Twin echo(Twin twin) {
        return twin.origin("s1", s1 -> s1.greets(ECHO));
    }

    // ---- mode http

    @Test
    void a_connection_that_is_rejected(Twin twin) {
        twin.at("h_connection").client("", 0).untilClosed().logs(0).same();
    }

    @Test
    void a_connection_and_a_session_that_are_accepted(Twin twin) {
        twin.at("h_accepted").get("/a").thenGet("/b").logs(2).same();
    }

    @Test
    void a_session_that_is_rejected(Twin twin) {
        twin.at("h_session").client("", 0).untilClosed().logs(0).same();
    }

    @Test
    void a_request_that_is_rejected_by_its_content(Twin twin) {
        twin.at("h_content").get("/yes").thenGet("/no").untilClosed().logs(2).same();
    }

    @Test
    void a_request_that_waits_for_the_end_of_the_inspection(Twin twin) {
        twin.at("h_wait").get("/a").logs(1).same();
    }

    @Test
    void a_request_that_a_backend_rejects(Twin twin) {
        twin.at("h_backend").get("/r/no").untilClosed().logs(1).same();
    }

    @Test
    void a_request_that_a_backend_accepts(Twin twin) {
        twin.at("h_backend").get("/r/yes").logs(1).same();
    }

    @Test
    void an_answer_that_is_rejected(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))
                .at("h_backend")
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void an_answer_that_is_accepted(Twin twin) {
        twin.at("h_backend").get("/a").logs(1).same();
    }

    @Test
    void the_content_rules_of_a_listen_section(Twin twin) {
        twin.at("h_listen").get("/yes").thenGet("/no").untilClosed().logs(2).same();
    }

    @Test
    void the_response_rules_of_a_listen_section(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))
                .at("h_listen")
                .get("/a")
                .logs(1)
                .same();
    }

    // ---- mode tcp

    @Test
    void a_tcp_connection_that_is_rejected(Twin twin) {
        echo(twin).at("t_connection").client("", 0).untilClosed().logs(0).same();
    }

    @Test
    void a_tcp_session_that_is_rejected(Twin twin) {
        echo(twin).at("t_session").client("", 0).untilClosed().logs(0).same();
    }

    @Test
    void a_tcp_content_that_is_rejected(Twin twin) {
        echo(twin).at("t_content").client("", 0).untilClosed().logs(1).same();
    }

    @Test
    void a_tcp_connection_that_waits_for_the_end_of_the_inspection(Twin twin) {
        echo(twin)
                .at("t_wait")
                .client("abc", 0)
                .until("abc")
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_request_in_mode_tcp_that_comes_in_two_pieces(Twin twin) {
        echo(twin)
                .at("t_http")
                .client("GET /yes HT", 0)
                .pause()
                .then("TP/1.1\r\nHost: a\r\n\r\n", 0)
                .until("Host: a\r\n\r\n")
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void another_request_in_mode_tcp(Twin twin) {
        echo(twin)
                .at("t_http")
                .client("GET /no HTTP/1.1\r\n\r\n", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void what_is_no_request_in_mode_tcp(Twin twin) {
        echo(twin)
                .at("t_http")
                .client("\1\2\3\4hello\n", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_route_by_a_header_in_mode_tcp(Twin twin) {
        echo(twin)
                .at("t_route")
                .client("GET / HTTP/1.1\r\nHost: no\r\n\r\n", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void another_route_by_a_header_in_mode_tcp(Twin twin) {
        echo(twin)
                .at("t_route")
                .client("GET / HTTP/1.1\r\nHost: yes\r\n\r\n", 0)
                .until("yes")
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_tcp_connection_that_a_backend_rejects(Twin twin) {
        echo(twin).at("t_backend").client("", 0).untilClosed().logs(1).same();
    }
}
