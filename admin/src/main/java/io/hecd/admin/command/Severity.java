package io.hecd.admin.command;

/** How grave a sentence is: what `set severity-output` puts in front of it (management 9.3). */
public enum Severity {
    /** A dump, which is no sentence. */
    NONE(-1, ""),
    ERROR(3, "err"),
    WARNING(4, "warning"),
    NOTICE(5, "notice"),
    INFO(6, "info");

    /** The forms of `set severity-output`. */
    public enum Form {
        NONE,
        NUMBER,
        STRING
    }

    private final int number;
    private final String word;

    Severity(int number, String word) {
        this.number = number;
        this.word = word;
    }

    public String prefix(Form form) {
        if (this == NONE || form == Form.NONE) return "";
        return "[" + (form == Form.NUMBER ? Integer.toString(number) : word) + "]: ";
    }
}
