package io.hecd.rule;

import io.hecd.acl.Acls;
import io.hecd.acl.Condition;
import io.hecd.acl.PatternLists;
import io.hecd.config.model.AclConfig;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.Text;
import io.hecd.sample.TextCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the rule lines of the model into rules. What is wrong goes to the problems and leaves a rule out, so that all
 * mistakes are found in one go. Load time; for the one thread that compiles.
 */
@LoadTime
public final class RuleCompiler {
    private final Catalogs catalogs;
    private final ExpressionParser expressions;
    private final TextCompiler texts;
    private final Problems problems;
    private final RuleScope scope;
    private final PatternLists lists;

    public RuleCompiler(Catalogs catalogs, TextCompiler texts, RuleScope scope, Problems problems) {
        this(catalogs, texts, scope, new PatternLists(), problems);
    }

    /** @param lists where the patterns of ACLs can be found and changed later */
    public RuleCompiler(Catalogs catalogs, TextCompiler texts, RuleScope scope, PatternLists lists, Problems problems) {
        this.lists = lists;
        this.catalogs = catalogs;
        this.expressions = new ExpressionParser(catalogs.samples());
        this.texts = texts;
        this.scope = scope;
        this.problems = problems;
    }

    public ExpressionParser expressions() {
        return expressions;
    }

    /** The ACLs of one proxy, checked at once. */
    public Acls acls(List<AclConfig> configs) {
        return new Acls(expressions, catalogs.matchers(), lists, configs, problems);
    }

    public Condition condition(ConditionConfig config, Acls acls, String set) {
        return acls.condition(config, checkpoint(set));
    }

    /** The rules of one set, out of all rules of a proxy. */
    public RuleSet ruleSet(String set, List<RuleConfig> rules, Acls acls) {
        List<Rule> compiled = new ArrayList<>();
        for (RuleConfig rule : rules) {
            if (!rule.set().equals(set)) continue;
            Condition condition = condition(rule.condition(), acls, set);
            action(rule).ifPresent(action -> compiled.add(new Rule(rule.at(), condition, action)));
        }
        return compiled.isEmpty() ? RuleSet.EMPTY : new RuleSet(compiled);
    }

    /** The `use_backend` lines, in order. Whether the backends exist is for the caller to say. */
    public List<BackendRule> backendRules(List<RuleConfig> rules, Acls acls) {
        List<BackendRule> compiled = new ArrayList<>();
        for (RuleConfig rule : rules) {
            if (!rule.set().equals("use_backend")) continue;
            Condition condition = condition(rule.condition(), acls, rule.set());
            try {
                Line line = Line.of(rule.words(), problems);
                Word name = line.takeWord("the name of a backend");
                line.expectEnd();
                // A name without `%` is no text, whatever else is in it (manual 4.2, use_backend).
                boolean fixed = name.text().indexOf('%') < 0;
                Text text = fixed ? Text.constant(name.bytes()) : texts.compile(name, Checkpoint.REQUEST);
                compiled.add(new BackendRule(rule.at(), condition, name.text(), text, fixed));
            } catch (Mistake e) {
                problems.add(e);
            }
        }
        return compiled;
    }

    private Optional<Action> action(RuleConfig rule) {
        // A `redirect` line has no word for its action.
        boolean redirect = rule.set().equals("redirect");
        try {
            if (rule.words().isEmpty()) throw Mistake.at(rule.at(), 0, "'" + rule.set() + "' needs an action", "");
            Line line = Line.of(rule.words(), problems);
            ActionRow row =
                    redirect ? catalogs.actions().find("redirect").orElseThrow() : find(rule.set(), line.next());
            Action action = row.compiler()
                    .compile(new ActionLine(line, rule.set(), checkpoint(rule.set()), expressions, texts, scope));
            line.expectEnd();
            return Optional.of(action);
        } catch (Mistake e) {
            problems.add(e);
            return Optional.empty();
        }
    }

    private ActionRow find(String set, Word word) {
        String name = word.text();
        Optional<ActionRow> row = catalogs.actions().find(name);
        if (row.isPresent() && row.get().sets().contains(set)) return row.get();
        if (KnownActions.contains(name))
            throw mistake(word, "action '" + name + "' in " + set + " is known to HAProxy, not in hecd yet", "");
        if (row.isPresent()) throw mistake(word, "action '" + name + "' does not exist in " + set, "");
        List<String> names = new ArrayList<>();
        for (String other : catalogs.actions().names())
            if (catalogs.actions().find(other).orElseThrow().sets().contains(set)) names.add(other);
        String hint = Catalog.nearest(name, names)
                .map(n -> "did you mean '" + n + "'?")
                .orElse("");
        throw mistake(word, "unknown action '" + name + "' in " + set, hint);
    }

    private static Mistake mistake(Word word, String message, String hint) {
        return Mistake.at(word.at(), word.length(), message, hint);
    }

    /** When the rules of a set are run. */
    public static Checkpoint checkpoint(String set) {
        return switch (set) {
            case "tcp-request connection", "tcp-request session" -> Checkpoint.CONNECTION;
            case "tcp-request content" -> Checkpoint.CONTENT;
            case "http-response", "http-after-response", "tcp-response content" -> Checkpoint.RESPONSE;
            default -> Checkpoint.REQUEST;
        };
    }
}
