package io.hecd.admin.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as HAProxy writes them in answers: `[28/Nov/2026:05:43:50.771]`. */
final class Dates {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss.SSS']'", Locale.ENGLISH);

    private Dates() {}

    static String bracketed(long wallMillis) {
        return FORM.format(Instant.ofEpochMilli(wallMillis).atZone(ZoneId.systemDefault()));
    }
}
