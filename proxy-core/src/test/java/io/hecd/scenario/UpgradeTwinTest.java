package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections of mode tcp that go on as HTTP (manual 4, and 4.2, tcp-request content switch-mode). */
class UpgradeTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option tcplog
              retries 1
              timeout connect 2s
              timeout client 1s
              timeout server 2s
              timeout http-request 1s
            frontend routed
              bind ${routed}
              mode tcp
              default_backend web
            frontend looked
              bind ${looked}
              mode tcp
              tcp-request inspect-delay 1s
              tcp-request content reject if { path /rejected }
              use_backend web if HTTP
              default_backend raw
            frontend switched
              bind ${switched}
              mode tcp
              tcp-request inspect-delay 1s
              tcp-request content switch-mode http if HTTP
              tcp-request content reject if { path /rejected }
              http-request return status 200 content-type text/plain string here if { path /here }
              http-request set-header X-Front 1
              use_backend web if { path_beg / }
              default_backend raw
            backend web
              http-request deny if { path /denied }
              http-request add-header X-Back 1
              http-response set-header X-Answer 1
              server s1 ${s1}
            backend raw
              mode tcp
              server s1 ${s1}
            frontend addresses
              bind ${addresses}
              log-format "%fi %si %bi %ts %[capture.req.method]"
              use_backend refused if { path /refused }
              default_backend web
            backend refused
              server s1 127.0.0.1:1
            """, "s1");

    @Test
    void a_request_that_an_http_backend_takes(Twin twin) {
        twin.at("routed").get("/a").logs(1).same();
    }

    @Test
    void the_connection_goes_on_as_http(Twin twin) {
        twin.at("routed")
                .get("/a")
                .thenGet("/denied")
                .thenGet("/b")
                .pagesAside()
                .logs(3)
                .same();
    }

    @Test
    void pipelined_requests(Twin twin) {
        twin.at("routed")
                .client(head("GET /a HTTP/1.1") + head("GET /b HTTP/1.1"), 2)
                .logs(2)
                .same();
    }

    @Test
    void a_request_in_two_pieces(Twin twin) {
        twin.at("routed")
                .client("GET /a HT", 0)
                .pause()
                .then("TP/1.1\r\nHost: h\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void what_is_no_request(Twin twin) {
        twin.at("routed").client("nonsense\r\n\r\n").pagesAside().logs(1).same();
    }

    @Test
    void a_body(Twin twin) {
        twin.at("routed")
                .client(head("POST /a HTTP/1.1", "Content-Length: 3") + "abc")
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void a_route_that_looks_at_the_request(Twin twin) {
        twin.at("looked").get("/a").thenGet("/b").logs(2).same();
    }

    @Test
    void content_rules_are_run_for_each_request(Twin twin) {
        twin.at("looked")
                .get("/a")
                .then(head("GET /rejected HTTP/1.1"), 0)
                .untilClosed()
                .logs(2)
                .same();
    }

    @Test
    void a_rule_switches(Twin twin) {
        twin.at("switched")
                .get("/a")
                .thenGet("/here")
                .thenGet("/rejected")
                .logs(3)
                .same();
    }

    @Test
    void our_address_towards_the_server_is_logged(Twin twin) {
        twin.at("addresses").get("/a").thenGet("/b").logs(2).same();
    }

    @Test
    void where_there_was_no_connection_there_is_no_address(Twin twin) {
        twin.at("addresses").get("/refused").pagesAside().logs(1).same();
    }
}
