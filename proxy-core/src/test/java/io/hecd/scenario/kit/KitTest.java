package io.hecd.scenario.kit;

import static io.hecd.scenario.kit.Client.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit itself, with HAProxy as the proxy under test. */
class KitTest {
    private static final String LISTEN = """
            global
              log ${log} local0
            defaults
              mode http
              log global
              option httplog
              retries 0
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            listen px
              bind ${px}
              server s1 ${s1}
              server s2 ${s2}
            """;

    private final Scenario s = new Scenario(Subject.HAPROXY);

    @BeforeEach
    void needs_haproxy() {
        Haproxy.require();
    }

    @AfterEach
    void close() {
        s.close();
    }

    private void start() {
        s.origin("s1");
        s.origin("s2");
        s.proxy(LISTEN);
    }

    @Test
    void origins_answer_with_their_names() {
        start();
        s.client().get("/", times(4)).answers("s1", "s2", "s1", "s2");
        assertThat(s.origin("s1").requests()).hasSize(2).allMatch(request -> request.startsWith("GET / HTTP/1.1\r\n"));
        s.log().await(4);
        s.log().last().hasFlags("----").contains("px/s2");
    }

    @Test
    void misbehaviour_shows_in_answers_and_flags() {
        s.origin("s1");
        s.proxy(LISTEN.replaceAll("(?m)^.*s2.*\n", ""));
        s.origin("s1").reset();
        assertThat(s.client().get("/reset").status()).isEqualTo(502);
        s.log().containing("/reset").hasFlags("SH--");
        s.origin("s1").garbage("nonsense\r\n\r\n");
        assertThat(s.client().get("/garbage").status()).isEqualTo(502);
        s.log().containing("/garbage").hasFlags("PH--");
        s.origin("s1").cutAfter(20);
        assertThat(s.client().get("/cut").status()).isEqualTo(502);
        s.origin("s1").cutAfter(65);
        assertThat(s.client().get("/cut-body").complete()).isFalse();
        s.origin("s1").slow(2_000);
        assertThat(s.client().get("/slow").body()).isEqualTo("s1");
        s.origin("s1").refuse();
        assertThat(s.client().get("/refuse").status()).isEqualTo(503);
        s.log().containing("/refuse").hasFlags("SC--");
        s.origin("s1").accept();
        assertThat(s.client().get("/back").body()).isEqualTo("s1");
    }

    @Test
    void a_stalled_origin_has_the_request_and_says_nothing() {
        start();
        s.origin("s1").stall();
        try (Conversation conversation = s.client().open()) {
            conversation.send("GET /stall HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.eventually(() -> assertThat(s.origin("s1").requests()).hasSize(1));
            assertThat(conversation.received()).isEmpty();
            conversation.reset();
        }
        Eventually.eventually(
                () -> assertThat(s.origin("s1").connections().get(0).ended()
                                || !s.origin("s1").isBusy())
                        .isTrue());
    }

    @Test
    void a_client_speaks_bytes_and_sees_framing() {
        start();
        s.origin("s1")
                .answers("/chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        s.origin("s2").answers("*", "HTTP/1.1 204 No Content\r\nX-Two: yes\r\n\r\n");
        Answer chunked = s.client().raw("GET /chunked HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(chunked.body()).isEqualTo("abc");
        assertThat(chunked.complete()).isTrue();
        Answer second = s.client().get("/");
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.header("x-two")).isEqualTo("yes");
        try (Conversation conversation = s.client().open()) {
            conversation.send("POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc").halfClose();
            assertThat(conversation.untilClosed()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(s.origin("s1").requests().get(1)).endsWith("\r\n\r\nabc");
    }

    @Test
    void the_same_proxy_twice_makes_the_same_transcript() {
        Twin twin = Twin.conversation("kit")
                .config(LISTEN)
                .origin("s1")
                .origin("s2", origin -> origin.garbage("x\r\n\r\n"))
                .client("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n")
                .then("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
                .untilLogged(2)
                .client("nonsense\r\n\r\n")
                .logs(3);
        Transcript first = twin.play(Subject.HAPROXY);
        twin.compare(first, twin.play(Subject.HAPROXY));
        assertThat(first.part("client")).contains("200 OK", "502 Bad Gateway");
        assertThat(first.part("client end")).isEqualTo("[open]");
        assertThat(first.part("client 2")).contains("400 Bad request");
        assertThat(first.part("s1")).startsWith("[connection 1]\nGET /1 HTTP/1.1\nhost: x\n");
        assertThat(first.part("log")).contains("px px/s1 T/T/T/T/T 200 ").doesNotContain("2026");
    }

    @Test
    void different_transcripts_are_a_failure() {
        Twin twin = Twin.conversation("kit")
                .config(LISTEN)
                .origin("s1")
                .origin("s2")
                .client("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Transcript theirs = twin.play(Subject.HAPROXY);
        Transcript ours = twin.play(Subject.HAPROXY);
        ours.add("s1", List.of("GET /else HTTP/1.1"));
        assertThatThrownBy(() -> twin.compare(theirs, ours)).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_clock_goes_in_steps_and_tells_everybody() {
        FakeClock clock = new FakeClock();
        long start = clock.millis();
        List<Long> seen = new ArrayList<>();
        clock.onJump(() -> {
            if (seen.isEmpty() || seen.get(seen.size() - 1) != clock.millis() - start) seen.add(clock.millis() - start);
        });
        clock.advance("250ms");
        assertThat(seen).containsExactly(100L, 200L, 250L);
        clock.advance("1s");
        assertThat(clock.millis() - start).isEqualTo(1250);
        assertThatThrownBy(() -> clock.advance("6 parsecs")).isInstanceOf(IllegalArgumentException.class);
    }
}
