package io.hecd.discovery.store;

import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys and ranges as etcd writes them: bytes, and a first key with the first one that is not meant any more. */
final class EtcdKeys {
    private static final ByteSequence NUL = ByteSequence.from(new byte[] {0});

    private EtcdKeys() {}

    static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    /** Bytes that are no UTF-8 become U+FFFD: such a key can be seen and told of, but not written back. */
    static String text(ByteSequence bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static ByteSequence first(String prefix) {
        return prefix.isEmpty() ? NUL : bytes(prefix);
    }

    /** The first key after all that start with `prefix`; a single NUL stands for the end of all. */
    static ByteSequence end(String prefix) {
        byte[] end = prefix.getBytes(StandardCharsets.UTF_8);
        for (int i = end.length - 1; i >= 0; i--)
            if (end[i] != (byte) 0xff) {
                end[i]++;
                return ByteSequence.from(Arrays.copyOf(end, i + 1));
            }
        return NUL;
    }

    /** The next key that can exist. */
    static ByteSequence after(ByteSequence key) {
        return key.concat(NUL);
    }
}
