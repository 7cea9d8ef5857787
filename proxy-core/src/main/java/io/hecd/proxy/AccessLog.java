package io.hecd.proxy;

/** Where the line of an exchange goes when it ends: format, targets and the options that suppress lines, compiled. */
public interface AccessLog {
    AccessLog NONE = exchange -> {};

    /** Writes the line on the exchange's worker; never blocks. */
    void write(Exchange exchange);
}
