package io.hecd.health.check;

/** What a check ended with: the code of management 9.1 (field 36), the words of the log, and what it means for the server. */
public enum CheckStatus {
    UNK("Unknown", Meaning.NONE),
    INI("Initializing", Meaning.NONE),
    SOCKERR("Socket error", Meaning.FAILED),
    L4OK("Layer4 check passed", Meaning.PASSED),
    L4TOUT("Layer4 timeout", Meaning.FAILED),
    L4CON("Layer4 connection problem", Meaning.FAILED),
    L6OK("Layer6 check passed", Meaning.PASSED),
    L6TOUT("Layer6 timeout", Meaning.FAILED),
    L6RSP("Layer6 invalid response", Meaning.FAILED),
    L7TOUT("Layer7 timeout", Meaning.FAILED),
    L7RSP("Layer7 invalid response", Meaning.FAILED),
    L7OK("Layer7 check passed", Meaning.PASSED),
    L7OKC("Layer7 check conditionally passed", Meaning.CONDITIONAL),
    L7STS("Layer7 wrong status", Meaning.FAILED);

    /** CONDITIONAL: the server answers but asks for no new traffic (404 with `http-check disable-on-404`). */
    public enum Meaning {
        NONE,
        FAILED,
        PASSED,
        CONDITIONAL
    }

    private final String words;
    private final Meaning meaning;

    CheckStatus(String words, Meaning meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** As the log tells it: "Layer4 connection problem". */
    public String words() {
        return words;
    }

    public Meaning meaning() {
        return meaning;
    }

    /** Whether a code of the checked protocol belongs to it, which the log then tells. */
    public boolean hasCode() {
        return compareTo(L7OK) >= 0;
    }
}
