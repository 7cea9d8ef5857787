package io.hecd.health.check;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The first bytes of what a server sent, up to a limit (tune.bufsize); the rest is dropped. Confined to one check. */
final class Received {
    private final int most;
    private byte[] bytes = new byte[256];
    private int length;

    Received(int most) {
        this.most = most;
    }

    /** Takes `count` bytes out of `in`. */
    void add(ByteBuf in, int count) {
        int kept = Math.min(count, most - length);
        if (length + kept > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(length + kept, length * 2)));
        in.readBytes(bytes, length, kept);
        in.skipBytes(count - kept);
        length += kept;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isFull() {
        return length == most;
    }

    void clear() {
        length = 0;
    }
}
