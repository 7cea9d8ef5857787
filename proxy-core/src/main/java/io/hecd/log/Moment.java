package io.hecd.log;

/**
 * The earliest moment at which all fields of a format are known. A format without byte counts and timers need not wait for
 * the end of the exchange (manual 8.2.1, 8.3.2); `option logasap` takes what is known when the data begin to flow.
 */
public enum Moment {
    /** A tcp connection was accepted, or a request was read. */
    BEGIN,
    /** A server was connected. */
    SERVER,
    /** The head of the response was read. */
    RESPONSE,
    END
}
