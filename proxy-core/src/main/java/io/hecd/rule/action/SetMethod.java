package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;
import java.util.Arrays;

/** `set-method FMT`: another method in the request line (manual 4.2, http-request set-method). */
final class SetMethod implements Action {
    private static final ViewCell VIEW = new ViewCell();

    private final Text text;

    private SetMethod(Text text) {
        this.text = text;
    }

    static Action compile(ActionLine line) {
        return new SetMethod(line.takeText("a method"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        int mark = transaction.scratch().mark();
        ByteView method = text.render(transaction, VIEW.get());
        // A copy of a few bytes: a method is rewritten rarely, and the head takes an array.
        byte[] token = Arrays.copyOfRange(method.array(), method.offset(), method.offset() + method.length());
        transaction.scratch().release(mark);
        return transaction.request().setMethod(token) ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
