package io.hecd.http.h1;

import io.hecd.http.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Drives a {@link ChunkScanner} over text in pieces, the way a relay does. */
final class Chunks {
    private Chunks() {}

    /** The body as it is passed on, then the verdict; bytes are given in parts that end at `splits`. */
    static String relay(String text, int... splits) {
        ChunkScanner scanner = new ChunkScanner(Limits.STANDARD);
        ByteBuf all = Heads.buffer(text);
        ByteBuf out = Unpooled.buffer();
        int from = 0;
        int result = ChunkScanner.MORE;
        for (int i = 0; i <= splits.length && result == ChunkScanner.MORE; i++) {
            ByteBuf part = all.slice(from, (i < splits.length ? splits[i] : text.length()) - from);
            result = relay(scanner, part, out);
            from += part.readerIndex();
        }
        return verdict(scanner, result, out, text.length() - from);
    }

    static int relay(ChunkScanner scanner, ByteBuf part, ByteBuf out) {
        int result = ChunkScanner.MORE;
        while (result == ChunkScanner.MORE && part.isReadable()) {
            result = scanner.scan(part);
            if (scanner.scanned() > 0) out.writeBytes(part, scanner.scanned());
            else if (result == ChunkScanner.MORE) result = scanner.rewrite(part, out);
        }
        return result;
    }

    static String unchunk(String text, int... splits) {
        ChunkScanner scanner = new ChunkScanner(Limits.STANDARD);
        ByteBuf all = Heads.buffer(text);
        ByteBuf out = Unpooled.buffer();
        int from = 0;
        int result = ChunkScanner.MORE;
        for (int i = 0; i <= splits.length && result == ChunkScanner.MORE; i++) {
            ByteBuf part = all.slice(from, (i < splits.length ? splits[i] : text.length()) - from);
            result = scanner.unchunk(part, out);
            from += part.readerIndex();
        }
        return verdict(scanner, result, out, text.length() - from);
    }

    private static String verdict(ChunkScanner scanner, int result, ByteBuf out, int left) {
        String written = out.toString(StandardCharsets.ISO_8859_1);
        if (result == ChunkScanner.BAD) return "BAD " + scanner.fault();
        if (result == ChunkScanner.DONE != scanner.isDone()) throw new AssertionError("isDone");
        return (result == ChunkScanner.DONE ? "DONE" : "MORE") + " " + scanner.total() + " left " + left + "\n"
                + written;
    }
}
