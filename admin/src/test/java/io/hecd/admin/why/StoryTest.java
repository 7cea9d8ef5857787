package io.hecd.admin.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Position;
import io.hecd.config.text.Source;
import io.hecd.proxy.Story;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a story is told. */
class StoryTest {
    private static final Source EDGE =
            new Source("edge.cfg", "frontend web\n    http-request set-path /x\n    use_backend app if TRUE\n");
    /** 2026-11-22T18:04:26.457Z */
    private static final long AT = 1_795_370_666_457L;

    static Story refused() {
        return new Story(
                "1nf7rja-0-5",
                AT,
                Ending.CONNECT_REFUSED,
                Chapter.CONNECT,
                "10.0.0.9:51234",
                "web",
                "192.0.2.1:80",
                "GET /a\u001b[31m HTTP/1.1",
                List.of(new Position(EDGE, 2, 5), new Position(EDGE, 3, 5)),
                "app",
                List.of(
                        new Story.Attempt("s1", "10.0.0.1:80", Ending.SERVER_CLOSED, "", true, 0, 3),
                        new Story.Attempt("s2", "10.0.0.2:80", Ending.NORMAL, "", false, 503, 12),
                        new Story.Attempt("s1", "10.0.0.1:80", Ending.CONNECT_REFUSED, "refused", false, 0, 1)),
                3,
                List.of(
                        new Story.Absent("s3", "DOWN", AT - 133_000, "Layer4 timeout, check duration: 2001ms"),
                        new Story.Absent("s4", "MAINT", 0, "")),
                3,
                5,
                2,
                new Story.Times(1, 20, -1, -1, 40),
                503,
                345);
    }

    @Test
    void a_story_is_told_in_plain_sentences() {
        assertThat(StoryText.text(refused())).isEqualTo("""
                1nf7rja-0-5: the server refused the connection
                  2026-11-22 18:04:26.457 UTC, reason connect-refused, termination state SC
                  10.0.0.9:51234 came to frontend 'web' at 192.0.2.1:80 with "GET /a?[31m HTTP/1.1".
                  These lines matched:
                    edge.cfg:2: http-request set-path /x
                    edge.cfg:3: use_backend app if TRUE
                  Backend 'app' has 5 servers, 2 of them usable.
                  All slots were taken: it waited as number 2 in the queue.
                  Attempt 1, s1 (10.0.0.1:80): the server closed without an answer, on a connection that had been idle, after 3 ms.
                  Attempt 2, s2 (10.0.0.2:80): it answered 503; another attempt was made, as 'retry-on' wants it, after 12 ms.
                  Attempt 3, s1 (10.0.0.1:80): the server refused the connection, after 1 ms (refused).
                  Not usable then:
                    s3: DOWN for 2m13s, Layer4 timeout, check duration: 2001ms
                    s4: MAINT
                  and 1 more server.
                  Time: request 1 ms, queue 20 ms, connect -, response -, in all 40 ms.
                  The client was answered 503; 345 bytes went to it.
                """);
    }

    @Test
    void a_list_has_a_line_for_each() {
        assertThat(StoryText.line(refused()))
                .isEqualTo("1nf7rja-0-5 2026-11-22 18:04:26.457 UTC 503 connect-refused SC web app/s1"
                        + " \"GET /a?[31m HTTP/1.1\"\n");
    }

    @Test
    void programs_get_an_object() {
        assertThat(StoryJson.json(refused()))
                .startsWith("{\"id\":\"1nf7rja-0-5\",\"at\":1795370666457,\"reason\":\"connect-refused\",")
                .contains("\"request\":\"GET /a\\u001B[31m HTTP/1.1\"")
                .contains("\"rules\":[{\"file\":\"edge.cfg\",\"line\":2,\"text\":\"http-request set-path /x\"},")
                .contains("{\"server\":\"s2\",\"address\":\"10.0.0.2:80\",\"status\":503,\"reused\":false,\"ms\":12}")
                .contains("{\"server\":\"s3\",\"state\":\"DOWN\",\"since\":1795370533457,\"why\":\"Layer4 timeout,")
                .contains("\"ms\":{\"request\":1,\"queue\":20,\"total\":40}")
                .endsWith("}\n")
                .doesNotContain("-1");
    }
}
