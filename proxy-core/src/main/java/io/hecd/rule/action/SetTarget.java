package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.ActionRow;
import io.hecd.rule.Outcome;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/** `set-path`, `set-pathq`, `set-query` and `set-uri`: a text instead of one part of the request target (manual 4.2). */
final class SetTarget implements Action {
    private static final ViewCell VIEW = new ViewCell();

    private final TargetPart part;
    private final Text text;

    private SetTarget(TargetPart part, Text text) {
        this.part = part;
        this.text = text;
    }

    static ActionRow.Compiler compiler(TargetPart part) {
        return line -> compile(part, line);
    }

    private static Action compile(TargetPart part, ActionLine line) {
        return new SetTarget(part, line.takeText("a text"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        int mark = transaction.scratch().mark();
        boolean done = part.replace(transaction.request(), text.render(transaction, VIEW.get()), transaction.scratch());
        transaction.scratch().release(mark);
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
