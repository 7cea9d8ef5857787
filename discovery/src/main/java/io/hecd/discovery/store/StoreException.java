package io.hecd.discovery.store;

import java.util.concurrent.CompletionException;

/** What a store could not do, in a sentence that may stand in a log. Never a sign that a directory is empty. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What to do about it. */
    public enum Reason {
        /** No answer, or no connection: try again later. */
        UNREACHABLE,
        /** It answers, but has no majority: try again later. */
        NO_QUORUM,
        /** Wrong password, or no right to the keys: try again slowly, and tell. */
        DENIED,
        /** The history asked for is gone: read the whole set. */
        COMPACTED,
        /** This is another history than before (restored from a copy, or another cluster): read the whole set. */
        RESTARTED,
        /** The store takes no more: reads go on. */
        FULL,
        /** The request cannot be done as it is. */
        REFUSED,
        /** {@link Store#close} was called. */
        CLOSED
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What made a future fail: the wrapping that futures put around it is taken off. */
    public static Throwable cause(Throwable failure) {
        Throwable inner = failure.getCause();
        return failure instanceof CompletionException && inner != null ? inner : failure;
    }

    public Reason reason() {
        return reason;
    }
}
