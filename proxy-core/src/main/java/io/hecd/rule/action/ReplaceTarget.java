package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.ActionRow;
import io.hecd.rule.Outcome;
import io.hecd.sample.Regex;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;

/**
 * `replace-path`, `replace-pathq` and `replace-uri REGEX FMT`: if that part of the target matches, the text takes its
 * place, with references put in (manual 4.2).
 */
final class ReplaceTarget implements Action {
    private static final ViewCell OLD = new ViewCell();
    private static final ViewCell NEW = new ViewCell();

    private final TargetPart part;
    private final Regex regex;
    private final Text replacement;

    private ReplaceTarget(TargetPart part, Regex regex, Text replacement) {
        this.part = part;
        this.regex = regex;
        this.replacement = replacement;
    }

    static ActionRow.Compiler compiler(TargetPart part) {
        return line -> compile(part, line);
    }

    private static Action compile(TargetPart part, ActionLine line) {
        return new ReplaceTarget(part, Patterns.take(line), line.takeText("a replacement"));
    }

    @Override
    public Outcome run(Transaction transaction) {
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        ByteView text = replacement.render(transaction, NEW.get());
        int from = scratch.mark();
        boolean done = true;
        if (regex.expand(part.view(transaction.request(), OLD.get()), text, scratch)) {
            text.set(scratch.array(), from, scratch.mark() - from);
            done = part.replace(transaction.request(), text, scratch);
        }
        scratch.release(mark);
        return done ? Outcome.CONTINUE : Outcome.FAIL;
    }
}
