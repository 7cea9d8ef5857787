package io.hecd.config.model;

import io.hecd.config.text.Word;
import java.util.List;

/** `if` or `unless` with the words behind it (manual 7.2), not looked into yet. No words: always. */
public record ConditionConfig(boolean unless, List<Word> words) {
    public static final ConditionConfig ALWAYS = new ConditionConfig(false, List.of());
}
