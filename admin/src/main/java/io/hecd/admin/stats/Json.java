package io.hecd.admin.stats;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Strings of JSON texts, escaped. */
public final class Json {
    private Json() {}

    public static void string(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
