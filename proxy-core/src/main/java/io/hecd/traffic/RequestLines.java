package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;

/** Puts a request line together from the parts of a head. */
final class RequestLines {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.");

    private RequestLines() {}

    /** `into` ends up showing the line in `scratch`; it is empty for a head that is no request. */
    static void assemble(HttpHead head, Scratch scratch, ByteView into) {
        if (!head.isRequest()) {
            into.clear();
            return;
        }
        int start = scratch.mark();
        append(head.methodView(into), scratch);
        put(scratch, ' ');
        append(head.targetView(into), scratch);
        put(scratch, ' ');
        append(into.set(VERSION, 0, VERSION.length), scratch);
        put(scratch, '0' + head.minorVersion());
        into.set(scratch.array(), start, scratch.mark() - start);
    }

    private static void append(ByteView text, Scratch scratch) {
        int at = scratch.reserve(text.length());
        System.arraycopy(text.array(), text.offset(), scratch.array(), at, text.length());
    }

    private static void put(Scratch scratch, int b) {
        int at = scratch.reserve(1);
        scratch.array()[at] = (byte) b;
    }
}
