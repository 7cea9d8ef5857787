package io.hecd.proxy;

import io.hecd.bytes.Ascii;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Values by host names or by paths, for a reader that makes the hash byte by byte with {@link #step}: one walk over a text
 * looks up each of its beginnings, or each of its ends. Immutable, shared by all workers.
 */
final class RouteKeys<V> {
    /** Where every hash begins: by chance, so that nobody can prepare keys that fall together. */
    static final int SEED = new SplittableRandom().nextInt();

    private static final int FNV_PRIME = 0x01000193;

    private final boolean hosts;
    private final int[] hashes;
    private final byte[][] keys;
    private final Object[] values;
    private final int longest;

    private RouteKeys(Map<String, V> entries, boolean hosts) {
        this.hosts = hosts;
        int room = Integer.highestOneBit(Math.max(1, entries.size()) * 2 - 1) * 2;
        hashes = new int[room];
        keys = new byte[room][];
        values = new Object[room];
        int most = 0;
        for (var entry : entries.entrySet()) {
            byte[] key = Ascii.bytes(entry.getKey());
            put(key, entry.getValue());
            most = Math.max(most, key.length);
        }
        longest = most;
    }

    /** Keys are in lower case and walked from the last byte to the first; they are compared without case. */
    static <V> RouteKeys<V> hosts(Map<String, V> entries) {
        return new RouteKeys<>(entries, true);
    }

    /** Keys are walked from the first byte on, and compared to the letter. */
    static <V> RouteKeys<V> paths(Map<String, V> entries) {
        return new RouteKeys<>(entries, false);
    }

    private void put(byte[] key, V value) {
        int hash = SEED;
        for (int i = 0; i < key.length; i++) hash = step(hash, key[hosts ? key.length - 1 - i : i]);
        int at = place(hash);
        while (keys[at] != null) at = next(at);
        hashes[at] = hash;
        keys[at] = key;
        values[at] = value;
    }

    /** FNV-1a: the hash of what has been walked over and `b` after it. */
    static int step(int hash, byte b) {
        return (hash ^ b & 0xff) * FNV_PRIME;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 15) & keys.length - 1;
    }

    private int next(int at) {
        return at + 1 & keys.length - 1;
    }

    /** @param hash of these bytes, walked as the keys are */
    @SuppressWarnings("unchecked") // only a V is put
    @Nullable
    V get(int hash, byte[] bytes, int offset, int length) {
        for (int at = place(hash); keys[at] != null; at = next(at)) {
            byte[] key = keys[at];
            if (hashes[at] != hash) continue;
            boolean same = hosts
                    ? Ascii.equalIgnoreCase(bytes, offset, length, key, 0, key.length)
                    : Ascii.equal(bytes, offset, length, key, 0, key.length);
            if (same) return (V) values[at];
        }
        return null;
    }

    /** The length of the longest key: beyond it nothing can be found. */
    int longest() {
        return longest;
    }
}
