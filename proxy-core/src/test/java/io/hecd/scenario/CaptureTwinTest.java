package io.hecd.scenario;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rules put into the log line: `capture`, `declare capture`, `set-log-level` (manual 4.2). */
class CaptureTwinTest {
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
            frontend rules
              bind ${rules}
              tcp-request inspect-delay 1s
              declare capture request len 4
              declare capture response len 6
              tcp-request content capture req.hdr(x-first) len 3
              http-request capture path,upper len 5
              capture request header X-Named len 8
              http-request capture req.hdr(x-zero) id 0
              http-request capture str(again) id 3 if { path /again }
              http-request set-header X-Seen %[capture.req.hdr(0)]/%[capture.req.hdr(1)]/%[capture.req.hdr(2)]
              http-request deny if { path /denied }
              http-response capture res.hdr(x-answer) id 0
              default_backend rules
            backend rules
              http-request capture req.hdr(x-backend) id 3 if { path /backend }
              http-request capture str(nowhere) id 9
              http-response capture str(backend) id 0 if { status 201 }
              http-after-response capture str(after) id 0 if { status 202 }
              server s1 ${s1}
            frontend loud
              bind ${loud}
              tcp-request content set-log-level debug if { path_beg /debug }
              http-request set-log-level silent if { path /silent }
              http-request set-log-level emerg if { path /emerg }
              http-request set-log-level err if { path /both }
              http-request deny if { path /denied }
              http-request set-log-level alert
              http-response set-log-level warning if { status 201 }
              http-response set-log-level silent if { status 202 }
              default_backend loud
            backend loud
              http-request set-log-level crit if { path /both }
              tcp-response inspect-delay 1s
              tcp-response content set-log-level info if { res.hdr(x-tcp) 1 }
              server s1 ${s1}
            frontend tcp
              bind ${tcp}
              mode tcp
              option tcplog
              log-format "%ci %hr %b %s %ts"
              tcp-request inspect-delay 1s
              tcp-request content capture src len 3
              tcp-request content set-log-level notice
              default_backend tcp
            frontend quiet
              bind ${quiet}
              mode tcp
              option tcplog
              default_backend quiet
            backend tcp
              mode tcp
              server s1 ${s1}
            backend quiet
              mode tcp
              tcp-request content set-log-level silent
              server s1 ${s1}
            """, "s1");

    private static final String OK = "HTTP/1.1 200 OK\r\nX-Answer: answered\r\nContent-Length: 0\r\n\r\n";

    private static Twin answering(Twin twin, String answer) {
        return twin.origin("s1", s1 -> s1.answers("*", answer));
    }

    @Test
    void slots_are_numbered_by_their_lines(Twin twin) {
        answering(twin, OK)
                .at("rules")
                .get("/some", "X-First: first", "X-Zero: zero-zero", "X-Named: named-named")
                .logs(1)
                .same();
    }

    @Test
    void a_slot_that_nothing_fills_is_empty(Twin twin) {
        answering(twin, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                .at("rules")
                .get("/")
                .logs(1)
                .same();
    }

    @Test
    void the_next_request_starts_with_empty_slots(Twin twin) {
        answering(twin, OK)
                .at("rules")
                .get("/some", "X-First: first", "X-Zero: zero")
                .thenGet("/x")
                .logs(2)
                .same();
    }

    @Test
    void a_rule_may_fill_the_slot_of_a_header(Twin twin) {
        answering(twin, OK).at("rules").get("/again", "X-Named: named").logs(1).same();
    }

    @Test
    void a_backend_fills_the_slots_of_the_frontend(Twin twin) {
        answering(twin, "HTTP/1.1 201 Made\r\nX-Answer: answered\r\nContent-Length: 0\r\n\r\n")
                .at("rules")
                .get("/backend", "X-Backend: behind")
                .logs(1)
                .same();
    }

    @Test
    void after_the_response_a_slot_may_still_be_filled(Twin twin) {
        answering(twin, "HTTP/1.1 202 Later\r\nContent-Length: 0\r\n\r\n")
                .at("rules")
                .get("/")
                .logs(1)
                .same();
    }

    @Test
    void a_denied_request_was_captured(Twin twin) {
        twin.at("rules").get("/denied", "X-Zero: z").pagesAside().logs(1).same();
    }

    @Test
    void the_last_rule_says_how_loud(Twin twin) {
        answering(twin, OK)
                .at("loud")
                .get("/emerg")
                .thenGet("/both")
                .thenGet("/else")
                .logs(3)
                .same();
    }

    @Test
    void a_rule_on_content_says_how_loud(Twin twin) {
        twin.at("loud").get("/denied").get("/debug").pagesAside().logs(2).same();
    }

    @Test
    void silent_until_a_later_rule_speaks(Twin twin) {
        answering(twin, OK).at("loud").get("/silent").logs(1).same();
    }

    @Test
    void a_response_says_how_loud(Twin twin) {
        answering(twin, "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n")
                .at("loud")
                .get("/")
                .logs(1)
                .same();
    }

    @Test
    void a_response_is_silent(Twin twin) {
        answering(twin, "HTTP/1.1 202 Later\r\nContent-Length: 0\r\n\r\n")
                .at("loud")
                .get("/")
                .logs(0)
                .same();
    }

    @Test
    void tcp_response_content_says_how_loud(Twin twin) {
        answering(twin, "HTTP/1.1 200 OK\r\nX-Tcp: 1\r\nContent-Length: 0\r\n\r\n")
                .at("loud")
                .get("/")
                .logs(1)
                .same();
    }

    @Test
    void captured_bytes_of_a_tcp_connection(Twin twin) {
        answering(twin, OK).at("tcp").get("/").close().logs(1).same();
    }

    @Test
    void a_silent_tcp_connection(Twin twin) {
        answering(twin, OK).at("quiet").get("/").close().logs(0).same();
    }
}
