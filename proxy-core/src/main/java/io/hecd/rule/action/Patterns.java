package io.hecd.rule.action;

import io.hecd.config.text.Word;
import io.hecd.rule.ActionLine;
import io.hecd.sample.Regex;
import java.nio.charset.StandardCharsets;

/** Reads the regular expression among an action's words. Load time. */
final class Patterns {
    private Patterns() {}

    static Regex take(ActionLine line) {
        Word word = line.line().takeWord("a regular expression");
        try {
            return Regex.compile(new String(word.bytes(), StandardCharsets.ISO_8859_1), false);
        } catch (IllegalArgumentException e) {
            throw line.line().error(word, String.valueOf(e.getMessage()), "");
        }
    }
}
