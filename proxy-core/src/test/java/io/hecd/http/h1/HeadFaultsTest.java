package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a head parser must refuse, and that no way of splitting the bytes changes any answer. */
final class HeadFaultsTest {
    private static final int[] WHOLE = {};
    private static final String HOST = "Host: a\r\n";

    static String[] badRequests() {
        String get = "GET / HTTP/1.1\r\n";
        return new String[] {
            "\u0000GET / HTTP/1.1\r\n" + HOST + "\r\n",
            "\u0001GET / HTTP/1.1\r\n\r\n",
            "\rGET / HTTP/1.1\r\n\r\n",
            "\r\rGET / HTTP/1.1\r\n\r\n",
            " GET / HTTP/1.1\r\n\r\n",
            "\tGET / HTTP/1.1\r\n\r\n",
            " / HTTP/1.1\r\n\r\n",
            "G(T / HTTP/1.1\r\n\r\n",
            "GET\r\n\r\n",
            "GET \r\n\r\n",
            "GET /\r\n\r\n",
            "GET / \r\n\r\n",
            "GET / HTTP/1.1 \r\n\r\n",
            "GET / HTTP/1.1\rHost: a\r\n\r\n",
            "GET / http/1.1\r\n\r\n",
            "GET / HTTP/0.9\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET / HTTP/1.11\r\n\r\n",
            "GET / HTTP/1\r\n\r\n",
            "GET / HTTP/1.\r\n\r\n",
            "GET / HTTP/1.x\r\n\r\n",
            "GET / RTSP/1.0\r\n\r\n",
            "GET /a b HTTP/1.1\r\n\r\n",
            "GET /a#b HTTP/1.1\r\n\r\n",
            "GET /a?x#b HTTP/1.1\r\n\r\n",
            "GET /\u0000 HTTP/1.1\r\n\r\n",
            "GET /\u0001 HTTP/1.1\r\n\r\n",
            "GET /\u007f HTTP/1.1\r\n\r\n",
            "GET /\u00e9 HTTP/1.1\r\n\r\n",
            "GET foo HTTP/1.1\r\n\r\n",
            "GET *x HTTP/1.1\r\n\r\n",
            "GET mailto:x HTTP/1.1\r\n\r\n",
            "GET http:/a/ HTTP/1.1\r\n\r\n",
            "GET http:// HTTP/1.1\r\n\r\n",
            "GET http://b/x HTTP/1.1\r\n" + HOST + "\r\n",
            "GET http://a:81/ HTTP/1.1\r\n" + HOST + "\r\n",
            "GET http://a/ HTTP/1.1\r\nHost: a:443\r\n\r\n",
            "GET http://a@b/ HTTP/1.1\r\n" + HOST + "\r\n",
            "GET foo://a/ HTTP/1.1\r\nHost: b\r\n\r\n",
            "CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT a: HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT :80 HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT a:x HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT a:443 HTTP/1.1\r\nHost: b\r\n\r\n",
            "CONNECT a:81 HTTP/1.1\r\nHost: a\r\n\r\n",
            get + "Host: a\r\nHost: b\r\n\r\n",
            get + "Host: a\r\nX: y\r\nhOST: b\r\n\r\n",
            get + ": x\r\n\r\n",
            get + ":\r\n\r\n",
            get + "Foo\r\n\r\n",
            get + "Foo : x\r\n\r\n",
            get + "Foo\t: x\r\n\r\n",
            get + "Fo o: x\r\n\r\n",
            get + "Fo(o: x\r\n\r\n",
            get + "Fo\u0000o: x\r\n\r\n",
            get + "Fo\u00e9o: x\r\n\r\n",
            get + "Fo\u007fo: x\r\n\r\n",
            get + "Fo\ro: x\r\n\r\n",
            get + " Foo: x\r\n\r\n",
            get + "Foo: x\r\n y\r\n\r\n",
            get + "Foo: x\r\n\ty\r\n\r\n",
            get + "Foo:\r\n x\r\n\r\n",
            get + "Foo: x\u0000y\r\n\r\n",
            get + "Foo: x\u0001y\r\n\r\n",
            get + "Foo: x\u000by\r\n\r\n",
            get + "Foo: x\u001by\r\n\r\n",
            get + "Foo: x\u007fy\r\n\r\n",
            get + "Foo: x\ry\r\n\r\n",
            get + "Foo: x\r\r\n\r\n",
            get + "Foo: x\r\n\rX",
            get + "\r\r\n",
            get + "Transfer-Encoding\u000b: chunked\r\n\r\n",
            get + "Transfer-Encoding: \u000bchunked\r\n\r\n",
            get + "Content-Length\u0000: 3\r\n\r\n",
            get + "Content-Length 3: x\r\n\r\n",
        };
    }

    static String[] goodRequests() {
        return new String[] {
            "GET / HTTP/1.1\r\nHost: a\r\n\r\nrest",
            "\r\n\r\n\nGET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nHost: a\n\r\n",
            "GET \t /  HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.2\r\nA:\r\nB: \r\nC:  \t\r\nD:e\r\n\r\n",
            "get /\"<>\\^`{|} HTTP/1.1\r\nFo_o: \u00e9\t\u00ff\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nHost: A\r\nHost: a\r\n\r\n",
            "GET HTTP://A:80/x?y HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET https://a/ HTTP/1.1\r\nHost: a:443\r\n\r\n",
            "GET http://a: HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://u@a HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://[::1]:8080/ HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
            "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET / HTTP/1.1\r\nX-" + "long".repeat(300) + ": " + "v".repeat(3000) + "\r\nHost: a\r\n\r\nbody",
        };
    }

