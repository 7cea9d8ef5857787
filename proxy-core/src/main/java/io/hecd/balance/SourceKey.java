package io.hecd.balance;

import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;

/** `balance source`: the words of the client's address folded together; the function of `hash-type` plays no part in it. */
record SourceKey(Hasher hasher) implements Key {
    @Override
    public long hash(Transaction transaction, ByteView view) {
        byte[] address = transaction.source().address();
        if (address.length == 0) return NONE;
        int folded = 0;
        for (int i = 0; i < address.length; i += 4)
            folded ^= (address[i] & 0xff) << 24
                    | (address[i + 1] & 0xff) << 16
                    | (address[i + 2] & 0xff) << 8
                    | address[i + 3] & 0xff;
        return hasher.finish(folded);
    }

    @Override
    public boolean needsHttp() {
        return false;
    }
}
