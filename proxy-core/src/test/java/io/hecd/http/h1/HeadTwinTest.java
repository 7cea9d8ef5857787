package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Raw heads sent to HAProxy and judged by us: the same heads must be accepted, the others get the same status. Every
 * difference is in a table with its reason; a difference that is no more is a failure too.
 */
final class HeadTwinTest {
    private static final String H = "Host: a\r\n";
    private static final String GET = "GET / HTTP/1.1\r\n" + H;
    private static final String POST = "POST / HTTP/1.1\r\n" + H;

    /** Judged alike. */
    private static final List<String> SAME = List.of(
            GET + "X-Foo:  bar \r\n\r\n",
            "\r\n\n\r\n" + GET + "\r\n",
            "\r" + GET + "\r\n",
            "\u0001" + GET + "\r\n",
            " " + GET + "\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET  \t/  HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1 \r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.2\r\n" + H + "\r\n",
            "GET / HTTP/1.11\r\n" + H + "\r\n",
            "G(T / HTTP/1.1\r\n" + H + "\r\n",
            "GET /a#b HTTP/1.1\r\n" + H + "\r\n",
            "GET /\u0001 HTTP/1.1\r\n" + H + "\r\n",
            "GET /\u00e9 HTTP/1.1\r\n" + H + "\r\n",
            "GET /\"<>\\^`{|} HTTP/1.1\r\n" + H + "\r\n",
            "GET foo HTTP/1.1\r\n" + H + "\r\n",
            "OPTIONS * HTTP/1.1\r\n" + H + "\r\n",
            "GET http://A:80/x HTTP/1.1\r\n" + H + "\r\n",
            "GET http://b/x HTTP/1.1\r\n" + H + "\r\n",
            "GET http://a:81/x HTTP/1.1\r\n" + H + "\r\n",
            "GET http://a/ HTTP/1.1\r\nHost: a:443\r\n\r\n",
            "CONNECT a:81 HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n",
            GET + "Host: A\r\n\r\n",
            GET + "Host: b\r\n\r\n",
            GET + ": x\r\n\r\n",
            GET + "Foo\r\n\r\n",
            GET + "Foo : x\r\n\r\n",
            GET + "Fo(o: x\r\n\r\n",
            GET + "Fo_o: \u00e9\t\r\n\r\n",
            GET + "Foo: x\ry\r\n\r\n",
            POST + "Content-Length: +0\r\n\r\n",
            POST + "Content-Length: 0x0\r\n\r\n",
            POST + "Content-Length:\r\n\r\n",
            POST + "Content-Length: 0,1\r\n\r\n",
            POST + "Content-Length: 9223372036854775808\r\n\r\n",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: identity\r\n\r\n",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: chunked;x\r\n\r\n0\r\n\r\n",
            POST + "Transfer-Encoding: ChunKed\r\n\r\n0\r\n\r\n",
            GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

    /** Judged otherwise, with the reason. Status of HAProxy, then ours. (DEL in a target: HAProxy's answer varies with its place.) */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry(POST + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "200 400 a repeated length is refused"),
            Map.entry(POST + "Content-Length: 0, 0\r\n\r\n", "200 400 a list of lengths is refused"),
            Map.entry(
                    POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "200 400 both kinds of framing: refused, not repaired"),
            Map.entry(POST + "Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n", "200 400 an empty coding is refused"),
            Map.entry(
                    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "200 400 HTTP/1.0 has no transfer codings"),
            Map.entry(
                    POST + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "422 400 a second header is refused whatever it says"),
            Map.entry(GET + "Foo: x\r\n y\r\n\r\n", "200 400 folded lines are refused (RFC 9112 5.2)"),
            Map.entry(GET + "Foo: x\u0000y\r\n\r\n", "200 400 control characters in values are refused (RFC 9110 5.5)"),
            Map.entry(GET + "Foo: x\u007fy\r\n\r\n", "200 400 control characters in values are refused (RFC 9110 5.5)"),
            Map.entry("GET / HTTP/0.9\r\n\r\n", "200 400 HTTP/0.9 has no version"),
            Map.entry("GET / HTTP/2.0\r\n\r\n", "200 400 HTTP/2 only with its preface"),
            Map.entry("GET *x HTTP/1.1\r\n\r\n", "200 400 `*` stands alone"),
            Map.entry("GET http:// HTTP/1.1\r\n\r\n", "200 400 an authority is not empty"),
            Map.entry(
                    "GET http://a?q HTTP/1.1\r\nHost: a\r\n\r\n", "400 200 HAProxy takes the query for the authority"),
            Map.entry("CONNECT http://a:80/ HTTP/1.1\r\nHost: a\r\n\r\n", "200 400 CONNECT takes host:port only"),
            Map.entry("GET /" + "a".repeat(8300) + " HTTP/1.1\r\n\r\n", "200 414 the request line has its own limit"),
            Map.entry(GET + "X: " + "a".repeat(16400) + "\r\n\r\n", "400 431 the status says what is wrong"),
            Map.entry(GET + "X: y\r\n".repeat(101) + "\r\n", "400 431 the status says what is wrong"));

    @Test
    void heads_are_judged_as_haproxy_judges_them() throws Exception {
        List<String> surprises = new ArrayList<>();
        try (Twin twin = Twin.start()) {
            for (String text : SAME) {
                int theirs = twin.status(text);
                int ours = ours(text);
                if (theirs != ours) surprises.add(theirs + " but we " + ours + ": " + shown(text));
            }
            for (Map.Entry<String, String> e : DIFFERENT.entrySet()) {
                String both = twin.status(e.getKey()) + " " + ours(e.getKey());
                if (!e.getValue().startsWith(both + " "))
                    surprises.add(both + " but said " + e.getValue() + ": " + shown(e.getKey()));
            }
        }
        assertThat(surprises).isEmpty();
    }

    private static int ours(String text) {
        HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
        HttpHead head = new HttpHead();
        ByteBuf in = Heads.buffer(text);
        int result = parser.parse(head, in);
        if (result < 0) return HeadParser.statusOf(result);
        assertThat(result).as(shown(text)).isEqualTo(HeadParser.DONE);
        Framing framing = new Framing().ofRequest(head);
        return framing.isRefused() ? framing.status() : 200;
    }

    private static String shown(String text) {
        String line = text.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() > 100 ? line.substring(0, 100) : line;
    }
}
