package io.hecd.sample;

import io.hecd.traffic.Transaction;

/**
 * Takes one value from an exchange. False: there is none. When the sample {@link Sample#wantsEach}, it is called again
 * while it says {@link Sample#hasMore}, and goes on from the sample's cursor.
 */
@FunctionalInterface
public interface Fetch {
    boolean fetch(Transaction transaction, Args args, Sample out);
}
