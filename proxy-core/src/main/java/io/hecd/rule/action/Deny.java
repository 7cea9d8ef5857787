package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.ErrorPages;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * `deny`: refuses with the proxy's error page for a status, 403 for a request and 502 for a response, or with an answer
 * described as for `return` (manual 4.2, http-request deny).
 */
final class Deny implements Action {
    private final AnswerChoice choice;

    private Deny(AnswerChoice choice) {
        this.choice = choice;
    }

    static Action compile(ActionLine line) {
        return new Deny(AnswerChoice.compile(line, line.onResponse() ? 502 : 403, AnswerWords.isShort(line.line())));
    }

    @Override
    public Outcome run(Transaction transaction) {
        return choice.give(transaction) ? Outcome.DENY : Outcome.FAIL;
    }

    @Override
    public int pageStatus() {
        return choice.pageStatus();
    }

    @Override
    public @Nullable ErrorPages pages() {
        return choice.pages();
    }
}
