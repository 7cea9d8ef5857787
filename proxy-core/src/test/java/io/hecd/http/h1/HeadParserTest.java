package io.hecd.http.h1;

import static io.hecd.http.h1.Heads.buffer;
import static io.hecd.http.h1.Heads.verdict;
import static io.hecd.http.h1.Heads.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Limits;
import io.hecd.http.Method;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HeadParserTest {
    private static final int[] WHOLE = {};
    private final ByteView view = new ByteView();

    @Test
    void a_request_is_indexed_and_its_names_become_lower_case() {
        HttpHead head =
                Heads.request("GET /a/b?x=1 HTTP/1.1\r\nHost: Example\r\nX-Foo:  bar \t\r\nCoNTent-TYPE:x\r\n\r\n");
        assertThat(head.isRequest()).isTrue();
        assertThat(head.method()).isEqualTo(Method.GET);
        assertThat(head.minorVersion()).isEqualTo(1);
        assertThat(head.targetView(view).toString()).isEqualTo("/a/b?x=1");
        assertThat(head.pathView(view).toString()).isEqualTo("/a/b");
        assertThat(head.queryView(view).toString()).isEqualTo("x=1");
        assertThat(head.count()).isEqualTo(3);
        assertThat(head.valueView(head.find(KnownHeader.HOST), view).toString()).isEqualTo("Example");
        assertThat(head.find(KnownHeader.CONNECTION)).isEqualTo(-1);
        assertThat(wire(head))
                .isEqualTo("GET /a/b?x=1 HTTP/1.1\r\nhost: Example\r\nx-foo: bar\r\ncontent-type: x\r\n\r\n");
    }

    @Test
    void only_the_head_is_taken_from_the_buffer() {
        HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
        HttpHead head = new HttpHead();
        ByteBuf in = buffer("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n");
        assertThat(parser.parse(head, in)).isEqualTo(HeadParser.DONE);
        assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo("bodyGET / HTTP/1.1\r\n\r\n");
        in.skipBytes(4);
        assertThat(parser.isIdle()).isTrue();
        assertThat(parser.parse(head, in)).isEqualTo(HeadParser.DONE);
        assertThat(wire(head)).isEqualTo("GET / HTTP/1.1\r\n\r\n");
        assertThat(parser.parse(head, in)).isEqualTo(HeadParser.MORE);
        assertThat(parser.isIdle()).isTrue();
    }

    @Test
    void a_response_is_indexed() {
        HttpHead head = Heads.response("HTTP/1.0 404 Not here\r\nContent-Length: 2\r\n\r\nok");
        assertThat(head.isRequest()).isFalse();
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.minorVersion()).isZero();
        assertThat(head.reasonView(view).toString()).isEqualTo("Not here");
        assertThat(wire(head)).isEqualTo("HTTP/1.0 404 Not here\r\ncontent-length: 2\r\n\r\n");
    }

    @Test
    void limits_have_their_own_answers() {
        String host = "Host: a\r\n";
        assertThat(verdict(true, "GET /" + "a".repeat(8192 - 14) + " HTTP/1.1\r\n\r\n", WHOLE))
                .startsWith("1 left 0");
        assertThat(verdict(true, "GET /" + "a".repeat(8193 - 14) + " HTTP/1.1\r\n\r\n", WHOLE))
                .startsWith("-2 ");
        assertThat(verdict(true, "GET / HTTP/1.1\r\n" + "x: y\r\n".repeat(100) + "\r\n", WHOLE))
                .startsWith("1 left 0");
        assertThat(verdict(true, "GET / HTTP/1.1\r\n" + "x: y\r\n".repeat(101) + "\r\n", WHOLE))
                .startsWith("-3 too many");
        String longest = "GET / HTTP/1.1\r\nx: " + "a".repeat(16384 - 16 - 3 - 4) + "\r\n\r\n";
        assertThat(longest).hasSize(16384);
        assertThat(verdict(true, longest + "more", WHOLE)).startsWith("1 left 4");
        assertThat(verdict(true, longest.replace("x: ", "x: a"), WHOLE)).startsWith("-3 head too large");
        assertThat(HeadParser.statusOf(-1)).isEqualTo(400);
        assertThat(HeadParser.statusOf(-2)).isEqualTo(414);
        assertThat(HeadParser.statusOf(-3)).isEqualTo(431);
    }

    @Test
    void the_preface_of_http2_is_told_apart() {
        assertThat(verdict(true, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", WHOLE)).startsWith("2 left 6");
        assertThat(verdict(true, "PRI * HTTP/2.0\r\nHost: a\r\n\r\n", WHOLE)).startsWith("-1 ");
        assertThat(verdict(true, "PRI * HTTP/2.0\n\n", WHOLE)).startsWith("-1 ");
        assertThat(verdict(true, "\r\nPRI * HTTP/2.0\r\n\r\n", WHOLE)).startsWith("-1 ");
    }
}
