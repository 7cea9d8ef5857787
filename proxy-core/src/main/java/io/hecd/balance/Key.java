package io.hecd.balance;

import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;

/** What a hashing algorithm looks at in a request. Stateless, so shared by all workers. */
interface Key {
    /** The request has no such thing: it is balanced round robin (manual 4.2, balance url_param, hdr). */
    long NONE = -1;

    /** The hash as 32 bits without sign, or {@link #NONE}. @param view the caller's cell, to be overwritten */
    long hash(Transaction transaction, ByteView view);

    /** Whether it is there in http mode only. */
    boolean needsHttp();
}
