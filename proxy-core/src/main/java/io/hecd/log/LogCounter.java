package io.hecd.log;

/** What is counted of log lines. */
enum LogCounter {
    SENT,
    /** Given up because a receiver was full or not there. */
    DROPPED
}
