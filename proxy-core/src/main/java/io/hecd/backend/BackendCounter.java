package io.hecd.backend;

/** What is counted per backend. */
public enum BackendCounter {
    /** smax. */
    CURRENT_MAX,
    /** qmax. */
    QUEUED_MAX,
    TOTAL,
    REQUESTS,
    CHOSEN,
    BYTES_IN,
    BYTES_OUT,
    DENIED_REQUESTS,
    DENIED_RESPONSES,
    CONNECT_ERRORS,
    RESPONSE_ERRORS,
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
    /** {@link io.hecd.time.Clock#nanos} when a server was last chosen; a high-water mark. */
    LAST_SESSION
}
