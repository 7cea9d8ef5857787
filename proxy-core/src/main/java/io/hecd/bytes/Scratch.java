package io.hecd.bytes;

/**
 * A worker's memory for text that lives no longer than one step of one exchange: converters, log lines, header values.
 * Confined to its worker. {@link #mark} and {@link #release} nest like a stack; {@link #clear} forgets everything.
 */
public final class Scratch {
    private byte[] bytes;
    private int top;

    /** @param size bytes to start with; it grows by doubling when one step needs more */
    public Scratch(int size) {
        bytes = new byte[size];
    }

    /** The current array: {@link #reserve} may replace it, so read it again afterwards. Old views keep the old array. */
    public byte[] array() {
        return bytes;
    }

    /** Makes room for `length` bytes and returns where they start in {@link #array}. */
    public int reserve(int length) {
        int at = top;
        if (length > bytes.length - top) {
            byte[] larger = new byte[Math.max(bytes.length * 2, top + length)];
            System.arraycopy(bytes, 0, larger, 0, top);
            bytes = larger;
        }
        top += length;
        return at;
    }

    public int mark() {
        return top;
    }

    /** Gives back everything reserved since `mark`. */
    public void release(int mark) {
        top = mark;
    }

    public void clear() {
        top = 0;
    }
}
