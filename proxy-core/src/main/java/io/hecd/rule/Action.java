package io.hecd.rule;

import io.hecd.traffic.Transaction;

/** The verb of a rule, with its arguments compiled. Stateless while serving, so shared by all workers. */
public interface Action {
    Outcome run(Transaction transaction);

    /** The status of {@link Outcome#DENY}; 0 if the action has made the whole answer. */
    default int denyStatus() {
        return 403;
    }
}
