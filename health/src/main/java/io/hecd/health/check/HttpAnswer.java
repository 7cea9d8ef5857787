package io.hecd.health.check;

import io.hecd.bytes.ByteView;
import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.hecd.http.Method;
import io.hecd.http.h1.ChunkScanner;
import io.hecd.http.h1.HeadParser;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The answer to an HTTP check as it arrives: the head, then the first bytes of the body. Confined to one check. */
final class HttpAnswer {
    private final HeadParser parser = HeadParser.ofResponses(Limits.STANDARD);
    private final HttpHead head = new HttpHead();
    private final Framing framing = new Framing();
    private final ChunkScanner chunks = new ChunkScanner(Limits.STANDARD);
    private final Method asked;
    private final Received body;
    private boolean hasHead;
    private boolean complete;
    private boolean bad;
    private long left;

    HttpAnswer(Method asked, int mostBytes) {
        this.asked = asked;
        this.body = new Received(mostBytes);
    }

    void take(ByteBuf in) {
        if (!hasHead) takeHead(in);
        if (hasHead && !bad && !complete) takeBody(in);
    }

    private void takeHead(ByteBuf in) {
        int result = parser.parse(head, in);
        if (result == HeadParser.MORE) return;
        if (result != HeadParser.DONE) {
            bad = true;
            return;
        }
        hasHead = true;
        framing.ofResponse(head, asked, false);
        switch (framing.kind()) {
            case REFUSE -> bad = true;
            case NONE, TUNNEL -> complete = true;
            case LENGTH -> left = framing.length();
            case UNTIL_CLOSE -> left = Long.MAX_VALUE;
            case CHUNKED -> chunks.reset();
        }
    }

    private void takeBody(ByteBuf in) {
        if (framing.kind() == Framing.Kind.CHUNKED) {
            takeChunks(in);
        } else {
            int take = (int) Math.min(left, in.readableBytes());
            body.add(in, take);
            left -= take;
            if (left == 0) complete = true;
        }
        if (body.isFull()) complete = true;
    }

    private void takeChunks(ByteBuf in) {
        ByteBuf plain = in.alloc().heapBuffer(in.readableBytes());
        try {
            int result = chunks.unchunk(in, plain);
            body.add(plain, plain.readableBytes());
            complete = result == ChunkScanner.DONE;
            bad = result == ChunkScanner.BAD;
        } finally {
            plain.release();
        }
    }

    /** The server closed. */
    void close() {
        if (!hasHead) bad = true;
        complete = true;
    }

    /** Whether it is no HTTP answer, or an ambiguous one. */
    boolean isBad() {
        return bad;
    }

    boolean hasHead() {
        return hasHead;
    }

    /** Whether nothing more is to come, or nothing more is looked at. */
    boolean isComplete() {
        return complete;
    }

    int status() {
        return head.status();
    }

    String reason() {
        ByteView view = head.reasonView(new ByteView());
        return new String(view.array(), view.offset(), view.length(), StandardCharsets.ISO_8859_1);
    }

    Received body() {
        return body;
    }
}
