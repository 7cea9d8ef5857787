package io.hecd.rule;

import io.hecd.traffic.Transaction;
import java.util.List;

/** Rules in the order in which they are tried, until one ends the set. Immutable, shared by all workers. */
public final class RuleSet {
    public static final RuleSet EMPTY = new RuleSet(List.of());

    private final Rule[] rules;

    public RuleSet(List<Rule> rules) {
        this.rules = rules.toArray(Rule[]::new);
    }

    public boolean isEmpty() {
        return rules.length == 0;
    }

    public int size() {
        return rules.length;
    }

    public Rule rule(int i) {
        return rules[i];
    }

    /**
     * Runs the rules from the cursor on. CONTINUE: all were run. Else the cursor stands at the rule that decided; after
     * WAIT the next call begins with it again.
     */
    public Outcome run(Transaction transaction, RuleCursor cursor) {
        boolean strict = true;
        for (int i = cursor.next(); i < rules.length; i++) {
            Rule rule = rules[i];
            if (transaction.isInspected() && rule.condition().isOpen(transaction)) {
                cursor.stopAt(i, rule);
                return Outcome.WAIT;
            }
            if (!rule.condition().holds(transaction)) continue;
            cursor.matched(rule.at());
            Outcome outcome = rule.action().run(transaction);
            if (outcome == Outcome.CONTINUE) continue;
            if (outcome == Outcome.FAIL) cursor.failed();
            if (outcome == Outcome.LENIENT || outcome == Outcome.STRICT) {
                strict = outcome == Outcome.STRICT;
            } else if (strict || outcome != Outcome.FAIL) {
                cursor.stopAt(i, rule);
                return outcome;
            }
        }
        return Outcome.CONTINUE;
    }
}
