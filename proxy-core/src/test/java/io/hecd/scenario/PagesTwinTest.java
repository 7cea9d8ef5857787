package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that no server gave: error pages, monitoring, `deny`, `return` and `redirect` (manual 4.2). */
class PagesTwinTest {
    private static final Path PAGE = file(
            "HTTP/1.1 503 Sorry\r\nContent-Length: 6\r\nCache-Control: no-cache\r\nContent-Type: text/plain\r\nX-Page: a\r\n\r\nsorry\n");
    private static final Path OLD = file(
            "HTTP/1.0 503 Sorry\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nsorry\n");
    private static final Path SHORT = file("HTTP/1.1 200 Fine\nContent-Length: 3\n\nabc");
    private static final Path BODY = file("a body of %[src] %ci\n");

    @RegisterExtension
    static final Twins TWINS = Twins.with(
            """
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              retries 1
              timeout connect 500
              timeout client 900
              timeout server 900

            frontend files
              bind ${files}
              errorfile 503 %1$s
              errorfile 403 %1$s
              errorfile 404 %2$s
              errorfile 400 /dev/null
              errorfile 410 %4$s
              http-request deny deny_status 410 if { path /old }
              http-request deny if { path /denied }
              http-request deny deny_status 404 if { path /short }
              http-request deny deny_status 400 if { path /silent }
              http-request deny deny_status 429 if { path /plain }
              use_backend dead if { path_beg /dead }
              use_backend own if { path_beg /own }
              default_backend be
            backend own
              errorfile 503 %2$s
              http-request deny deny_status 403 if { path /own/403 }
              server d1 ${d1}
            backend dead
              server d1 ${d1}
            backend be
              server s1 ${s1}

            listen locations
              bind ${locations}
              errorloc 403 http://sorry.example/403?a=b
              errorloc302 404 /elsewhere
              errorloc303 429 http://sorry.example/
              http-request deny if { path /403 }
              http-request deny deny_status 404 if { path /404 }
              http-request deny deny_status 429 if { path /429 }
              server s1 ${s1}

            frontend monitored
              bind ${monitored}
              monitor-uri /alive
              acl down hdr(x-down) 1
              monitor fail if down
              monitor fail if { hdr(x-down) 2 } or { hdr(x-down) 3 }
              http-request deny
              default_backend be
            frontend monitoredpage
              bind ${monitoredpage}
              monitor-uri /alive
              errorfile 503 %1$s
              errorfile 200 %2$s
              monitor fail unless { hdr(x-up) 1 }
              default_backend be

            frontend denying
              bind ${denying}
              http-request deny if { path /403 }
              http-request deny deny_status 200 if { path /200 }
              http-request deny deny_status 401 if { path /401 }
              http-request deny deny_status 404 if { path /404 }
              http-request deny deny_status 500 if { path /500 }
              http-request deny status 429 content-type text/plain string "slow down" if { path /string }
              http-request deny status 429 content-type text/plain lf-string "slow %%[src] %%ci" hdr X-From %%[src] if { path /lf }
              http-request deny deny_status 410 content-type text/html file %3$s if { path /file }
              http-request deny status 403 hdr X-A a hdr X-B "b %%[method]" if { path /hdr }
              default_backend be
            backend answers
              http-response deny if { res.hdr(x-secret) -m found }
              server s1 ${s1}
            frontend denied
              bind ${denied}
              use_backend answers
            frontend deniedstatus
              bind ${deniedstatus}
              http-response deny deny_status 404 if { status 500 }
              http-response return status 200 content-type text/plain string "all is well" if { status 501 }
              default_backend be

            frontend returning
              bind ${returning}
              http-request return if { path /bare }
              http-request return status 204 if { path /204 }
              http-request return status 404 if { path /404 }
              http-request return content-type text/plain string "hello" if { path /string }
              http-request return status 201 content-type "text/plain; charset=utf-8" lf-string "%%[src] %%[path] %%HM %%ID" if { path /lf }
              http-request return content-type text/plain file %3$s if { path /file }
              http-request return content-type text/plain lf-file %3$s if { path /lffile }
              http-request return status 200 content-type text/plain string "x" hdr X-A a hdr X-B "%%[path]" hdr X-A c hdr Cache-Control no-store if { path /hdr }
              http-request return status 304 hdr ETag x if { path /304 }
              http-request return status 418 content-type text/plain string "teapot" if { path /418 }
              default_backend be

            frontend redirecting
              bind ${redirecting}
              http-request redirect location /new if { path /loc }
              http-request redirect location http://other.example/%%[path]?h=%%[hdr(host)] code 301 if { path /lf }
              http-request redirect prefix http://p.example if { path_beg /prefix }
              http-request redirect prefix / if { path_beg /slash }
              http-request redirect prefix http://p.example/base code 307 drop-query if { path_beg /dropq }
              http-request redirect prefix http://p.example code 303 append-slash drop-query if { path_beg /append }
              http-request redirect scheme https if { path_beg /scheme }
              http-request redirect scheme https code 308 drop-query append-slash if { path_beg /s308 }
              http-request redirect location / set-cookie SEEN=1 if { path /set }
              http-request redirect location / clear-cookie USERID= if { path /clear }
              http-request redirect location / clear-cookie USERID if { path /clear2 }
              http-request redirect location %%[hdr(x-to)] ignore-empty if { path /ignore }
              http-request redirect location %%[hdr(x-to)] if { path /empty }
              http-request redirect location /%%[hdr(x-to),lower] code 302 if { path /lower }
              default_backend be
            frontend redirectingback
              bind ${redirectingback}
              default_backend redirects
            backend redirects
              http-response redirect location http://p.example/ if { status 404 }
              http-request redirect prefix http://b.example unless { path /404 }
              server s1 ${s1}
            """.replace("%1$s", PAGE.toString())
                    .replace("%2$s", SHORT.toString())
                    .replace("%3$s", BODY.toString())
                    .replace("%4$s", OLD.toString())
                    .replace("%%", "%"),
            "s1",
            "d1");

