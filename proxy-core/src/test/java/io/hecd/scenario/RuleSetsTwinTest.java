package io.hecd.scenario;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which rule sets are run, of which proxies, in which order (manual 4.2, and the figure of 1.5's rule evaluation). */
class RuleSetsTwinTest {
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
            frontend plain
              bind ${plain}
              default_backend be
            frontend redirect
              bind ${redirect}
              http-request set-path /old if { path /older }
              http-request allow if { path /old }
              http-request deny if { path /old }
              http-request reject if { path /reject }
              redirect location /new if { path /old }
              default_backend redirect
            backend redirect
              redirect prefix http://other code 301 if { path_beg /p }
              server s1 ${s1}
            listen both
              bind ${both}
              http-request set-header X-Rules 1
              redirect scheme https code 303 if { path /secure }
              server s1 ${s1}
            frontend to_listen
              bind ${to_listen}
              default_backend target
            listen target
              bind ${target}
              http-request add-header X-Rules 1
              http-response add-header X-Answer 1
              http-after-response add-header X-After 1
              server s1 ${s1}
            frontend after
              bind ${after}
              monitor-uri /alive
              http-after-response set-header X-After frontend
              http-after-response add-header X-List frontend
              http-after-response set-status 299 if { status 207 }
              http-request deny if { path /denied }
              http-request redirect location / if { path /moved }
              http-request return status 200 content-type text/plain string hi if { path /here }
              http-response deny if { status 418 }
              use_backend nobody if { path /nobody }
              default_backend after
            backend after
              http-after-response set-header X-After backend
              http-after-response add-header X-List backend
              server s1 ${s1}
            backend nobody
              http-after-response set-header X-Nobody 1
            backend be
              server s1 ${s1}
            """, "s1");

    // ---- redirect

    @Test
    void a_redirect_of_the_frontend(Twin twin) {
        twin.at("redirect").get("/old").thenGet("/else").logs(2).same();
    }

    @Test
    void a_redirect_after_the_http_request_rules(Twin twin) {
        twin.at("redirect").get("/older").logs(1).same();
    }

    @Test
    void a_request_that_is_rejected(Twin twin) {
        twin.at("redirect").get("/reject").logs(1).same();
    }

    @Test
    void a_redirect_of_the_backend(Twin twin) {
        twin.at("redirect").get("/p/1?a=b").logs(1).same();
    }

    @Test
    void a_redirect_of_a_listen_section(Twin twin) {
        twin.at("both").get("/secure").thenGet("/x").logs(2).same();
    }

    // ---- listen as a backend

    @Test
    void the_rules_of_a_listen_section_that_others_use(Twin twin) {
        twin.at("to_listen").get("/a").logs(1).same();
    }

    @Test
    void the_rules_of_a_listen_section_are_run_once(Twin twin) {
        twin.at("target").get("/a").logs(1).same();
    }

    // ---- http-after-response

    @Test
    void after_rules_of_backend_and_frontend(Twin twin) {
        twin.at("after").get("/a").logs(1).same();
    }

    @Test
    void after_rules_for_a_denial(Twin twin) {
        twin.at("after").get("/denied").logs(1).same();
    }

    @Test
    void after_rules_for_a_redirect(Twin twin) {
        twin.at("after").get("/moved").logs(1).same();
    }

    @Test
    void after_rules_for_a_return(Twin twin) {
        twin.at("after").get("/here").logs(1).same();
    }

    @Test
    void after_rules_for_an_error(Twin twin) {
        twin.at("after").get("/nobody").logs(1).same();
    }

    @Test
    void after_rules_for_a_denied_response(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n"))
                .at("after")
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void after_rules_may_change_the_status(Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 207 Multi\r\nContent-Length: 0\r\n\r\n"))
                .at("after")
                .get("/a")
                .logs(1)
                .same();
    }

    @Test
    void no_after_rules_for_what_cannot_be_parsed(Twin twin) {
        twin.at("after").client("GET / x HTTP/1.1\r\n\r\n").logs(1).same();
    }

    @Test
    void after_rules_for_the_monitor(Twin twin) {
        twin.at("after").get("/alive").logs(0).same();
    }
}
