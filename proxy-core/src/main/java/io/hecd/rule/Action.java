package io.hecd.rule;

import io.hecd.traffic.ErrorPages;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/** The verb of a rule, with its arguments compiled. Stateless while serving, so shared by all workers. */
public interface Action {
    Outcome run(Transaction transaction);

    /** The status whose page {@link Outcome#DENY} or {@link Outcome#ANSWER} is to give; 0 if the action has made the answer. */
    default int pageStatus() {
        return 0;
    }

    /** Pages that go before those of the proxy. */
    default @Nullable ErrorPages pages() {
        return null;
    }
}
