package io.hecd.rule;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Expression;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.Text;
import io.hecd.sample.TextCompiler;

/** What an action is compiled from: the words behind its name, and what makes texts and expressions of them. Load time. */
public final class ActionLine {
    private final Line line;
    private final String set;
    private final Checkpoint where;
    private final ExpressionParser expressions;
    private final TextCompiler texts;
    private final RuleScope scope;

    public ActionLine(
            Line line,
            String set,
            Checkpoint where,
            ExpressionParser expressions,
            TextCompiler texts,
            RuleScope scope) {
        this.line = line;
        this.set = set;
        this.where = where;
        this.expressions = expressions;
        this.texts = texts;
        this.scope = scope;
    }

    /** The cursor over the arguments. */
    public Line line() {
        return line;
    }

    /** The rule set: "http-request", "http-response", "tcp-request content" ... */
    public String set() {
        return set;
    }

    /** The proxy that the rule stands in. */
    public RuleScope scope() {
        return scope;
    }

    public boolean onResponse() {
        return where == Checkpoint.RESPONSE;
    }

    public Text text(Word word) {
        return texts.compile(word, where);
    }

    public Text takeText(String what) {
        return text(line.takeWord(what));
    }

    public Expression takeExpression(String what) {
        return expressions.parse(line.takeWord(what), where);
    }
}
