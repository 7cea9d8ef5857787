package io.hecd.rule.action;

import io.hecd.bytes.Scratch;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Expression;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleCell;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/**
 * `capture SAMPLE len N`, `capture SAMPLE id SLOT`: keeps a value for the log line and for `capture.req.hdr` (manual 4.2,
 * http-request capture). With `len` the line is a slot of its own.
 */
final class Capture implements Action {
    private static final SampleCell CELL = new SampleCell();

    private final Expression expression;
    private final int slot;
    private final boolean ofResponse;

    private Capture(Expression expression, int slot, boolean ofResponse) {
        this.expression = expression;
        this.slot = slot;
        this.ofResponse = ofResponse;
    }

    static Action compile(ActionLine action) {
        Line line = action.line();
        Expression expression = action.takeExpression("a sample");
        boolean response = action.onResponse();
        boolean content = action.set().startsWith("tcp-request");
        if (!response && line.accept("len")) return new Capture(expression, ownSlot(action), false);
        if (!content && line.accept("id")) return new Capture(expression, namedSlot(action, response), response);
        String hint = response ? "as in 'id 0'" : content ? "as in 'len 32'" : "as in 'len 32' or 'id 0'";
        throw line.error(line.peek(), "it is not said where the sample is kept", hint);
    }

    private static int ownSlot(ActionLine action) {
        Line line = action.line();
        Word length = line.peek();
        line.takeInteger("a length", 1, Integer.MAX_VALUE);
        if (!action.scope().kind().hasFrontend())
            throw line.error(length, "a backend has no slots of its own", "'id' and the number of a frontend's slot");
        List<ProxySettings.Capture> slots = action.scope().slots("request");
        for (int i = 0; i < slots.size(); i++) if (slots.get(i).at().equals(line.at())) return i;
        throw line.error(length, "this rule has no slot", "");
    }

    /** Whether the frontend of a backend has the slot is not known before a request is there. */
    private static int namedSlot(ActionLine action, boolean response) {
        Line line = action.line();
        Word word = line.peek();
        int slot = (int) line.takeInteger("the number of a slot", 0, Integer.MAX_VALUE);
        String side = response ? "response" : "request";
        if (action.scope().kind().hasFrontend()
                && slot >= action.scope().slots(side).size())
            throw line.error(
                    word, "there is no capture slot " + slot, "'declare capture " + side + " len 32' makes one");
        return slot;
    }

    @Override
    public Outcome run(Transaction transaction) {
        Sample sample = CELL.get();
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        if (expression.evaluate(transaction, sample) && sample.castTo(SampleType.STR)) {
            if (ofResponse) transaction.captureResponse(slot, sample.bytes());
            else transaction.captureRequest(slot, sample.bytes());
        }
        scratch.release(mark);
        return Outcome.CONTINUE;
    }
}