    static String[] responses() {
        return new String[] {
            "HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody",
            "HTTP/1.1 200\r\n\r\n",
            "HTTP/1.1 200 \r\n\r\n",
            "HTTP/1.1  404  Not \u00e9 found \nA:b\n\n",
            "HTTP/1.0 700 x\r\n\r\n",
            "HTTP/1.2 200 x\r\n\r\n",
        };
    }

    static String[] badResponses() {
        return new String[] {
            "\r\nHTTP/1.1 200 OK\r\n\r\n",
            "HTTP/2.0 200 OK\r\n\r\n",
            "HTTP/1.1\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 099 OK\r\n\r\n",
            "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 200 O\u0001K\r\n\r\n",
            "HTTP/1.1 200 O\rK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA: b\u0000\r\n\r\n",
            "ICY 200 OK\r\n\r\n",
        };
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void a_bad_request_is_refused_however_it_arrives(String text) {
        assertThat(everySplit(true, text)).startsWith("-1 ");
    }

    @ParameterizedTest
    @MethodSource("goodRequests")
    void a_good_request_is_read_the_same_however_it_arrives(String text) {
        String verdict = everySplit(true, text);
        assertThat(verdict).matches("(?s)[12] left .*");
        String wire = verdict.substring(verdict.indexOf('\n') + 1);
        if (verdict.startsWith("1"))
            assertThat(Heads.verdict(true, wire, WHOLE)).isEqualTo("1 left 0\n" + wire);
    }

    @ParameterizedTest
    @MethodSource("responses")
    void a_good_response_is_read_the_same_however_it_arrives(String text) {
        String verdict = everySplit(false, text);
        assertThat(verdict).startsWith("1 left ");
        String wire = verdict.substring(verdict.indexOf('\n') + 1);
        assertThat(Heads.verdict(false, wire, WHOLE)).isEqualTo("1 left 0\n" + wire);
    }

    @ParameterizedTest
    @MethodSource("badResponses")
    void a_bad_response_is_refused_however_it_arrives(String text) {
        assertThat(everySplit(false, text)).startsWith("-1 ");
    }

    @Test
    void limits_do_not_depend_on_splits() {
        String tooLongAndBad = "GET /" + "a".repeat(8300) + "#\u0000 HTTP/1.1\r\n\r\n";
        assertThat(byteByByte(tooLongAndBad))
                .isEqualTo(Heads.verdict(true, tooLongAndBad, WHOLE))
                .startsWith("-2 ");
        String noEnd = "GET /" + "a".repeat(9000);
        assertThat(byteByByte(noEnd))
                .isEqualTo(Heads.verdict(true, noEnd, WHOLE))
                .startsWith("-2 ");
        String emptyLines = "\r\n".repeat(9000);
        assertThat(byteByByte(emptyLines))
                .isEqualTo(Heads.verdict(true, emptyLines, WHOLE))
                .startsWith("-3 ");
        String large = "GET / HTTP/1.1\r\nx: " + "a".repeat(16384) + "\u0000";
        assertThat(byteByByte(large))
                .isEqualTo(Heads.verdict(true, large, WHOLE))
                .startsWith("-3 ");
        String many = "GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(101) + "\r\n";
        assertThat(byteByByte(many)).isEqualTo(Heads.verdict(true, many, WHOLE)).endsWith(" @616");
        String name = "GET / HTTP/1.1\r\n" + "n".repeat(70_000) + ": x\r\n\r\n";
        assertThat(byteByByte(name)).isEqualTo(Heads.verdict(true, name, WHOLE)).startsWith("-3 ");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1|A: b|(: c||',22,invalid character in header name",
        "'GET /# HTTP/1.1||',5,invalid character in request target"
    })
    void a_fault_has_a_phrase_and_a_place(String text, int at, String phrase) {
        assertThat(Heads.verdict(true, text.replace("|", "\r\n"), WHOLE)).isEqualTo("-1 " + phrase + " @" + at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a#b HTTP/1.1\r\n\r\n", "GET /\u00e9 HTTP/1.1\r\nFo(o: x\r\n\r\n"})
    void relaxed_takes_what_the_option_allows(String text) {
        HeadParser parser = HeadParser.ofRequests(io.hecd.http.Limits.STANDARD);
        parser.relaxed(true);
        assertThat(parser.parse(new io.hecd.http.HttpHead(), Heads.buffer(text)))
                .isEqualTo(HeadParser.DONE);
    }

    private static String byteByByte(String text) {
        int[] splits = new int[text.length()];
        for (int i = 0; i < splits.length; i++) splits[i] = i;
        return Heads.verdict(true, text, splits);
    }

    /** Two parts at every place, then byte by byte: all must agree with the whole. */
    private static String everySplit(boolean request, String text) {
        String whole = Heads.verdict(request, text, WHOLE);
        int[] each = new int[text.length()];
        for (int at = 0; at < text.length(); at++) {
            each[at] = at;
            assertThat(Heads.verdict(request, text, new int[] {at}))
                    .as("split at %d", at)
                    .isEqualTo(whole);
        }
        assertThat(Heads.verdict(request, text, each)).isEqualTo(whole);
        return whole;
    }
}
