package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/** `set-header NAME FMT`: the header with this value instead of all of that name (manual 4.2, http-request set-header). */
final class SetHeader implements Action {
    private static final ViewCell VIEW = new ViewCell();

    private final HeaderEdit edit;
    private final Text value;

    private SetHeader(HeaderEdit edit, Text value) {
        this.edit = edit;
        this.value = value;
    }

    static Action compile(ActionLine line) {
        return new SetHeader(HeaderEdit.take(line), line.takeText("a value"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        int mark = transaction.scratch().mark();
        // The text is made before anything is removed: it may hold the header's old value.
        boolean done = edit.head(transaction).set(edit.lowerName(), value.render(transaction, VIEW.get()));
        transaction.scratch().release(mark);
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
