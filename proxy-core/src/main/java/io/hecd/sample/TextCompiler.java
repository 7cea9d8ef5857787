package io.hecd.sample;

import io.hecd.config.text.Word;

/** Makes a {@link Text} of a log-format string. What is wrong with it is thrown as a Mistake with its place. Load time. */
@FunctionalInterface
public interface TextCompiler {
    Text compile(Word word, Checkpoint where);
}
