package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.sample.Regex;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/**
 * `replace-header NAME REGEX FMT`: where the whole value of a header of this name matches, the text takes its place;
 * `replace-value`: the same for each value of a comma separated list on its own (manual 4.2, http-request replace-header,
 * replace-value). References like `\1` are put in after the text is made.
 */
final class ReplaceHeader implements Action {
    private static final ViewCell OLD = new ViewCell();
    private static final ViewCell NEW = new ViewCell();

    /** Appends `old` with what matches replaced by `text`; false if nothing does. */
    @FunctionalInterface
    private interface Rewriting {
        boolean rewrite(Regex regex, ByteView old, ByteView text, Scratch scratch);
    }

    private final HeaderEdit edit;
    private final Regex regex;
    private final Text replacement;
    private final Rewriting rewriting;

    private ReplaceHeader(HeaderEdit edit, Regex regex, Text replacement, Rewriting rewriting) {
        this.edit = edit;
        this.regex = regex;
        this.replacement = replacement;
        this.rewriting = rewriting;
    }

    static Action whole(ActionLine line) {
        return compile(line, Regex::expand);
    }

    static Action eachValue(ActionLine line) {
        return compile(line, ListedValues::rewrite);
    }

    private static Action compile(ActionLine line, Rewriting rewriting) {
        return new ReplaceHeader(HeaderEdit.take(line), Patterns.take(line), line.takeText("a replacement"), rewriting);
    }

    @Override
    public Outcome run(Transaction transaction) {
        HttpHead head = edit.head(transaction);
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        boolean done = true;
        byte[] name = edit.lowerName();
        for (int i = head.find(name); i >= 0 && done; i = head.findNext(i, name)) {
            ByteView text = replacement.render(transaction, NEW.get());
            int from = scratch.mark();
            if (rewriting.rewrite(regex, head.valueView(i, OLD.get()), text, scratch))
                done = head.replaceValue(i, text.set(scratch.array(), from, scratch.mark() - from));
            scratch.release(mark);
        }
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
