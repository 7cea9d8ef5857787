package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.ServerCounter;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manual 4.2, retries, retry-on, option redispatch: who is asked again, and what is never sent twice. */
@ExtendWith(ScenarioKit.class)
class RetryTest {
    private static final String TOP = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 50s
              timeout server 5s
              http-reuse always
            listen px
              bind ${px}
            """;
    private static final String ONE = TOP + "  server s1 ${s1}\n";
    private static final String TWO = ONE + "  server s2 ${s2}\n";
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.ISO_8859_1);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void a_server_that_refuses_is_not_asked_again_while_another_is_usable(Scenario s) {
        s.origin("s1").refuse();
        s.origin("s2");
        s.proxy(TWO);
        s.client().get("/", times(6)).answers("s2", "s2", "s2", "s2", "s2", "s2");
        // The turn of s2 goes to the retry, so it is always s1 that is asked first.
        assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(6);
        assertThat(sum(s, "s1", ServerCounter.RETRIES)).isEqualTo(6);
        assertThat(sum(s, "s1", ServerCounter.REDISPATCHES)).isEqualTo(6);
    }

    @Test
    void the_only_server_is_asked_again_after_a_pause(Scenario s) {
        Origin s1 = s.origin("s1").refuse();
        s.proxy(ONE);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(sum(s, "s1", ServerCounter.RETRIES)).isEqualTo(1));
            s.clock().advance("900ms");
            assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(1);
            s1.accept();
            s.clock().advance("200ms");
            assertThat(client.answer().body()).isEqualTo("s1");
        }
        assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(2);
    }

    @Test
    void retries_are_as_many_as_said_and_then_503(Scenario s) {
        s.origin("s1").refuse();
        s.proxy(ONE + "  retries 2\n");
        try (var client = s.client().open()) {
            client.send(GET);
            for (int i = 1; i <= 2; i++) {
                int so = i;
                eventually(() -> assertThat(sum(s, "s1", ServerCounter.RETRIES)).isEqualTo(so));
                s.clock().advance("1s");
            }
            assertThat(client.answer().status()).isEqualTo(503);
        }
        assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(3);
        s.log().last().hasFlags("SC--");
    }

    @Test
    void a_client_that_leaves_in_the_pause_leaves_nothing_behind(Scenario s) {
        s.origin("s1").refuse();
        s.proxy(ONE);
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(sum(s, "s1", ServerCounter.RETRIES)).isEqualTo(1));
            client.reset();
        }
        s.log().containing("CQ");
        s.clock().advance("3s");
        assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(1);
        assertThat(s.server("px", "s1").inFlight()).isZero();
    }

    @Test
    void a_get_on_an_idle_connection_that_was_dead_is_sent_again_and_not_counted(Scenario s) {
        Origin s1 = closingAtTheSecond(s.origin("s1"));
        s.proxy(ONE + "  retries 0\n");
        assertThat(s.client().get("/a").body()).isEqualTo("hi");
        assertThat(s.client().get("/b").body()).isEqualTo("hi");
        assertThat(s1.connections()).hasSize(2);
        assertThat(s1.requests()).hasSize(3);
        assertThat(sum(s, "s1", ServerCounter.RETRIES)).isZero();
    }

    @Test
    void a_get_on_an_idle_connection_whose_server_died_goes_to_another(Scenario s) {
        Origin s1 = s.origin("s1");
        s.origin("s2");
        ThreadLocal<Integer> seen = ThreadLocal.withInitial(() -> 0);
        s1.replies((request, socket) -> {
            seen.set(seen.get() + 1);
            if (seen.get() > 1) {
                s1.refuse();
                return false;
            }
            socket.getOutputStream().write(OK);
            return true;
        });
        s.proxy(TWO);
        s.client().get("/", times(3)).answers("hi", "s2", "s2");
        assertThat(sum(s, "s1", ServerCounter.RETRIES)).isEqualTo(1);
        assertThat(sum(s, "s1", ServerCounter.REDISPATCHES)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "PUT /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "PATCH /b HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void what_is_not_idempotent_or_has_a_body_is_never_sent_twice(String request, Scenario s) {
        Origin s1 = closingAtTheSecond(s.origin("s1"));
        s.origin("s2").refuse();
        s.proxy(ONE);
        assertThat(s.client().get("/a").body()).isEqualTo("hi");
        assertThat(s.client().raw(request).status()).isEqualTo(502);
        assertThat(s1.requests()).filteredOn(seen -> seen.contains("/b")).hasSize(1);
        s.log().containing("/b").hasFlags("SH--");
    }

    @Test
    void a_post_is_given_to_another_server_when_the_first_cannot_be_connected(Scenario s) {
        s.origin("s1").refuse();
        Origin s2 = s.origin("s2");
        s.proxy(TWO);
        String post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
        assertThat(s.client().raw(post).body()).isEqualTo("s2");
        assertThat(s2.requests()).singleElement().asString().endsWith("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void a_safe_request_that_got_no_byte_of_an_answer_is_given_to_another_server(String method, Scenario s) {
        s.origin("s1").cutAfter(0);
        s.origin("s2");
        s.proxy(TWO);
        for (int i = 0; i < 4; i++)
            assertThat(s.client()
                            .raw(method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        assertThat(sum(s, "s1", ServerCounter.RETRIES))
                .isEqualTo(s.origin("s1").requests().size())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void what_is_not_safe_or_has_a_body_is_not(String request, Scenario s) {
        s.origin("s1").cutAfter(0);
        Origin s2 = s.origin("s2");
        s.proxy(TWO + "  balance first\n");
        assertThat(s.client().raw(request).status()).isEqualTo(502);
        assertThat(s2.requests()).isEmpty();
    }

    @Test
    void a_request_that_ends_servers_is_not_carried_through_all_of_them(Scenario s) {
        s.origin("s1").cutAfter(0);
        s.origin("s2").cutAfter(0);
        Origin s3 = s.origin("s3");
        s.proxy(TWO + "  balance first\n  server s3 ${s3}\n");
        assertThat(s.client().get("/").status()).isEqualTo(502);
        assertThat(s3.requests()).isEmpty();
        s.log().last().hasFlags("SH--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-on conn-failure", "retries 0"})
    void with_retry_on_written_or_no_retries_it_is_answered_502_as_by_haproxy(String line, Scenario s) {
        s.origin("s1").cutAfter(0);
        Origin s2 = s.origin("s2");
        s.proxy(TWO + "  balance first\n  " + line + "\n");
        assertThat(s.client().get("/").status()).isEqualTo(502);
        assertThat(s2.requests()).isEmpty();
    }

    @Test
    void the_only_server_is_not_given_it_twice(Scenario s) {
        Origin s1 = s.origin("s1").cutAfter(0);
        s.proxy(ONE);
        assertThat(s.client().get("/").status()).isEqualTo(502);
        assertThat(s1.requests()).hasSize(1);
    }

    @Test
    void what_has_begun_to_be_answered_is_not_sent_again(Scenario s) {
        String early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        s.origin("s1").answers("*", early).cutAfter(early.length());
        Origin s2 = s.origin("s2");
        s.proxy(TWO + "  balance first\n");
        try (var client = s.client().open()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(103);
            assertThat(client.answer().status()).isEqualTo(502);
        }
        assertThat(s2.requests()).isEmpty();
    }

    @Test
    void an_empty_response_to_a_post_is_tried_elsewhere_only_when_retry_on_says_so(Scenario s) {
        s.origin("s1").cutAfter(0);
        s.origin("s2");
        String post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        s.proxy(TWO + "  balance first\n");
        assertThat(s.client().raw(post).status()).isEqualTo(502);
        s.reload(TWO + "  balance first\n  retry-on empty-response\n");
        assertThat(s.client().raw(post).body()).isEqualTo("s2");
    }

    @Test
    void retry_on_none_does_not_even_retry_a_refused_connection(Scenario s) {
        s.origin("s1").refuse();
        s.origin("s2");
        s.proxy(TWO + "  retry-on none\n");
        s.client().get("/", times(2)).answersStatus(503, 200);
    }

    @Test
    void a_status_named_by_retry_on_is_tried_elsewhere(Scenario s) {
        s.origin("s1").answers("*", "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
        s.origin("s2");
        s.proxy(TWO + "  retry-on 503\n");
        s.client().get("/", times(4)).answers("s2", "s2", "s2", "s2");
    }

    @Test
    void garbage_is_tried_elsewhere_with_junk_response(Scenario s) {
        s.origin("s1").garbage("this is no HTTP\r\n\r\n");
        s.origin("s2");
        s.proxy(TWO + "  retry-on junk-response\n");
        s.client().get("/", times(2)).answers("s2", "s2");
    }

    @Test
    void a_stalled_server_is_left_with_response_timeout(Scenario s) {
        Origin s1 = s.origin("s1").stall();
        s.origin("s2");
        s.proxy(TWO + "  retry-on response-timeout\n");
        try (var client = s.client().open()) {
            client.send(GET);
            eventually(() -> assertThat(s1.requests()).hasSize(1));
            s.clock().advance("6s");
            assertThat(client.answer().body()).isEqualTo("s2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix@/nonexistent/hecd.sock", "255.255.255.255:80"})
    void an_address_that_the_kernel_refuses_at_once_is_a_refused_connection(String address, Scenario s) {
        s.origin("s2");
        s.proxy(TOP + "  server s1 " + address + "\n  server s2 ${s2}\n");
        s.client().get("/", times(4)).answers("s2", "s2", "s2", "s2");
        assertThat(sum(s, "s1", ServerCounter.CONNECTS)).isEqualTo(4);
    }

    @Test
    void a_server_on_a_unix_socket_is_connected_at_once(@TempDir Path directory, Scenario s) throws IOException {
        Path path = directory.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            s.proxy(TOP + "  server s1 unix@" + path + "\n");
            try (var client = s.client().open()) {
                client.send(GET);
                try (SocketChannel accepted = server.accept()) {
                    accepted.read(ByteBuffer.allocate(4096));
                    accepted.write(ByteBuffer.wrap(OK));
                    assertThat(client.answer().body()).isEqualTo("hi");
                }
            }
        }
    }

    /** Answers the first request of each connection and closes at the second. */
    private static Origin closingAtTheSecond(Origin origin) {
        ThreadLocal<Integer> seen = ThreadLocal.withInitial(() -> 0);
        return origin.replies((request, socket) -> {
            seen.set(seen.get() + 1);
            if (seen.get() > 1) return false;
            socket.getOutputStream().write(OK);
            return true;
        });
    }

    private static long sum(Scenario s, String server, ServerCounter counter) {
        return s.server("px", server).counters().sum(counter);
    }
}
