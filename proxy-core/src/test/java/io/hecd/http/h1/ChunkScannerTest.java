package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.http.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChunkScannerTest {
    static String[][] good() {
        String plain = "2\r\nab\r\n0\r\n\r\n";
        String big = "1000\r\n" + "x".repeat(4096) + "\r\n0\r\n\r\n";
        return new String[][] {
            {plain, plain, "ab"},
            {"0\r\n\r\n", "0\r\n\r\n", ""},
            {big, big, "x".repeat(4096)},
            {
                "a\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n",
                "a\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n",
                "01234567890123456789a"
            },
            {"2;a=b\r\nab\r\n0\r\n\r\n", plain, "ab"},
            {"2;a=\"b;c\"\tx\r\nab\r\n0;end\r\n\r\n", plain, "ab"},
            {"2 \t;x\r\nab\r\n0\r\n\r\n", plain, "ab"},
            {"2 \r\nab\r\n000\r\n\r\n", plain, "ab"},
            {"00000000000000000002\r\nab\r\n0\r\n\r\n", plain, "ab"},
            {"2;" + "e".repeat(1020) + "\r\nab\r\n0\r\n\r\n", plain, "ab"},
            {"2\r\nab\r\n0\r\nX-Foo:bar \r\nY: z\r\n\r\n", "2\r\nab\r\n0\r\nx-foo: bar\r\ny: z\r\n\r\n", "ab"},
            {"2\r\nab\r\n0\r\nx: y\n\n", "2\r\nab\r\n0\r\nx: y\r\n\r\n", "ab"},
            {"2\r\n\r\n\r\n0\r\n\r\n", "2\r\n\r\n\r\n0\r\n\r\n", "\r\n"},
        };
    }

    static String[] bad() {
        String[] first = {
            "\r\n",
            " 2\r\n",
            "0x2\r\n",
            "+2\r\n",
            "-2\r\n",
            "2g\r\n",
            ";x\r\n",
            "2\n",
            "2;a\n",
            "2\rX",
            "2;a\rb\r\n",
            "2;\u0000\r\n",
            "2;\u0001\r\n",
            "2;a=\"\u007f\"\r\n",
            "2 2\r\n",
            "2 x\r\n",
            "8000000000000000\r\n",
            "10000000000000002\r\n",
            "ffffffffffffffff\r\n",
            "fffffffffffffffff\r\n",
            "2;" + "e".repeat(1021) + "\r\n",
            "0".repeat(1022) + "2\r\n",
            "\u0000\r\n",
            "2\u0000\r\n",
        };
        String[] later = {
            "2\r\nabc\r\n",
            "2\r\nab\n",
            "2\r\nab\rX",
            "2\r\nabXX0\r\n",
            "2\r\nab0\r\n\r\n",
            "2\r\nab\r\n\r\n",
            "0\r\nX Foo: bar\r\n\r\n",
            "0\r\nX : y\r\n\r\n",
            "0\r\nX: y\r\n z\r\n\r\n",
            "0\r\n: y\r\n\r\n",
            "0\r\nX: \u0000\r\n\r\n",
            "0\r\nContent-Length: 3\r\n\r\n",
            "0\r\nTransfer-Encoding: chunked\r\n\r\n",
            "0\r\nA: b\r\nHost: x\r\n\r\n",
            "0\r\nTrailer: x\r\n\r\n",
            "0\r\nConnection: close\r\n\r\n",
            "0\r\n" + "a: b\r\n".repeat(101) + "\r\n",
            "0\r\na: " + "b".repeat(16384) + "\r\n\r\n",
            "0\r\n\rX",
            "0\r\nGET / HTTP/1.1\r\n\r\n",
        };
        String[] all = new String[first.length + later.length];
        for (int i = 0; i < first.length; i++) all[i] = first[i] + "ab\r\n0\r\n\r\n";
        System.arraycopy(later, 0, all, first.length, later.length);
        return all;
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_body_is_passed_on_in_canonical_form_however_it_arrives(String text, String canonical, String content) {
        String next = text + "GET";
        String relayed = "DONE " + content.length() + " left 3\n" + canonical;
        String unchunked = "DONE " + content.length() + " left 3\n" + content;
        assertThat(Chunks.relay(next)).isEqualTo(relayed);
        assertThat(Chunks.unchunk(next)).isEqualTo(unchunked);
        for (int at = 0; at < next.length(); at++) {
            assertThat(Chunks.relay(next, at)).as("split at %d", at).isEqualTo(relayed);
            assertThat(Chunks.unchunk(next, at)).as("split at %d", at).isEqualTo(unchunked);
        }
        assertThat(Chunks.relay(next, each(next))).isEqualTo(relayed);
        assertThat(Chunks.unchunk(next, each(next))).isEqualTo(unchunked);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_body_is_refused_however_it_arrives(String text) {
        String verdict = Chunks.relay(text);
        assertThat(verdict).startsWith("BAD ");
        assertThat(Chunks.unchunk(text)).isEqualTo(verdict);
        assertThat(Chunks.relay(text, each(text))).isEqualTo(verdict);
        assertThat(Chunks.unchunk(text, each(text))).isEqualTo(verdict);
        for (int at = 0; at < Math.min(60, text.length()); at++)
            assertThat(Chunks.relay(text, at)).isEqualTo(verdict);
    }

    @Test
    void a_plain_body_is_never_copied() {
        ChunkScanner scanner = new ChunkScanner(Limits.STANDARD);
        ByteBuf in = Heads.buffer("2\r\nab\r\nff\r\n" + "x".repeat(100));
        assertThat(scanner.scan(in)).isEqualTo(ChunkScanner.MORE);
        assertThat(scanner.scanned()).isEqualTo(in.readableBytes());
        assertThat(in.readerIndex()).isZero();
        in = Heads.buffer("x".repeat(155) + "\r\n0\r\n\r\nnext");
        assertThat(scanner.scan(in)).isEqualTo(ChunkScanner.DONE);
        assertThat(scanner.scanned()).isEqualTo(in.readableBytes() - 4);
        assertThat(scanner.total()).isEqualTo(257);
        assertThat(scanner.trailers()).isNull();
    }

    @Test
    void a_scanner_begins_anew() {
        ChunkScanner scanner = new ChunkScanner(Limits.STANDARD);
        ByteBuf out = Unpooled.buffer();
        assertThat(scanner.unchunk(Heads.buffer("0\r\na: b\r\n"), out)).isEqualTo(ChunkScanner.MORE);
        scanner.reset();
        assertThat(scanner.unchunk(Heads.buffer("1;x\r\na\r\n0\r\nc: d\r\n\r\n"), out))
                .isEqualTo(ChunkScanner.DONE);
        assertThat(java.util.Objects.requireNonNull(scanner.trailers()).find(io.hecd.bytes.Ascii.bytes("a")))
                .isEqualTo(-1);
        scanner.reset();
        assertThat(scanner.isDone()).isFalse();
        assertThat(scanner.unchunk(Heads.buffer("0\r\n\r\n"), out)).isEqualTo(ChunkScanner.DONE);
        assertThat(scanner.trailers()).isNull();
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("a");
    }

    @Test
    void an_answer_without_length_can_be_put_in_chunks() {
        ByteBuf out = Unpooled.buffer();
        ChunkScanner.writeChunkHead(out, 0xabc);
        ChunkScanner.writeChunkEnd(out);
        ChunkScanner.writeChunkHead(out, 1);
        ChunkScanner.writeChunkHead(out, Long.MAX_VALUE);
        ChunkScanner.writeLastChunk(out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("abc\r\n\r\n1\r\n7fffffffffffffff\r\n0\r\n\r\n");
    }

    private static int[] each(String text) {
        int[] splits = new int[text.length()];
        for (int i = 0; i < splits.length; i++) splits[i] = i;
        return splits;
    }
}
