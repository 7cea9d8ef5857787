package io.hecd.log;

/**
 * A variable of log formats, `%ci`.
 *
 * @param moment from when on its value is known
 */
record Alias(boolean httpOnly, Moment moment, Maker maker) {
    /** Compiles the variable for one place in one format. */
    interface Maker {
        Field make(Style style, LogScope scope);
    }
}
