package io.hecd.sample;

/**
 * Looks at the arguments of a row while loading and makes of them what serving needs: a compiled regex, a table. Wrong
 * ones are answered by an IllegalArgumentException whose message is shown at their place.
 */
@FunctionalInterface
public interface Preparation {
    Preparation NONE = args -> "";

    Object prepare(Args args);
}
