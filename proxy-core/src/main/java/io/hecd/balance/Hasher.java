package io.hecd.balance;

import io.hecd.bytes.ByteView;

/** Function and modifier of a `hash-type` line together. */
record Hasher(HashFunction function, boolean avalanche) {
    long hash(ByteView key) {
        return finish(function.of(key.array(), key.offset(), key.length()));
    }

    /** For keys that no function is applied to. */
    long finish(int hash) {
        return (avalanche ? HashFunction.avalanche(hash) : hash) & 0xffffffffL;
    }
}
