package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.ErrorPages;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/** `return [status N] [content-type T] [string S ...] [hdr NAME FMT]`: answers here (manual 4.2, http-request return). */
final class Return implements Action {
    private final AnswerChoice choice;

    private Return(AnswerChoice choice) {
        this.choice = choice;
    }

    static Action compile(ActionLine line) {
        return new Return(AnswerChoice.compile(line, 200, false));
    }

    @Override
    public Outcome run(Transaction transaction) {
        return choice.give(transaction) ? Outcome.ANSWER : Outcome.FAIL;
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
