package io.hecd.traffic;

/**
 * Every way in which an exchange can end: who ended it (first letter of the termination state, manual 8.5), the status that
 * a client is answered when nothing was answered yet, whether another attempt may be made, and the reason in words that
 * page, log, header and `why` share. The {@link Chapter} supplies the second letter. Logs, counters, retries and error
 * pages all read this one table.
 */
public enum Ending {
    /** Both sides finished as they should. */
    NORMAL('-', 0, Retry.NEVER, "done", "the exchange ended normally"),

    CLIENT_CLOSED('C', 400, Retry.NEVER, "client-closed", "the client closed before the request was complete"),
    CLIENT_ABORTED('C', 503, Retry.NEVER, "client-aborted", "the client went away while its request was worked on"),
    CLIENT_TIMEOUT('c', 408, Retry.NEVER, "client-timeout", "the client did not send its request in time"),

    BAD_REQUEST('P', 400, Retry.NEVER, "bad-request", "the request is not valid HTTP"),
    URI_TOO_LONG('P', 414, Retry.NEVER, "uri-too-long", "the request line is longer than is accepted"),
    HEAD_TOO_LARGE('P', 431, Retry.NEVER, "head-too-large", "the request head is larger than is accepted"),
    METHOD_REFUSED('P', 405, Retry.NEVER, "method-refused", "this method is not proxied"),
    DENIED('P', 403, Retry.NEVER, "denied", "a rule of the configuration denies this request"),
    RESPONSE_DENIED('P', 502, Retry.NEVER, "response-denied", "a rule of the configuration denies this response"),

    /** Answered by hecd itself on purpose: redirect, return, monitor-uri. */
    LOCAL('L', 0, Retry.NEVER, "local", "answered here by a rule of the configuration"),

    /** `monitor fail`: what watches this proxy is told that it does not work. */
    MONITOR_FAILED('L', 503, Retry.NEVER, "monitor-failed", "this proxy is told to be out of service"),

    NO_SERVER('S', 503, Retry.NEVER, "no-server", "no server is available to handle this request"),
    NO_BACKEND('S', 503, Retry.NEVER, "no-backend", "no backend takes this request"),
    CONNECT_REFUSED('S', 503, Retry.ALWAYS, "connect-refused", "the server refused the connection"),
    CONNECT_TIMEOUT('s', 503, Retry.ALWAYS, "connect-timeout", "the server did not accept the connection in time"),
    QUEUE_TIMEOUT('s', 503, Retry.NEVER, "queue-timeout", "no server had a free slot in time"),
    /** The server closed a connection before any byte of its answer. */
    SERVER_CLOSED('S', 502, Retry.IF_REUSED, "server-closed", "the server closed without an answer"),
    SERVER_CLOSED_IN_HEADERS(
            'S', 502, Retry.NEVER, "server-closed-early", "the server closed within the head of its answer"),
    SERVER_CLOSED_IN_DATA(
            'S', 0, Retry.NEVER, "server-closed-in-data", "the server closed before the end of its answer"),
    SERVER_TIMEOUT('s', 504, Retry.NEVER, "server-timeout", "the server did not answer in time"),
    BAD_RESPONSE('P', 502, Retry.NEVER, "bad-response", "the server's answer is not valid HTTP"),

    /** The server was marked down and its sessions were to be shut down (`on-marked-down shutdown-sessions`). */
    SERVER_DOWN('D', 503, Retry.NEVER, "server-down", "the server was taken out of service"),
    KILLED('K', 503, Retry.NEVER, "killed", "an operator shut the session down"),
    RESOURCES('R', 503, Retry.NEVER, "resources", "the load balancer is out of descriptors or memory"),
    INTERNAL('I', 500, Retry.NEVER, "internal", "an error inside the load balancer");

    /** May the request be sent again, if the other conditions of `retries` and `retry-on` hold? */
    public enum Retry {
        NEVER,
        ALWAYS,
        /** Only when the connection had been used before: the server may have closed it while it was idle. */
        IF_REUSED
    }

    private final char who;
    private final int status;
    private final Retry retry;
    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // never written
    private final byte[] codeBytes;

    private final String reason;

    Ending(char who, int status, Retry retry, String code, String reason) {
        this.who = who;
        this.status = status;
        this.retry = retry;
        this.code = code;
        this.codeBytes = io.hecd.bytes.Ascii.bytes(code);
        this.reason = reason;
    }

    public char who() {
        return who;
    }

    /** The status that is answered when no answer has begun; 0 where there is none. */
    public int status() {
        return status;
    }

    public Retry retry() {
        return retry;
    }

    /** Something was not as it should be: there is a reason to ask for. */
    public boolean isFailure() {
        return this != NORMAL && this != LOCAL;
    }

    /** The word for it in headers, metrics and logs. */
    public String code() {
        return code;
    }

    /** The same as bytes: not to be written to. */
    public byte[] codeBytes() {
        return codeBytes;
    }

    /** One sentence for people, without names or addresses of servers. */
    public String reason() {
        return reason;
    }
}
