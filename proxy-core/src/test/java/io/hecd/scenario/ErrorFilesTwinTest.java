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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error files that rules name, and those of `http-errors` sections (manual 3.8 and 4.2, http-request return). */
class ErrorFilesTwinTest {
    private static final Path ONE =
            file("HTTP/1.1 403 Not here\r\nContent-Length: 4\r\nContent-Type: text/plain\r\nX-Page: one\r\n\r\none\n");
    private static final Path TWO = file("HTTP/1.1 404 Gone\r\nContent-Length: 4\r\nX-Page: two\r\n\r\ntwo\n");
    private static final Path THREE = file("HTTP/1.1 503 Three\r\nContent-Length: 0\r\nX-Page: three\r\n\r\n");

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
              timeout connect 500
              timeout client 900
              timeout server 900
              errorfile 410 %1$s

            http-errors site
              errorfile 403 %1$s
              errorfile 404 %2$s
              errorfile 429 /dev/null

            frontend rules
              bind ${rules}
              errorfile 503 %3$s
              http-request return errorfile %1$s if { path /file }
              http-request return errorfile %1$s status 404 if { path /file-404 }
              http-request return errorfile /dev/null if { path /null }
              http-request return status 404 errorfiles site if { path /group }
              http-request return status 429 errorfiles site if { path /group-null }
              http-request return status 503 errorfiles site if { path /group-other }
              http-request return status 503 default-errorfiles if { path /own }
              http-request return status 410 default-errorfiles if { path /inherited }
              http-request return default-errorfiles status 404 hdr X-A b if { path /built-in }
              http-request deny errorfile %2$s if { path /deny-file }
              http-request deny deny_status 404 errorfiles site if { path /deny-group }
              http-request deny status 503 default-errorfiles if { path /deny-own }
              http-request deny status 404 if { path /deny-status }
              http-request deny deny_status 421 if { path /deny-421 }
              http-request deny status 207 content-type text/plain lf-string "%%[path]" hdr X-P %%[path] if { path /deny-text }
              http-request deny hdr X-P a if { path /deny-header }
              http-request return content-type text/plain if { path /type }
              http-after-response set-header X-After yes
              default_backend rules
            backend rules
              errorfile 404 %3$s
              http-response return errorfile %1$s if { status 201 }
              http-response return status 404 default-errorfiles if { status 202 }
              http-response return status 503 default-errorfiles if { status 206 }
              http-response deny errorfiles site status 403 if { status 203 }
              http-response deny status 404 content-type text/plain string text if { status 207 }
              http-response deny deny_status 404 if { status 208 }
              server s1 ${s1}

            frontend groups
              bind ${groups}
              errorfile 404 %3$s
              errorfiles site 404 429
              errorfile 429 %3$s
              http-request deny deny_status 404 if { path /404 }
              http-request deny deny_status 429 if { path /429 }
              http-request deny deny_status 403 if { path /403 }
              default_backend groups
            backend groups
              errorfile 403 %3$s
              errorfiles site
              http-request deny deny_status 403 if { path /backend/403 }
              http-request deny deny_status 429 if { path /backend/429 }
              http-request deny deny_status 404
              server s1 ${s1}
            """.formatted(ONE, TWO, THREE), "s1");

    private static Path file(String content) {
        try {
            Path file = Files.createTempFile("hecd-errors", ".http");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/file",
                "/file-404",
                "/group",
                "/own",
                "/inherited",
                "/deny-file",
                "/deny-group",
                "/deny-own",
                "/deny-status",
                "/deny-text",
                "/deny-header",
                "/type"
            })
    void a_page_and_the_next_request(String path, Twin twin) {
        twin.at("rules").get(path).thenGet(path).logs(2).same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/group-other", "/built-in", "/deny-421"})
    void the_page_of_the_proxy(String path, Twin twin) {
        twin.at("rules").get(path).pagesAside().logs(1).same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/null", "/group-null"})
    void an_empty_file_is_no_answer(String path, Twin twin) {
        twin.at("rules")
                .client(head("GET " + path + " HTTP/1.1"), 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 206, 207, 208})
    void a_page_in_place_of_a_response(int status, Twin twin) {
        twin.origin("s1", s1 -> s1.answers("*", "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"))
                .at("rules")
                .get("/")
                .logs(1)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/404", "/429", "/backend/403", "/backend/404"})
    void the_last_line_for_a_status_holds(String path, Twin twin) {
        twin.at("groups").get(path).logs(1).same();
    }

    @Test
    void a_group_may_be_taken_in_part(Twin twin) {
        twin.at("groups").get("/403").pagesAside().logs(1).same();
    }

    @Test
    void a_head_has_no_body(Twin twin) {
        twin.at("rules").client(head("HEAD /file HTTP/1.1")).logs(1).same();
    }

    @Test
    void a_body_that_is_not_read(Twin twin) {
        twin.at("rules")
                .client(head("POST /file HTTP/1.1", "Content-Length: 1000000"))
                .logs(1)
                .same();
    }
}
