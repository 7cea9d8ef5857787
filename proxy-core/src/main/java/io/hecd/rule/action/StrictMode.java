package io.hecd.rule.action;

import io.hecd.config.text.Word;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;

/** `strict-mode on|off`: whether an edit of this set that fails ends the exchange (manual 4.2, http-request strict-mode). */
final class StrictMode implements Action {
    private final Outcome outcome;

    private StrictMode(Outcome outcome) {
        this.outcome = outcome;
    }

    static Action compile(ActionLine line) {
        Word word = line.line().takeWord("'on' or 'off'");
        if (!word.is("on") && !word.is("off"))
            throw line.line().error(word, "'" + word + "' is neither 'on' nor 'off'", "");
        return new StrictMode(word.is("on") ? Outcome.STRICT : Outcome.LENIENT);
    }

    @Override
    public Outcome run(Transaction transaction) {
        return outcome;
    }
}
