package io.hecd.sample;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.traffic.Transaction;

/** A text whose parts may come from the exchange: a compiled log-format string (manual 8.2.6). Shared by all workers. */
public interface Text {
    /** A text that is always the same. */
    static Text constant(byte[] bytes) {
        return (transaction, out) -> {
            int at = out.reserve(bytes.length);
            System.arraycopy(bytes, 0, out.array(), at, bytes.length);
        };
    }

    /**
     * Appends the bytes to the scratch memory, in one piece: they are `out.array()` from the mark before to the mark after.
     * The scratch may be the transaction's own.
     */
    void write(Transaction transaction, Scratch out);

    /** Writes into the transaction's scratch and shows the bytes; the caller releases to the mark it took before. */
    default ByteView render(Transaction transaction, ByteView into) {
        Scratch scratch = transaction.scratch();
        int from = scratch.mark();
        write(transaction, scratch);
        return into.set(scratch.array(), from, scratch.mark() - from);
    }
}
