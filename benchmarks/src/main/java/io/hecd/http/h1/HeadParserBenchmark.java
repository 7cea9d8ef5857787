package io.hecd.http.h1;

import io.hecd.bytes.Ascii;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does it cost to read a head that has arrived whole? */
@State(Scope.Thread)
public class HeadParserBenchmark {
    static final String CURL =
            "GET /index HTTP/1.1\r\nHost: example.org\r\nUser-Agent: curl/8.5\r\nAccept: */*\r\n\r\n";
    static final String BROWSER = """
            GET /shop/article/4711?colour=blue&size=42 HTTP/1.1
            Host: shop.example.org
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8
            Accept-Language: de,en-US;q=0.7,en;q=0.3
            Accept-Encoding: gzip, deflate, br, zstd
            Referer: https://shop.example.org/shop/
            Connection: keep-alive
            Cookie: session=8f14e45fceea167a5a36dedd4bea2543; basket=17; consent=yes; theme=dark
            Upgrade-Insecure-Requests: 1
            Sec-Fetch-Dest: document
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Site: same-origin
            Priority: u=0, i

            """.replace("\n", "\r\n");
    private static final String RESPONSE = """
            HTTP/1.1 200 OK
            Server: nginx/1.22.1
            Date: Sun, 22 Nov 2026 18:04:26 GMT
            Content-Type: text/html; charset=utf-8
            Content-Length: 5120
            Connection: keep-alive
            Cache-Control: private, max-age=0
            Vary: Accept-Encoding

            """.replace("\n", "\r\n");

    @Param({"curl", "browser", "response"})
    public String head = "";

    private HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private final HttpHead into = new HttpHead();

    @Setup
    public void prepare() {
        String text = head.equals("curl") ? CURL : head.equals("browser") ? BROWSER : RESPONSE;
        if (head.equals("response")) parser = HeadParser.ofResponses(Limits.STANDARD);
        in = Unpooled.directBuffer().writeBytes(Ascii.bytes(text));
        if (parse() != HeadParser.DONE) throw new IllegalStateException(parser.fault());
    }

    @Benchmark
    public int parse() {
        in.readerIndex(0);
        into.reset();
        parser.reset();
        return parser.parse(into, in);
    }
}
