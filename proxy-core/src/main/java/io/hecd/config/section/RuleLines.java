package io.hecd.config.section;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lines with an action and a condition. What the action means is not known here; where its condition begins is. */
final class RuleLines {
    /**
     * The order in which rule sets are walked, as far as the order of the lines may mislead (manual 4.2, and the
     * warnings that HAProxy gives).
     */
    private static final Map<String, Integer> ORDER = Map.of(
            "tcp-request connection", 1,
            "tcp-request session", 2,
            "tcp-request content", 3,
            "monitor fail", 4,
            "http-request", 5,
            "redirect", 6,
            "use_backend", 7,
            "use-server", 8);

    /** How many words of an action may be called `if`, because they are its arguments. */
    private static final Map<String, Integer> ARGUMENTS = Map.of(
            "set-header",
            2,
            "add-header",
            2,
            "replace-header",
            3,
            "replace-value",
            3,
            "set-path",
            1,
            "set-query",
            1,
            "set-uri",
            1,
            "set-method",
            1,
            "set-status",
            1,
            "del-header",
            1);

    /** Predefined (manual 7.4): an `acl` line of this name would change nothing that the name does in conditions. */
    private static final Set<String> CONNECTIVES = Set.of("or", "and", "if", "unless", "||", "!");

    private RuleLines() {}

    /** A reader for one rule set. */
    static Keyword.Reader<ProxyDraft> set(String set) {
        return (line, proxy) -> add(line, proxy, set, 1);
    }

    /** A reader for the steps of a check, which know no conditions: `tcp-check send if` sends a word. */
    static Keyword.Reader<ProxyDraft> check(String set) {
        return (line, proxy) -> {
            if (line.peek().isEmpty()) throw line.error(line.peek(), "'" + set + "' needs an action", "");
            RuleConfig rule = new RuleConfig(line.at(), set, List.copyOf(line.rest()), ConditionConfig.ALWAYS);
            if (InheritedRules.isCheck(rule)) InheritedRules.forgetChecks(proxy);
            proxy.rules.add(rule);
        };
    }

    /** A reader for a rule that is nothing but its condition: `monitor fail if down`. */
    static Keyword.Reader<ProxyDraft> condition(String set) {
        return (line, proxy) -> add(line, proxy, set, 0);
    }

    private static void add(Line line, ProxyDraft proxy, String set, int least) {
        if (least > 0 && line.peek().isEmpty())
            throw line.error(
                    line.peek(), "'" + set + "' needs " + (set.equals("use_backend") ? "a backend" : "an action"), "");
        List<Word> words = line.rest();
        int split = conditionAt(words, least);
        ConditionConfig condition = ConditionConfig.ALWAYS;
        if (split < words.size()) {
            Word which = words.get(split);
            List<Word> terms = words.subList(split + 1, words.size());
            if (terms.isEmpty()) throw line.error(which, "no condition after '" + which.text() + "'", "");
            condition = new ConditionConfig(which.is("unless"), List.copyOf(terms));
        } else if (least == 0) {
            throw line.error(line.peek(), "'" + set + "' needs a condition", "'if' or 'unless' and the names of ACLs");
        }
        RuleConfig rule = new RuleConfig(line.at(), set, List.copyOf(words.subList(0, split)), condition);
        warnIfLate(line, proxy, rule);
        CaptureWords.ofRule(proxy, rule);
        proxy.rules.add(rule);
    }

    private static int conditionAt(List<Word> words, int least) {
        int from = least;
        if (least > 0) from += ARGUMENTS.getOrDefault(words.get(0).text(), 0);
        for (int i = Math.min(from, words.size()); i < words.size(); i++)
            if (words.get(i).is("if") || words.get(i).is("unless")) return i;
        return words.size();
    }

    private static void warnIfLate(Line line, ProxyDraft proxy, RuleConfig rule) {
        if (proxy.kind == ProxyKind.DEFAULTS) return;
        int rank = ORDER.getOrDefault(rule.set(), Integer.MAX_VALUE);
        for (RuleConfig earlier : proxy.rules.subList(proxy.inheritedRules, proxy.rules.size())) {
            int other = ORDER.getOrDefault(earlier.set(), 0);
            if (other <= rank) continue;
            line.warning(
                    line.first(),
                    "a '" + rule.set() + "' rule after a '" + earlier.set() + "' rule is run before it all the same",
                    "write the lines in the order in which they are run; the '" + earlier.set() + "' rule is at line "
                            + earlier.at().line());
            return;
        }
    }

    static void acl(Line line, ProxyDraft proxy) {
        Word name = line.takeWord("a name");
        int bad = ProxySection.badCharacter(name.text());
        if (bad >= 0)
            throw line.error(
                    name,
                    bad,
                    1,
                    "character '" + name.text().charAt(bad) + "' is not allowed in the name of an ACL",
                    "a name is made of letters, digits, '-', '_', '.' and ':'");
        if (CONNECTIVES.contains(name.text()))
            throw line.error(
                    name, "'" + name.text() + "' cannot be the name of an ACL", "it means something in conditions");
        if (line.peek().isEmpty())
            throw line.error(
                    line.peek(), "'acl " + name.text() + "' needs a criterion", "as in 'acl api path_beg /api'");
        proxy.acls.add(new AclConfig(line.at(), name.text(), line.rest()));
    }
}
