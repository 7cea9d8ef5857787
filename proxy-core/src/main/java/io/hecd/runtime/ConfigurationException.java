package io.hecd.runtime;

import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;

/** A configuration that cannot run: all that is wrong with it. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problems problems;

    public ConfigurationException(Problems problems) {
        super(ProblemPrinter.text(problems));
        this.problems = problems;
    }

    public Problems problems() {
        return problems;
    }
}