    private static Path file(String text) {
        try {
            Path file = Files.createTempFile("twin", ".page");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Twin on(Twin twin, String at) {
        return twin.pagesAside().origin("d1", d1 -> d1.refuse()).at(at);
    }

    private static void each(Twin twin, String at, String... targets) {
        on(twin, at).client("", 0);
        for (String target : targets) twin.thenGet(target);
        twin.same();
    }

    // ---- error pages

    @Test
    void a_page_from_a_file(Twin twin) {
        each(twin, "files", "/dead", "/denied", "/dead");
    }

    @Test
    void a_page_from_a_file_for_a_head_request(Twin twin) {
        on(twin, "files").client(head("HEAD /denied HTTP/1.1")).logs(1).same();
    }

    @Test
    void a_page_from_a_file_for_an_old_client(Twin twin) {
        on(twin, "files").client("GET /denied HTTP/1.0\r\n\r\n").logs(1).same();
    }

    @Test
    void a_page_from_a_file_that_breaks_lines_otherwise(Twin twin) {
        each(twin, "files", "/short");
    }

    @Test
    void a_page_from_a_file_that_closes(Twin twin) {
        on(twin, "files").get("/old").logs(1).same();
    }

    @Test
    void no_page(Twin twin) {
        on(twin, "files").get("/silent").logs(1).same();
    }

    @Test
    void a_page_for_a_status_without_a_file(Twin twin) {
        each(twin, "files", "/plain");
    }

    @Test
    void a_page_of_the_backend(Twin twin) {
        each(twin, "files", "/own", "/own/403");
    }

    @Test
    void pages_elsewhere(Twin twin) {
        each(twin, "locations", "/403", "/404", "/429", "/ok");
    }

    // ---- monitoring

    @Test
    void alive(Twin twin) {
        on(twin, "monitored").get("/alive").thenGet("/alive?a").logs(1).same();
    }

    @Test
    void alive_for_a_head_request(Twin twin) {
        on(twin, "monitored")
                .client(head("HEAD /alive HTTP/1.1"))
                .then("GET /alive HTTP/1.0\r\n\r\n")
                .logs(0)
                .same();
    }

    @Test
    void alive_but_not_well(Twin twin) {
        on(twin, "monitored")
                .get("/alive", "X-Down: 1")
                .thenGet("/alive", "X-Down: 3")
                .thenGet("/alive")
                .logs(0)
                .same();
    }

    @Test
    void monitored_with_pages_of_its_own(Twin twin) {
        on(twin, "monitoredpage")
                .get("/alive", "X-Up: 1")
                .thenGet("/alive")
                .logs(0)
                .same();
    }

    // ---- deny

    @Test
    void denied_with_a_page(Twin twin) {
        each(twin, "denying", "/403", "/200", "/401", "/404", "/500", "/ok");
    }

    @Test
    void denied_with_a_text(Twin twin) {
        each(twin, "denying", "/string", "/lf", "/file", "/hdr");
    }

    @Test
    void denied_with_a_body_on_its_way(Twin twin) {
        on(twin, "denying")
                .client(head("POST /403 HTTP/1.1", "Content-Length: 5") + "hello")
                .thenGet("/ok")
                .logs(2)
                .same();
    }

    @Test
    void denied_with_a_body_to_come(Twin twin) {
        on(twin, "denying")
                .client(head("POST /403 HTTP/1.1", "Content-Length: 5"))
                .logs(1)
                .same();
    }

    @Test
    void a_denied_answer(Twin twin) {
        on(twin, "denied")
                .origin("s1", s1 -> s1.answers("/s", "HTTP/1.1 200 OK\r\nX-Secret: a\r\nContent-Length: 2\r\n\r\nok"))
                .get("/s")
                .thenGet("/x")
                .logs(2)
                .same();
    }

    @Test
    void an_answer_instead_of_the_servers(Twin twin) {
        on(twin, "deniedstatus")
                .origin(
                        "s1",
                        s1 -> s1.answers("/500", "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nok")
                                .answers("/501", "HTTP/1.1 501 Oops\r\nContent-Length: 2\r\nX-A: b\r\n\r\nok"))
                .get("/500")
                .thenGet("/501")
                .thenGet("/x")
                .logs(3)
                .same();
    }

    // ---- return

    @Test
    void returned_without_a_body(Twin twin) {
        each(twin, "returning", "/bare", "/204", "/404", "/ok");
    }

    @Test
    void returned_as_not_modified(Twin twin) {
        each(twin, "returning", "/304");
    }

    @Test
    void returned_with_a_body(Twin twin) {
        each(twin, "returning", "/string", "/lf", "/file", "/lffile", "/hdr", "/418");
    }

    @Test
    void returned_to_a_head_request(Twin twin) {
        on(twin, "returning")
                .client(head("HEAD /string HTTP/1.1"))
                .then(head("HEAD /lf HTTP/1.1"))
                .thenGet("/string")
                .logs(3)
                .same();
    }

    @Test
    void returned_to_old_and_closing_clients(Twin twin) {
        on(twin, "returning")
                .client("GET /string HTTP/1.0\r\n\r\n")
                .get("/string", "Connection: close")
                .client("GET /string HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                .logs(3)
                .same();
    }

    // ---- redirect

    @Test
    void redirected_to_a_place(Twin twin) {
        each(twin, "redirecting", "/loc", "/lf", "/ok");
    }

    @Test
    void redirected_to_another_host(Twin twin) {
        each(
                twin,
                "redirecting",
                "/prefix",
                "/prefix/a?b=c",
                "/slash/a?b",
                "/dropq?a=b",
                "/dropq/a",
                "/append?a",
                "/append/",
                "/append/x/?y");
    }

    @Test
    void redirected_to_another_scheme(Twin twin) {
        each(twin, "redirecting", "/scheme", "/scheme/a?b=c", "/s308", "/s308?a", "/s308/");
    }

    @Test
    void redirected_without_a_host(Twin twin) {
        on(twin, "redirecting")
                .client("GET /scheme HTTP/1.0\r\n\r\n")
                .client("GET http://a.example/scheme/b HTTP/1.1\r\nHost: a.example\r\n\r\n")
                .then("GET http://a.example/prefix/b HTTP/1.1\r\nHost: a.example\r\n\r\n")
                .logs(3)
                .same();
    }

    @Test
    void redirected_with_a_cookie(Twin twin) {
        each(twin, "redirecting", "/set", "/clear", "/clear2");
    }

    @Test
    void redirected_by_a_header(Twin twin) {
        on(twin, "redirecting")
                .get("/ignore", "X-To: /a")
                .thenGet("/ignore")
                .thenGet("/empty")
                .thenGet("/lower", "X-To: ABC")
                .logs(4)
                .same();
    }

    @Test
    void redirected_heads_and_old_clients(Twin twin) {
        on(twin, "redirecting")
                .client(head("HEAD /loc HTTP/1.1"))
                .client("GET /loc HTTP/1.0\r\n\r\n")
                .logs(2)
                .same();
    }

    @Test
    void redirected_with_a_body(Twin twin) {
        on(twin, "redirecting")
                .client(head("POST /loc HTTP/1.1", "Content-Length: 5") + "hello")
                .logs(1)
                .same();
    }

    @Test
    void redirected_by_a_backend(Twin twin) {
        on(twin, "redirectingback")
                .origin("s1", s1 -> s1.answers("/404", "HTTP/1.1 404 Oops\r\nContent-Length: 2\r\n\r\nno"))
                .get("/a")
                .thenGet("/404")
                .thenGet("/b")
                .logs(3)
                .same();
    }
}
