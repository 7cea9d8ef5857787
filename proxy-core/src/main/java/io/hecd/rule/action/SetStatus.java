package io.hecd.rule.action;

import io.hecd.http.Reasons;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;

/** `set-status STATUS [reason TEXT]`: another status line for the response (manual 4.2, http-response set-status). */
final class SetStatus implements Action {
    private final int status;
    private final byte[] reason;

    private SetStatus(int status, byte[] reason) {
        this.status = status;
        this.reason = reason;
    }

    static Action compile(ActionLine line) {
        int status = (int) line.line().takeInteger("a status", 100, 999);
        byte[] reason =
                line.line().accept("reason") ? line.line().takeWord("a reason").bytes() : Reasons.of(status);
        return new SetStatus(status, reason);
    }

    @Override
    public Outcome run(Transaction transaction) {
        return transaction.response().setStatus(status, reason) ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
