package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.Framing;
import io.hecd.http.HopHeaders;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Limits;
import io.hecd.http.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The budget: parsing, deciding, editing and writing a head, and following its chunks, costs no byte of heap. */
@Tag("budget")
final class AllocationTest {
    private static final int ROUNDS = 10_000;
    private static final long BYTES_ALLOWED = 0;

    /** Without leak detection, which notes every touch of a buffer on the heap. */
    private static final UnpooledByteBufAllocator DIRECT = new UnpooledByteBufAllocator(true, true);

    private final HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
    private final HttpHead head = new HttpHead();
    private final Framing framing = new Framing();
    private final Persistence said = new Persistence();
    private final HopHeaders hop = new HopHeaders();
    private final ChunkScanner scanner = new ChunkScanner(Limits.STANDARD);
    private final ByteView path = new ByteView();
    private final ByteView added = ByteView.of("203.0.113.7");
    private final byte[] name = Ascii.bytes("x-own");
    private final ByteBuf in = DIRECT.directBuffer(4096).writeBytes(Ascii.bytes("""
                    POST /path/to?x=1 HTTP/1.1
                    Host: example.org
                    User-Agent: test/1.0
                    X-Own: 1
                    Connection: keep-alive, x-own
                    Transfer-Encoding: chunked

                    5;ext
                    hello
                    0

                    """.replace("\n", "\r\n")));
    private final ByteBuf out = DIRECT.directBuffer(4096);

    @Test
    void a_round_allocates_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) round();
        long own = threads.getCurrentThreadAllocatedBytes();
        own = threads.getCurrentThreadAllocatedBytes() - own;
        // The least of some: the virtual machine now and then makes an object of its own on this thread, and compiles
        // when it
        // likes, while an allocation per round would show in every one of them.
        long used = Long.MAX_VALUE;
        for (int tries = 0; tries < 10 && used > BYTES_ALLOWED; tries++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) round();
            used = Math.min(used, threads.getCurrentThreadAllocatedBytes() - before - own);
        }
        assertThat(out.readableBytes()).isGreaterThan(100);
        assertThat(used).isLessThanOrEqualTo(BYTES_ALLOWED);
    }

    private void round() {
        in.readerIndex(0);
        out.clear();
        if (parser.parse(head, in) != HeadParser.DONE) throw new AssertionError(parser.fault());
        hop.toServer(head, said.of(head), framing.ofRequest(head), true);
        head.set(KnownHeader.X_FORWARDED_FOR, added);
        head.replaceValue(head.find(name), added);
        head.remove(head.find(KnownHeader.USER_AGENT));
        head.setTarget(head.pathView(path));
        head.writeTo(out);
        scanner.reset();
        if (Chunks.relay(scanner, in, out) != ChunkScanner.DONE) throw new AssertionError(scanner.fault());
    }
}
