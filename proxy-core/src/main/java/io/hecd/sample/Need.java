package io.hecd.sample;

/** What must be there for a fetch to have something to take. */
public enum Need {
    /** Internal state, or the connection: always there. */
    NOTHING("nothing"),
    /** The head of the request, which response rules cannot see (HAProxy has given its buffer back by then). */
    REQUEST("the request"),
    RESPONSE("the response"),
    /** That nothing more is waited for (manual 7.3.1, wait_end). */
    END("the end of the inspection"),
    /** What is kept of the request until the log line is written: captures, the method. */
    KEPT("an exchange");

    private final String shown;

    Need(String shown) {
        this.shown = shown;
    }

    public String shown() {
        return shown;
    }
}
