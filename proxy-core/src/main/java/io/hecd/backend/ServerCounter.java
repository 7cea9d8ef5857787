package io.hecd.backend;

/** What is counted per server. The names say what the CSV calls them where that is not plain. */
public enum ServerCounter {
    /** Requests or connections assigned now (scur); a gauge. */
    CURRENT,
    /** smax, per worker. */
    CURRENT_MAX,
    /** qmax, per worker. */
    QUEUED_MAX,
    /** Assigned in all (stot). */
    TOTAL,
    /** Chosen by the balancing algorithm (lbtot). */
    CHOSEN,
    BYTES_IN,
    BYTES_OUT,
    CONNECT_ERRORS,
    RESPONSE_ERRORS,
    DENIED_RESPONSES,
    INTERNAL_ERRORS,
    FAILED_REWRITES,
    RETRIES,
    REDISPATCHES,
    CLIENT_ABORTS,
    SERVER_ABORTS,
    CONNECTS,
    REUSES,
    RESPONSES_1XX,
    RESPONSES_2XX,
    RESPONSES_3XX,
    RESPONSES_4XX,
    RESPONSES_5XX,
    RESPONSES_OTHER,
    /** {@link io.hecd.time.Clock#nanos} when it was last chosen; a high-water mark. */
    LAST_SESSION
}
