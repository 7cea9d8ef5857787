package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `retries`, `retry-on` and `option redispatch` (manual 4.2) with servers that misbehave once or always. */
class RetryTwinTest {
    private static final String[] WORDS = {
        "none",
        "conn-failure",
        "empty-response",
        "junk-response",
        "response-timeout",
        "0rtt-rejected",
        "all-retryable-errors",
        "500",
        "404 503"
    };

    @RegisterExtension
    static final Twins TWINS = Twins.with(configuration(), "s1", "s2", "d1");

    private static String configuration() {
        StringBuilder text = new StringBuilder("""
                global
                  log ${log} local0
                  nbthread 1
                defaults
                  mode http
                  log global
                  option httplog
                  retries 2
                  timeout connect 150
                  timeout client 2s
                  timeout server 700
                  default-server pool-low-conn 100
                """);
        int number = 0;
        for (String word : WORDS)
            text.append(
                    "listen w%d\n  bind ${w%d}\n  retry-on %s\n  server s1 ${s1}\n".formatted(number, number++, word));
        return text + """
                listen refused
                  bind ${refused}
                  server d1 ${d1}
                listen refused0
                  bind ${refused0}
                  retries 0
                  server d1 ${d1}
                listen refusednone
                  bind ${refusednone}
                  retry-on none
                  server d1 ${d1}
                listen redispatch1
                  bind ${redispatch1}
                  option redispatch 1
                  server d1 ${d1}
                  server s2 ${s2}
                listen redispatch
                  bind ${redispatch}
                  option redispatch
                  server d1 ${d1}
                  server s2 ${s2}
                listen redispatch2
                  bind ${redispatch2}
                  retries 3
                  option redispatch 2
                  server d1 ${d1}
                  server s2 ${s2}
                listen redispatchnone
                  bind ${redispatchnone}
                  server d1 ${d1}
                  server s2 ${s2}
                listen tcp
                  bind ${tcp}
                  mode tcp
                  option tcplog
                  option redispatch 1
                  server d1 ${d1}
                  server s2 ${s2}
                listen elsewhere
                  bind ${elsewhere}
                  retry-on all-retryable-errors
                  option redispatch 1
                  server s1 ${s1}
                  server s2 ${s2}
                """;
    }

    private static String word(String word) {
        for (int i = 0; i < WORDS.length; i++) if (WORDS[i].equals(word)) return "w" + i;
        throw new IllegalArgumentException(word);
    }

    /** `server` does it to so many requests for this path, then answers as it should. */
    private static void misbehaves(Origin origin, String path, int times, OriginSide.Script server) {
        AtomicInteger count = new AtomicInteger();
        origin.plays(path, talk -> {
            if (count.incrementAndGet() <= times) return server.play(talk);
            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            return false;
        });
    }

    private static final OriginSide.Script STATUS_500 = talk -> {
        talk.say("HTTP/1.1 500 Oops\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        return false;
    };
    private static final OriginSide.Script STATUS_404 = talk -> {
        talk.say("HTTP/1.1 404 Oops\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        return false;
    };
    private static final OriginSide.Script JUNK = talk -> {
        talk.say("what?\r\n\r\n");
        return false;
    };
    private static final OriginSide.Script CUT = talk -> {
        talk.say("HTTP/1.1 200 O");
        return false;
    };
    private static final OriginSide.Script SILENT = talk -> {
        talk.hearAll();
        return false;
    };

    private static Twin with(Twin twin, int times) {
        return twin.pagesAside().origin("s1", s1 -> {
            misbehaves(s1, "/empty", times, talk -> false);
            misbehaves(s1, "/reset", times, OriginSide::reset);
            misbehaves(s1, "/junk", times, JUNK);
            misbehaves(s1, "/cut", times, CUT);
            misbehaves(s1, "/500", times, STATUS_500);
            misbehaves(s1, "/404", times, STATUS_404);
            misbehaves(s1, "/silent", times, SILENT);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "conn-failure",
                "empty-response",
                "junk-response",
                "all-retryable-errors",
                "0rtt-rejected"
            })
    void one_failure(String word, Twin twin) {
        with(twin, 1)
                .at(word(word))
                .get("/empty")
                .get("/reset")
                .get("/junk")
                .get("/500")
                .get("/404")
                .logs(5)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "all-retryable-errors"})
    void a_head_that_is_cut(String word, Twin twin) {
        with(twin, 1).at(word(word)).get("/cut").logs(1).same();
    }

    @Test
    void a_head_that_is_cut_is_not_empty(Twin twin) {
        with(twin, 1).at(word("empty-response")).get("/cut").logs(1).same();
    }

    @Test
    void a_head_that_is_cut_is_junk(Twin twin) {
        with(twin, 1).at(word("junk-response")).get("/cut").logs(1).same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "404 503", "empty-response", "all-retryable-errors"})
    void failures_to_the_end(String word, Twin twin) {
        with(twin, 9)
                .at(word(word))
                .get("/500")
                .get("/404")
                .get("/empty")
                .logs(3)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "response-timeout", "all-retryable-errors"})
    void a_server_that_is_late(String word, Twin twin) {
        with(twin, 1).at(word(word)).get("/silent").logs(1).same();
    }

    @Test
    void a_request_with_a_body_and_no_answer(Twin twin) {
        with(twin, 1)
                .at(word("empty-response"))
                .client(head("POST /empty HTTP/1.1", "Content-Length: 5") + "hello")
                .logs(1)
                .same();
    }

    @Test
    void a_request_with_a_body_and_a_status(Twin twin) {
        with(twin, 1)
                .at(word("500"))
                .client(head("POST /500 HTTP/1.1", "Content-Length: 5") + "hello")
                .logs(1)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty-response", "500"})
    void requests_that_change_something(String word, Twin twin) {
        with(twin, 1)
                .at(word(word))
                .client(head("POST /empty HTTP/1.1", "Content-Length: 0"))
                .client(head("DELETE /500 HTTP/1.1"))
                .logs(2)
                .same();
    }

    @Test
    void failures_and_another_server(Twin twin) {
        with(twin, 9)
                .origin(
                        "s2",
                        s2 -> s2.answers("*", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .at("elsewhere")
                .get("/500")
                .get("/empty")
                .logs(2)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "refused0", "refusednone"})
    void a_server_that_refuses(String at, Twin twin) {
        twin.pagesAside().origin("d1", Origin::refuse).at(at).get("/").logs(1).same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"redispatch", "redispatch1", "redispatch2"})
    void one_of_two_refuses(String at, Twin twin) {
        twin.pagesAside()
                .origin("d1", Origin::refuse)
                .at(at)
                .get("/")
                .get("/")
                .logs(2)
                .same();
    }

    @Test
    void one_of_two_refuses_without_redispatch(Twin twin) {
        twin.pagesAside()
                .origin("d1", Origin::refuse)
                .at("redispatchnone")
                .get("/")
                .logs(1)
                .same();
    }

    @Test
    void one_of_two_refuses_a_connection(Twin twin) {
        twin.origin("d1", Origin::refuse)
                .origin(
                        "s2",
                        s2 -> s2.greets(talk -> {
                            talk.say("hi");
                            return false;
                        }))
                .at("tcp")
                .client("", 0)
                .untilClosed()
                .client("", 0)
                .untilClosed()
                .logs(2)
                .same();
    }
}
