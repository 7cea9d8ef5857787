package io.hecd.rule.action;

import io.hecd.names.LoadTime;
import io.hecd.rule.ActionLine;
import io.hecd.traffic.ErrorPages;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What `return` and `deny` answer: an answer of their own, or the error page of a status (manual 4.2, http-request return).
 *
 * @param pageStatus 0 for an answer of its own
 * @param pages null for those of the proxy
 */
record AnswerChoice(Answer answer, int pageStatus, @Nullable ErrorPages pages) {
    /**
     * @param status what is answered if the words name none
     * @param pageIsMeant as if they said `default-errorfiles`
     */
    @LoadTime
    static AnswerChoice compile(ActionLine line, int status, boolean pageIsMeant) {
        AnswerWords words = new AnswerWords(line, status);
        if (pageIsMeant) words.takePage();
        else words.read();
        return new AnswerChoice(words.answer(), words.pageStatus(), words.pages());
    }

    /** Makes the answer, unless it is a page, which is made when the exchange has ended; false if it does not fit. */
    boolean give(Transaction transaction) {
        return pageStatus > 0 || answer.give(transaction);
    }
}
