package io.hecd.rule;

import org.jspecify.annotations.Nullable;

/** Where an exchange is in a rule set, and which rule decided. A reused cell of the exchange; confined to its worker. */
public final class RuleCursor {
    private int next;
    private @Nullable Rule decided;

    /** To be called before another set, or the same for another exchange. */
    public RuleCursor clear() {
        next = 0;
        decided = null;
        return this;
    }

    int next() {
        return next;
    }

    void stopAt(int i, Rule rule) {
        next = i;
        decided = rule;
    }

    /** The rule whose outcome was not CONTINUE. */
    public @Nullable Rule decided() {
        return decided;
    }
}
