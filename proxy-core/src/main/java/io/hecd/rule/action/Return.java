package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;

/** `return [status N] [content-type T] [string S ...] [hdr NAME FMT]`: answers here (manual 4.2, http-request return). */
final class Return implements Action {
    private final Answer answer;

    private Return(Answer answer) {
        this.answer = answer;
    }

    static Action compile(ActionLine line) {
        AnswerWords words = new AnswerWords(line, 200);
        words.read();
        if (words.saysErrorPage())
            throw line.line()
                    .error(
                            line.line().first(),
                            "'default-errorfiles' of 'return' is not in hecd yet",
                            "'deny' gives error pages");
        return new Return(words.answer());
    }

    @Override
    public Outcome run(Transaction transaction) {
        return answer.give(transaction) ? Outcome.ANSWER : Outcome.FAIL;
    }
}
