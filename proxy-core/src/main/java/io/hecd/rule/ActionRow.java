package io.hecd.rule;

import java.util.Set;

/** One action by name: the rule sets it may stand in, and what compiles its arguments. */
public record ActionRow(Set<String> sets, Compiler compiler) {
    /** Makes the action; a wrong argument is thrown as a Mistake. Load time. */
    @FunctionalInterface
    public interface Compiler {
        Action compile(ActionLine line);
    }
}
