package io.hecd.proxy;

/** What is counted per frontend, and per listener where `option socket-stats` asks for it. */
public enum FrontendCounter {
    /** smax. */
    CURRENT_MAX,
    /** Accepted, let in or not (conn_tot). */
    CONNECTIONS,
    /** Let in (stot). */
    SESSIONS,
    REQUESTS,
    BYTES_IN,
    BYTES_OUT,
    DENIED_CONNECTIONS,
    DENIED_SESSIONS,
    DENIED_REQUESTS,
    DENIED_RESPONSES,
    REQUEST_ERRORS,
    /** Requests that ended by a fault of hecd itself (eint). */
    INTERNAL_ERRORS,
    /** Edits of headers for which there was no room (wrew). */
    FAILED_REWRITES,
    INTERCEPTED,
    RESPONSES_1XX,
    RESPONSES_2XX,
    RESPONSES_3XX,
    RESPONSES_4XX,
    RESPONSES_5XX,
    RESPONSES_OTHER
}
