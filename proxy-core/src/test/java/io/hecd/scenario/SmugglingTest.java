package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where one message ends and the next begins (RFC 9112 6.3, 11.2): nothing of a refused or half-read request reaches a server
 * as another one, and no answer reaches a client that did not ask for it.
 */
@ExtendWith(ScenarioKit.class)
class SmugglingTest {
    private static final String PX = """
            defaults
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              http-reuse always
            listen px
              bind ${px}
              server s1 ${s1}
            """;
    private static final String EVIL = "GET /evil HTTP/1.1\r\nHost: x\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 9\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n: nameless\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n",
                "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0001GET / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void an_ambiguous_request_is_refused_and_the_connection_closed(String request, Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(PX);
        try (var client = s.client().open()) {
            client.send(request + EVIL);
            assertThat(client.untilClosed()).startsWith("HTTP/1.1 400").doesNotContain("200 OK");
        }
        assertThat(s1.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nabcdeX\r\n",
                "-1\r\n",
                "0x5\r\nabcde\r\n",
                "5 5\r\nabcde\r\n",
                "fffffffffffffffff\r\n",
                "g\r\n",
                "\r\n"
            })
    void a_bad_chunk_never_completes_a_request_at_the_server(String chunk, Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(PX);
        try (var client = s.client().open()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" + chunk
                    + "0\r\n\r\n" + EVIL);
            assertThat(client.untilClosed()).startsWith("HTTP/1.1 400").doesNotContain("200 OK");
        }
        eventually(() -> assertThat(s1.connections()).allMatch(Origin.Connection::ended));
        assertThat(s1.requests()).isEmpty();
        assertThat(s.client().get("/next").body()).isEqualTo("s1");
        assertThat(s1.requests()).hasSize(1);
    }

    @Test
    void a_half_sent_body_takes_its_server_connection_with_it(Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(PX);
        assertThat(s.client().get("/warm").body()).isEqualTo("s1");
        try (var client = s.client().open()) {
            client.send("POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
            eventually(() -> assertThat(s1.connections().get(0).received()).contains("abc"));
            client.reset();
        }
        eventually(() -> assertThat(s1.connections().get(0).ended()).isTrue());
        assertThat(s.client().get("/next").body()).isEqualTo("s1");
        assertThat(s1.connections()).hasSize(2);
        assertThat(s1.requests()).hasSize(2).noneMatch(request -> request.contains("/half"));
    }

    @Test
    void what_is_left_of_a_body_after_an_early_answer_is_not_a_request(Scenario s) {
        Origin s1 = s.origin("s1").talks(socket -> {
            byte[] head = new byte[4096];
            if (socket.getInputStream().read(head) < 0) return;
            socket.getOutputStream()
                    .write("HTTP/1.1 413 Too large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
        });
        s.proxy(PX);
        try (var client = s.client().open()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
            assertThat(client.answer().status()).isEqualTo(413);
            client.send(EVIL);
            assertThat(client.untilClosed()).doesNotContain("200 OK");
        }
        assertThat(s1.requests()).isEmpty();
    }

    @Test
    void a_denied_request_with_a_body_does_not_leave_the_body_behind(Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(PX.replace("server s1", "http-request deny if { method POST }\n  server s1"));
        try (var client = s.client().open()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + (EVIL.length() + 1) + "\r\n\r\n" + EVIL);
            assertThat(client.answer().status()).isEqualTo(403);
            client.send("X");
            assertThat(client.untilClosed()).doesNotContain("200 OK");
        }
        assertThat(s1.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 304 No\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
            })
    void what_a_server_sends_beyond_its_answer_reaches_nobody(String answer, Scenario s) {
        Origin s1 = s.origin("s1").answers("/evil", answer);
        s.proxy(PX);
        try (var client = s.client().open()) {
            int status = client.send(EVIL).answer().status();
            assertThat(status).isIn(200, 204, 304);
            assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().body())
                    .isEqualTo("s1");
            assertThat(client.received()).doesNotContain("evil").doesNotContain("100 Continue");
        }
        assertThat(s.client().get("/").body()).isEqualTo("s1");
        assertThat(s1.connections()).hasSize(2);
    }

    @Test
    void the_body_of_an_answer_to_head_reaches_nobody(Scenario s) {
        Origin s1 = s.origin("s1").answers("/h", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        s.proxy(PX);
        try (var client = s.client().open()) {
            assertThat(client.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().body())
                    .isEqualTo("s1");
            assertThat(client.received()).doesNotContain("evil");
        }
        assertThat(s1.connections()).hasSize(2);
    }

    /** The answer ends exactly where a read ends, so the rest of it comes when the connection seems to be free. */
    @ParameterizedTest
    @ValueSource(ints = {4 * 1024, 8 * 1024, 16 * 1024, 32 * 1024, 64 * 1024})
    void an_answer_that_fills_a_read_does_not_hide_what_follows_it(int size, Scenario s) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: "
                + (size - 42 - String.valueOf(size).length()) + "\r\n\r\n";
        int body = size - 42 - String.valueOf(size).length();
        String first = head + "x".repeat(body);
        String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        Origin s1 = s.origin("s1").replies((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            if (!request.contains("/evil")) {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\ns1".getBytes(StandardCharsets.US_ASCII));
                return true;
            }
            int pad = size - first.length();
            String padded = first.replaceFirst("\r\n", "\r\nX: " + "p".repeat(Math.max(0, pad - 5)) + "\r\n");
            out.write((padded + evil).getBytes(StandardCharsets.US_ASCII));
            return true;
        });
        s.proxy(PX.replace("${s1}", "${s1} maxconn 1"));
        try (var a = s.client().open();
                var b = s.client().open()) {
            a.send(EVIL);
            b.send("GET /mine HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(b.answer().body()).isEqualTo("s1");
            assertThat(a.answer().status()).isEqualTo(200);
        }
        assertThat(s1.requests()).hasSize(2);
    }
}
