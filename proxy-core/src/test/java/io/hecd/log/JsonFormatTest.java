package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import org.junit.jupiter.api.Test;

/** `option httplog json` and `option tcplog json`. */
class JsonFormatTest {
    private final FakeExchange exchange = new FakeExchange();

    @Test
    void a_line_is_one_object_with_the_words_of_the_metrics() {
        assertThat(Formats.write(JsonFormat.compile(Formats.http()), exchange))
                .isEqualTo("{\"time\":\"2026-11-22T18:04:26.472Z\",\"client\":\"127.0.0.1\",\"client_port\":60666,"
                        + "\"frontend\":\"fe\",\"backend\":\"be\",\"server\":\"s1\",\"request_time_ms\":10,"
                        + "\"queue_time_ms\":7,\"connect_time_ms\":9,\"response_time_ms\":32,\"total_time_ms\":108,"
                        + "\"status\":200,\"bytes_in\":41,\"bytes_out\":62,\"termination_state\":\"--\","
                        + "\"process_current_connections\":4,\"frontend_current_sessions\":3,"
                        + "\"backend_current_sessions\":2,\"server_current_sessions\":1,\"retries\":0,"
                        + "\"redispatched\":false,\"server_queue\":0,\"backend_queue\":0,\"method\":\"GET\","
                        + "\"uri\":\"/a?b=1\",\"version\":\"HTTP/1.1\"}");
    }

    @Test
    void tcp_has_no_request() {
        assertThat(Formats.write(JsonFormat.compile(Formats.tcp()), exchange))
                .startsWith("{\"time\":\"2026-11-22T18:04:26.457Z\"")
                .doesNotContain("status")
                .doesNotContain("uri")
                .contains("\"total_time_ms\":123,")
                .endsWith("\"backend_queue\":0}");
    }

    @Test
    void what_is_not_known_is_null_and_a_failure_has_its_id() {
        exchange.ending = Ending.BAD_REQUEST;
        exchange.chapter = Chapter.REQUEST;
        exchange.status = -1;
        exchange.places.server = io.hecd.traffic.Places.NO_SERVER;
        exchange.moments(5, 15, -1, -1, -1, -1, 123);
        exchange.reasonId = Ascii.bytes("1nf7rja-0-5");
        exchange.uniqueId = Ascii.bytes("u1");
        assertThat(Formats.write(JsonFormat.compile(Formats.http()), exchange))
                .contains("\"server\":null,\"request_time_ms\":null,\"queue_time_ms\":null")
                .contains("\"status\":null,")
                .contains("\"termination_state\":\"PR\"")
                .contains("\"method\":null,\"uri\":null,\"version\":null")
                .endsWith("\"unique_id\":\"u1\",\"reason\":\"bad-request\",\"reason_id\":\"1nf7rja-0-5\"}");
    }

    @Test
    void hostile_bytes_stay_within_their_string() {
        exchange.line = Ascii.bytes("GET /\"\\\n\u007f\u00e9</script> HTTP/1.1");
        exchange.requestCaptures = new byte[][] {Ascii.bytes("a\"b"), {}};
        exchange.responseCaptures = new byte[][] {Ascii.bytes("x")};
        assertThat(Formats.write(JsonFormat.compile(Formats.http().withCaptures(2, 1)), exchange))
                .contains("\"uri\":\"/\\u0022\\u005C\\u000A\\u007F\\u00E9</script>\"")
                .endsWith("\"request_captures\":[\"a\\u0022b\",null],\"response_captures\":[\"x\"]}");
    }

    @Test
    void logasap_is_told() {
        LogFormat format = JsonFormat.compile(Formats.http().withAsap(true));
        assertThat(Formats.write(format, exchange)).endsWith("\"partial\":true}");
        assertThat(format.moment()).isEqualTo(Moment.RESPONSE);
        assertThat(JsonFormat.compile(Formats.http()).moment()).isEqualTo(Moment.END);
    }
}
