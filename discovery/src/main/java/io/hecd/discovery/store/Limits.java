package io.hecd.discovery.store;

/**
 * How much an {@link EmbeddedStore} takes: all of it is in memory, and whoever writes to it may be hostile.
 *
 * @param keyBytes longest key, in UTF-8
 * @param valueBytes longest value, in UTF-8
 * @param totalBytes all keys and values together; what goes beyond is answered with FULL
 * @param history revisions that a late watcher can still be told of
 */
public record Limits(int keyBytes, int valueBytes, long totalBytes, int history) {
    /** 1 KiB, 64 KiB, 64 MiB; 1,000 revisions as etcd's v2 API had. */
    public static final Limits STANDARD = new Limits(1 << 10, 64 << 10, 64L << 20, 1000);

    /** Changes that may wait for the disk; a sign that it has stopped. */
    static final int WAITING = 16_384;

    /** A hundred years: sums with the clock stay far from the end of a long. */
    static final long LONGEST_LIFE = 100L * 365 * 24 * 3_600_000;

    /** The length of `text` in UTF-8. */
    static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A pair of surrogates is two characters here and four bytes there.
            if (c >= 0x800) bytes += Character.isSurrogate(c) ? 1 : 2;
            else if (c >= 0x80) bytes++;
        }
        return bytes;
    }

    /** @throws StoreException if key or value are refused for what they are */
    void check(Change change) {
        long key = bytes(change.key());
        if (key == 0) throw refused("a key is empty");
        if (key > keyBytes) throw refused("a key of " + key + " bytes; the longest is " + keyBytes);
        long value = bytes(change.value());
        if (value > valueBytes) throw refused("a value of " + value + " bytes; the longest is " + valueBytes);
        if (change.ttlMillis() < 0 || change.ttlMillis() > LONGEST_LIFE)
            throw refused("a time to live of " + change.ttlMillis() + " ms");
    }

    private static StoreException refused(String what) {
        return new StoreException(StoreException.Reason.REFUSED, what);
    }
}
