package io.hecd.sample;

/** When an expression is evaluated, which tells what there is to take (manual 7.3, and the actions' own sections). */
public enum Checkpoint {
    /** `tcp-request connection`: nothing but addresses. */
    CONNECTION("tcp-request connection"),
    /** `tcp-request content`: in http mode the request is there. */
    CONTENT("tcp-request content"),
    REQUEST("http-request"),
    RESPONSE("http-response"),
    /** The end of the exchange: log lines. Everything that came is still there. */
    LOG("log-format");

    private final String shown;

    Checkpoint(String shown) {
        this.shown = shown;
    }

    /** How messages name it. */
    public String shown() {
        return shown;
    }

    public boolean has(Need need) {
        return switch (need) {
            case NOTHING, END -> true;
            case REQUEST -> this != CONNECTION && this != RESPONSE;
            case RESPONSE -> this == RESPONSE || this == LOG;
            case KEPT -> this != CONNECTION;
        };
    }
}
