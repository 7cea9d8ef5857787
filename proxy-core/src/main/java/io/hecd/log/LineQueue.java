package io.hecd.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * A bounded queue of lines in one ring of bytes: one thread offers, one thread takes, none waits. A line is four bytes of
 * length and its text.
 */
final class LineQueue {
    private static final int LENGTH_BYTES = 4;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(LineQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(LineQueue.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] ring;
    private final int mask;
    /** Bytes ever taken: written by the taker. */
    @SuppressWarnings("unused") // through HEAD
    private long head;
    /** Bytes ever offered: written by the offerer. */
    @SuppressWarnings("unused") // through TAIL
    private long tail;

    /** @param capacity in bytes, a power of two */
    LineQueue(int capacity) {
        if (Integer.bitCount(capacity) != 1) throw new IllegalArgumentException("not a power of two: " + capacity);
        ring = new byte[capacity];
        mask = capacity - 1;
    }

    /** False when there is no room. The position of `line` is left as it is. */
    boolean offer(ByteBuffer line) {
        int length = line.remaining();
        long at = (long) TAIL.get(this);
        long used = at - (long) HEAD.getAcquire(this);
        if (used + LENGTH_BYTES + length > ring.length) return false;
        for (int i = 0; i < LENGTH_BYTES; i++) ring[(int) (at + i) & mask] = (byte) (length >>> (8 * i));
        int to = (int) (at + LENGTH_BYTES) & mask;
        int first = Math.min(length, ring.length - to);
        line.get(line.position(), ring, to, first);
        if (first < length) line.get(line.position() + first, ring, 0, length - first);
        TAIL.setRelease(this, at + LENGTH_BYTES + length);
        return true;
    }

    /** Takes the oldest line into `into`, cleared before and flipped after; false if there is none. */
    boolean take(ByteBuffer into) {
        long at = (long) HEAD.get(this);
        if (at == (long) TAIL.getAcquire(this)) return false;
        int length = 0;
        for (int i = 0; i < LENGTH_BYTES; i++) length |= (ring[(int) (at + i) & mask] & 0xff) << (8 * i);
        int from = (int) (at + LENGTH_BYTES) & mask;
        int first = Math.min(length, ring.length - from);
        into.clear().put(ring, from, first);
        if (first < length) into.put(ring, 0, length - first);
        into.flip();
        HEAD.setRelease(this, at + LENGTH_BYTES + length);
        return true;
    }

    boolean isEmpty() {
        return (long) HEAD.getAcquire(this) == (long) TAIL.getAcquire(this);
    }
}
