package io.hecd.log;

import io.hecd.bytes.Scratch;
import io.hecd.config.text.Position;
import io.hecd.traffic.Transaction;

/** Compiles the sample expressions that stand in `%[...]`. */
public interface Samples {
    /** Throws {@link io.hecd.config.text.Mistake} for what is no expression. */
    Sampled compile(String expression, Position at);

    /** A compiled expression that yields text. */
    interface Sampled {
        /** Appends the value as text, in one piece; false and nothing if there is none. */
        boolean appendTo(Transaction exchange, Scratch out);
    }
}
