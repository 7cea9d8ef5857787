package io.hecd.acl;

import io.hecd.bytes.Ascii;
import io.hecd.config.text.Word;
import java.nio.charset.StandardCharsets;

/** One value to compare with, with or without regard to case. Immutable. */
final class Pattern {
    private final byte[] bytes;
    private final String text;
    private final boolean ignoreCase;
    private final Word at;

    private Pattern(byte[] bytes, String text, boolean ignoreCase, Word at) {
        this.bytes = bytes;
        this.text = text;
        this.ignoreCase = ignoreCase;
        this.at = at;
    }

    static Pattern of(byte[] written, boolean ignoreCase, Word at) {
        byte[] kept = ignoreCase ? Ascii.lower(written) : written.clone();
        return new Pattern(kept, new String(written, StandardCharsets.ISO_8859_1), ignoreCase, at);
    }

    Pattern with(byte[] other) {
        return new Pattern(other, text, ignoreCase, at);
    }

    /** In lower case if the case is ignored; not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    /** As written, one character per byte. */
    String text() {
        return text;
    }

    boolean ignoreCase() {
        return ignoreCase;
    }

    /** The word it comes from, or the name of the file it stands in. */
    Word at() {
        return at;
    }

    /** Are the bytes from `from` on the pattern? The caller has seen that there are enough. */
    boolean isAt(byte[] array, int from) {
        if (!ignoreCase) return Ascii.equal(array, from, bytes.length, bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) if (Ascii.lower(array[from + i]) != bytes[i]) return false;
        return true;
    }
}
