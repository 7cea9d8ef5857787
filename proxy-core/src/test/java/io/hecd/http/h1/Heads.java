package io.hecd.http.h1;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What the tests of this package say often: text to head, head to text. */
public final class Heads {
    private Heads() {}

    public static ByteBuf buffer(String latin1) {
        return Unpooled.wrappedBuffer(Ascii.bytes(latin1));
    }

    public static HttpHead request(String text) {
        HttpHead head = new HttpHead();
        HeadParser parser = HeadParser.ofRequests(Limits.STANDARD);
        int result = parser.parse(head, buffer(text));
        if (result != HeadParser.DONE) throw new AssertionError(result + " " + parser.fault());
        return head;
    }

    public static HttpHead response(String text) {
        HttpHead head = new HttpHead();
        HeadParser parser = HeadParser.ofResponses(Limits.STANDARD);
        int result = parser.parse(head, buffer(text));
        if (result != HeadParser.DONE) throw new AssertionError(result + " " + parser.fault());
        return head;
    }

    public static String wire(HttpHead head) {
        ByteBuf out = Unpooled.buffer();
        head.writeTo(out);
        String text = out.toString(StandardCharsets.ISO_8859_1);
        out.release();
        if (text.length() != head.sizeOnWire())
            throw new AssertionError("sizeOnWire " + head.sizeOnWire() + ": " + text);
        return text;
    }

    /** The whole verdict as one comparable line: result, or fault with place, or what would go on the wire. */
    public static String verdict(boolean request, String text, int[] splits) {
        HeadParser parser = request ? HeadParser.ofRequests(Limits.STANDARD) : HeadParser.ofResponses(Limits.STANDARD);
        HttpHead head = new HttpHead();
        ByteBuf all = buffer(text);
        int from = 0;
        for (int i = 0; i <= splits.length; i++) {
            int to = i < splits.length ? splits[i] : text.length();
            ByteBuf part = all.slice(from, to - from);
            int result = parser.parse(head, part);
            if (result == HeadParser.MORE && part.isReadable()) return "MORE but not all taken";
            from += part.readerIndex();
            if (result < 0) return result + " " + parser.fault() + " @" + parser.faultAt();
            if (result > 0) return result + " left " + (text.length() - from) + "\n" + wire(head);
        }
        return "MORE";
    }

    public static String text(ByteView view) {
        return view.toString();
    }
}
