package io.hecd.config.text;

import java.util.Locale;

/** How bad a {@link Problem} is. Errors prevent a start, warnings do so under `-dW`, notices never. */
public enum Severity {
    ERROR,
    WARNING,
    NOTICE;

    /** The word an operator reads: `error`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
