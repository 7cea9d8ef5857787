package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;
import java.util.Set;

/**
 * `deny`: refuses with the proxy's error page for a status, 403 for a request and 502 for a response, or with an answer
 * described as for `return` (manual 4.2, http-request deny).
 */
final class Deny implements Action {
    /** The statuses with an error page (manual 4.2, errorfile). */
    private static final Set<Integer> PAGES =
            Set.of(200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 425, 429, 500, 501, 502, 503, 504);

    private final int status;
    private final Answer answer;

    private Deny(int status, Answer answer) {
        this.status = status;
        this.answer = answer;
    }

    static Action compile(ActionLine line) {
        AnswerWords words = new AnswerWords(line, line.onResponse() ? 502 : 403);
        words.read();
        if (!words.isErrorPage()) return new Deny(0, words.answer());
        if (!PAGES.contains(words.status())) {
            String message = "there is no error page for status " + words.status();
            throw line.line()
                    .error(
                            line.line().first(),
                            message,
                            "give the answer, as with 'content-type text/plain string \"...\"'");
        }
        return new Deny(words.status(), words.answer());
    }

    @Override
    public Outcome run(Transaction transaction) {
        if (status == 0 && !answer.give(transaction)) return Outcome.FAIL;
        return Outcome.DENY;
    }

    @Override
    public int denyStatus() {
        return status;
    }
}
