package io.hecd.http.h1;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.Framing;
import io.hecd.http.HopHeaders;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Limits;
import io.hecd.http.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What do editing and writing a browser's head add to reading it? Reading is in all three; subtract `read`. */
@State(Scope.Thread)
public class HeadEditBenchmark {
    private final HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
    private final HttpHead head = new HttpHead();
    private final Framing framing = new Framing();
    private final Persistence said = new Persistence();
    private final HopHeaders hop = new HopHeaders();
    private final ByteView client = ByteView.of("203.0.113.7");
    private final byte[] name = Ascii.bytes("x-edge");
    private final ByteBuf in = Unpooled.directBuffer();
    private final ByteBuf out = Unpooled.directBuffer(4096);

    @Setup
    public void prepare() {
        in.writeBytes(Ascii.bytes(HeadParserBenchmark.BROWSER));
    }

    @Benchmark
    public HttpHead read() {
        in.readerIndex(0);
        head.reset();
        parser.reset();
        if (parser.parse(head, in) != HeadParser.DONE) throw new IllegalStateException(parser.fault());
        return head;
    }

    /** As a proxy without rules does: framing, hop-by-hop headers, writing. */
    @Benchmark
    public int forward() {
        read();
        hop.toServer(head, said.of(head), framing.ofRequest(head), true);
        return write();
    }

    /** And four edits: a header set, one added, one replaced, one removed. */
    @Benchmark
    public int editAndForward() {
        read();
        head.set(KnownHeader.X_FORWARDED_FOR, client);
        head.add(name, client);
        head.replaceValue(head.find(KnownHeader.HOST), client);
        head.remove(head.find(KnownHeader.COOKIE));
        hop.toServer(head, said.of(head), framing.ofRequest(head), true);
        return write();
    }

    private int write() {
        out.clear();
        head.writeTo(out);
        return out.readableBytes();
    }
}
