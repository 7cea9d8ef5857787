package io.hecd.http;

import io.hecd.bytes.ByteView;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The memory of one head: what was received, then a tail that edits are appended to. Starts at 1 KiB, doubles up to its
 * limit, and goes back to 1 KiB on reset when it had grown large. Confined to its head.
 */
final class HeadBytes {
    private static final int START = 1024;
    private static final int KEEP = 4096;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private final int most;
    private byte[] array = new byte[START];
    private int used;

    HeadBytes(int most) {
        this.most = most;
    }

    void reset() {
        used = 0;
        if (array.length > KEEP) array = new byte[START];
    }

    byte[] array() {
        return array;
    }

    int used() {
        return used;
    }

    /** Takes back what lies beyond `used`: bytes that turned out not to belong to the head. */
    void cutAt(int used) {
        this.used = used;
    }

    /** Copies up to `limit` bytes in total from `in`, no more than fit without growing twice; returns how many. */
    int fill(ByteBuf in, int limit) {
        if (used == array.length && used < limit) hasRoom(1);
        int n = Math.min(in.readableBytes(), Math.min(array.length, limit) - used);
        if (n <= 0) return 0;
        in.readBytes(array, used, n);
        used += n;
        return n;
    }

    /** Makes room for `more` bytes; false when the limit of this head is reached. */
    boolean hasRoom(int more) {
        int need = used + more;
        if (need <= array.length) return true;
        if (need > most) return false;
        int size = array.length;
        while (size < need) size <<= 1;
        array = Arrays.copyOf(array, Math.min(size, most));
        return true;
    }

    void put(int b) {
        array[used++] = (byte) b;
    }

    void put(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, array, used, length);
        used += length;
    }

    /** Appends in lower case; the caller has checked that it is a name. */
    void putName(byte[] from, int offset, int length) {
        byte[] lower = Syntax.names(true);
        for (int i = 0; i < length; i++) array[used++] = lower[from[offset + i] & 0xff];
    }

    /** Appends a value: a control character becomes a space, so that no text can end the line (RFC 9110 5.5). */
    void putValue(ByteView value) {
        byte[] allowed = Syntax.values();
        byte[] from = value.array();
        int at = value.offset();
        for (int end = at + value.length(); at < end; at++)
            array[used++] = allowed[from[at] & 0xff] != 0 ? from[at] : (byte) ' ';
    }

    /** Appends a request target: spaces and control characters are percent-encoded. Three bytes of room for each. */
    void putTarget(ByteView target) {
        for (int i = 0; i < target.length(); i++) {
            int c = target.byteAt(i);
            if (c > ' ' && c != 0x7f) {
                put(c);
            } else {
                put('%');
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }
}
