package io.hecd.backend;

/** What is counted per backend. */
public enum BackendCounter {
    CURRENT,
    CURRENT_MAX,
    TOTAL,
    REQUESTS,
    CHOSEN,
    BYTES_IN,
    BYTES_OUT,
    DENIED_REQUESTS,
    DENIED_RESPONSES,
    CONNECT_ERRORS,
    RESPONSE_ERRORS,
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
    RESPONSES_OTHER
}
