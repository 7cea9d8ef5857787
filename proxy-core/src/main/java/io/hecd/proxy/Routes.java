package io.hecd.proxy;

import io.hecd.rule.RuleCursor;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/** Which backend takes a request: the `use_backend` lines in order, then `default_backend` (manual 4.2). Compiled; shared by all workers. */
public interface Routes {
    /** The backend, or null when none takes it. The line that says so is noted as a match. */
    @Nullable
    BackendPlan choose(Transaction transaction, RuleCursor cursor);
}
