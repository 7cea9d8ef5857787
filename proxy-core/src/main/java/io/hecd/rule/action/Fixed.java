package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionRow;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;

/**
 * Actions that only decide: `allow`, `accept`, `reject`, `silent-drop` (manual 4.2). A dropped client is told of the end of
 * its connection by the kernel here, as nothing on a JVM can hold that back.
 */
final class Fixed implements Action {
    private final Outcome outcome;

    private Fixed(Outcome outcome) {
        this.outcome = outcome;
    }

    static ActionRow.Compiler compiler(Outcome outcome) {
        return line -> new Fixed(outcome);
    }

    @Override
    public Outcome run(Transaction transaction) {
        return outcome;
    }
}
