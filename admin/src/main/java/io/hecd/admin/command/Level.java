package io.hecd.admin.command;

/** What the one who asks may do: `level` of a `stats socket` line (configuration 3.1), in rising order. */
public enum Level {
    /** Sees what is not sensitive, changes nothing. */
    USER,
    /** Sees all. */
    OPERATOR,
    /** Changes. */
    ADMIN;

    public static Level of(String word) {
        return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
