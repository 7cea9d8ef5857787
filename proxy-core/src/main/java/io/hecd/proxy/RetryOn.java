package io.hecd.proxy;

import java.util.BitSet;
import java.util.List;

/** `retry-on` as a set of bits (manual 4.2): what beside a refused connection may be tried again by the operator's own word. */
public final class RetryOn {
    private final boolean connection;
    private final boolean emptyResponse;
    private final boolean junk;
    private final boolean timeout;
    private final boolean earlyData;
    private final boolean unanswered;
    private final BitSet statuses;

    private RetryOn(List<String> words, boolean written) {
        boolean all = words.contains("all-retryable-errors");
        connection = all || words.contains("conn-failure");
        emptyResponse = all || words.contains("empty-response");
        junk = all || words.contains("junk-response");
        timeout = all || words.contains("response-timeout");
        earlyData = all || words.contains("0rtt-rejected");
        unanswered = !written;
        BitSet set = new BitSet();
        if (all) for (int status : new int[] {500, 502, 503, 504}) set.set(status);
        for (String word : words) if (word.length() == 3) set.set(Integer.parseInt(word));
        statuses = set;
    }

    /** @param written whether the words stand in the configuration, or are those that hold where none do */
    public static RetryOn of(List<String> words, boolean written) {
        return new RetryOn(words, written);
    }

    public boolean connection() {
        return connection;
    }

    public boolean emptyResponse() {
        return emptyResponse;
    }

    /**
     * Whether a safe request without a body (RFC 9110 9.2.1) whose connection ended before a byte of an answer is given to
     * another server. HAProxy does not; whoever writes a `retry-on` line gets what it says.
     */
    public boolean unanswered() {
        return unanswered;
    }

    public boolean junk() {
        return junk;
    }

    public boolean timeout() {
        return timeout;
    }

    public boolean earlyData() {
        return earlyData;
    }

    public boolean anyStatus() {
        return !statuses.isEmpty();
    }

    /** Whether a request may be sent again after the server may have seen it. */
    public boolean afterSending() {
        return emptyResponse || junk || timeout || !statuses.isEmpty();
    }

    public boolean status(int status) {
        return statuses.get(status);
    }
}
