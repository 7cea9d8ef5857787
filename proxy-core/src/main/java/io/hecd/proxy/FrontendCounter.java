package io.hecd.proxy;

/** What is counted per frontend. */
public enum FrontendCounter {
    CURRENT,
    CURRENT_MAX,
    CONNECTIONS,
    SESSIONS,
    REQUESTS,
    BYTES_IN,
    BYTES_OUT,
    DENIED_REQUESTS,
    DENIED_RESPONSES,
    REQUEST_ERRORS,
    INTERCEPTED,
    RESPONSES_1XX,
    RESPONSES_2XX,
    RESPONSES_3XX,
    RESPONSES_4XX,
    RESPONSES_5XX,
    RESPONSES_OTHER
}
