package io.hecd.rule.action;

import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/** `add-header NAME FMT`: one more header at the end (manual 4.2, http-request add-header). */
final class AddHeader implements Action {
    private static final ViewCell VIEW = new ViewCell();

    private final HeaderEdit edit;
    private final Text value;

    private AddHeader(HeaderEdit edit, Text value) {
        this.edit = edit;
        this.value = value;
    }

    static Action compile(ActionLine line) {
        return new AddHeader(HeaderEdit.take(line), line.takeText("a value"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        int mark = transaction.scratch().mark();
        boolean done = edit.head(transaction).add(edit.lowerName(), value.render(transaction, VIEW.get()));
        transaction.scratch().release(mark);
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
