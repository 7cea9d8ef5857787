package io.hecd.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.http.Framing.Kind;
import io.hecd.http.h1.Heads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 6.3, decided strictly. `|` in the tables stands for CR LF. */
final class FramingTest {
    private final Framing framing = new Framing();

    private Framing request(String startAndFields) {
        return framing.ofRequest(Heads.request(startAndFields.replace("|", "\r\n") + "\r\n\r\n"));
    }

    private Framing response(String startAndFields, Method asked, boolean upgradeAsked) {
        return framing.ofResponse(
                Heads.response(startAndFields.replace("|", "\r\n") + "\r\n\r\n"), asked, upgradeAsked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 2",
                "Transfer-Encoding: chunked|Content-Length: 0",
                "Content-Length: 2|Content-Length: 2",
                "Content-Length: 2|Content-Length: 3",
                "Content-Length: 2|content-length: 2",
                "Content-Length: 2, 2",
                "Content-Length: 2,3",
                "Content-Length: 2,",
                "Content-Length: ,2",
                "Content-Length: 2 2",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: -0",
                "Content-Length: 0x5",
                "Content-Length: 5h",
                "Content-Length: 5.0",
                "Content-Length: 1e1",
                "Content-Length: \"5\"",
                "Content-Length:",
                "Content-Length: ",
                "Content-Length: \t",
                "Content-Length: 9223372036854775808",
                "Content-Length: 18446744073709551618",
                "Content-Length: 99999999999999999999",
                "Content-Length: 00000000000000000002",
                "Content-Length: \u00b2",
                "Transfer-Encoding:",
                "Transfer-Encoding: ,",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: chunked;x=y",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: 'chunked'",
                "Transfer-Encoding: chunked chunked",
                "Transfer-Encoding: x chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: cow, chunked",
                "Transfer-Encoding: chun\u212aed",
                "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding: identity|Transfer-Encoding: chunked",
                "Transfer-Encoding: gzip|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|transfer-encoding: cow",
            })
    void what_two_readers_could_take_in_two_ways_is_refused_on_both_sides(String fields) {
        assertThat(request("POST / HTTP/1.1|Host: a|" + fields).kind()).isEqualTo(Kind.REFUSE);
        assertThat(framing.status()).isEqualTo(400);
        assertThat(framing.fault()).isNotEmpty();
        assertThat(framing.length()).isZero();
        assertThat(request("GET / HTTP/1.1|Host: a|" + fields).isRefused()).isTrue();
        for (int status : new int[] {200, 204, 304, 101, 100})
            assertThat(response("HTTP/1.1 " + status + " x|" + fields, Method.GET, true)
                            .isRefused())
                    .isTrue();
        assertThat(response("HTTP/1.1 200 OK|" + fields, Method.HEAD, false).isRefused())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "deflate,chunked", "GZIP ,\tchunked", "compress, gzip, chunked"})
    void a_known_coding_before_chunked_is_422_as_in_haproxy(String value) {
        assertThat(request("POST / HTTP/1.1|Transfer-Encoding: " + value).kind())
                .isEqualTo(Kind.REFUSE);
        assertThat(framing.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive|", "Content-Length: 2|"})
    void a_transfer_coding_in_http_1_0_is_refused(String fields) {
        assertThat(request("POST / HTTP/1.0|" + fields + "Transfer-Encoding: chunked")
                        .isRefused())
                .isTrue();
        assertThat(response("HTTP/1.0 200 OK|" + fields + "Transfer-Encoding: chunked", Method.GET, false)
                        .isRefused())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2,2", "002,2", "9223372036854775807,9223372036854775807", "0000000000000000005,5"})
    void a_length_is_decimal_digits(String text, long length) {
        assertThat(request("POST / HTTP/1.1|Content-Length: " + text).kind()).isEqualTo(Kind.LENGTH);
        assertThat(framing.length()).isEqualTo(length);
        assertThat(framing.hasBody()).isTrue();
    }

    @Test
    void no_header_means_no_body_in_a_request_and_until_close_in_a_response() {
        assertThat(request("POST / HTTP/1.1|Host: a").kind()).isEqualTo(Kind.NONE);
        assertThat(request("POST / HTTP/1.1|Content-Length: 0").kind()).isEqualTo(Kind.NONE);
        assertThat(response("HTTP/1.1 200 OK|Server: a", Method.GET, false).kind())
                .isEqualTo(Kind.UNTIL_CLOSE);
        assertThat(response("HTTP/1.1 200 OK|Content-Length: 0", Method.GET, false)
                        .kind())
                .isEqualTo(Kind.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "ChunKed", "chunked \t"})
    void chunked_is_compared_without_case(String value) {
        assertThat(request("GET / HTTP/1.1|Transfer-Encoding: " + value).kind()).isEqualTo(Kind.CHUNKED);
        assertThat(response("HTTP/1.1 200 OK|Transfer-Encoding: " + value, Method.POST, false)
                        .kind())
                .isEqualTo(Kind.CHUNKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 7", "Transfer-Encoding: chunked", "Server: x"})
    void some_responses_never_have_a_body(String field) {
        for (int status : new int[] {100, 102, 103, 204, 304})
            assertThat(response("HTTP/1.1 " + status + " x|" + field, Method.GET, false)
                            .kind())
                    .isEqualTo(Kind.NONE);
        assertThat(response("HTTP/1.1 200 OK|" + field, Method.HEAD, false).kind())
                .isEqualTo(Kind.NONE);
        assertThat(framing.length()).isZero();
    }

    @Test
    void a_tunnel_needs_a_request_for_it_and_the_servers_consent() {
        assertThat(response("HTTP/1.1 101 x|Upgrade: foo", Method.GET, true).kind())
                .isEqualTo(Kind.TUNNEL);
        assertThat(response("HTTP/1.1 101 x|Upgrade: foo", Method.GET, false).kind())
                .isEqualTo(Kind.REFUSE);
        assertThat(response("HTTP/1.1 200 OK|Server: a", Method.GET, true).kind())
                .isEqualTo(Kind.UNTIL_CLOSE);
        assertThat(response("HTTP/1.1 200 OK|Content-Length: 3", Method.CONNECT, false)
                        .kind())
                .isEqualTo(Kind.TUNNEL);
        assertThat(response("HTTP/1.1 403 No|Content-Length: 3", Method.CONNECT, false)
                        .kind())
                .isEqualTo(Kind.LENGTH);
        assertThat(request("CONNECT a:443 HTTP/1.1|Host: a").kind()).isEqualTo(Kind.NONE);
        assertThat(request("CONNECT a:443 HTTP/1.1|Content-Length: 3").kind()).isEqualTo(Kind.REFUSE);
        assertThat(request("CONNECT a:443 HTTP/1.1|Transfer-Encoding: chunked").kind())
                .isEqualTo(Kind.REFUSE);
    }

    @Test
    void the_cell_forgets_the_message_before() {
        request("POST / HTTP/1.1|Content-Length: x");
        assertThat(request("POST / HTTP/1.1|Content-Length: 5").status()).isZero();
        assertThat(framing.fault()).isEmpty();
        assertThat(request("GET / HTTP/1.1|Host: a").length()).isZero();
    }
}
