package io.hecd.acl;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.ExpressionParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ACLs of one proxy by name, and the conditions made of them (manual 7.2). Every line is checked, used or not; what is
 * wrong goes to the problems. Load time.
 */
@LoadTime
public final class Acls {
    private final ExpressionParser parser;
    private final Catalog<MatcherRow> matchers;
    private final PatternLists lists;
    private final Problems problems;
    private final Map<String, List<AclLine>> lines = new HashMap<>();
    /** Names whose lines are wrong, so that using them is not told as another mistake. */
    private final Set<String> broken = new LinkedHashSet<>();

    private final Map<Checkpoint, Map<String, Acl>> compiled = new HashMap<>();

    public Acls(ExpressionParser parser, Catalog<MatcherRow> matchers, List<AclConfig> configs, Problems problems) {
        this(parser, matchers, new PatternLists(), configs, problems);
    }

    /** @param lists where their patterns can be found and changed later */
    public Acls(
            ExpressionParser parser,
            Catalog<MatcherRow> matchers,
            PatternLists lists,
            List<AclConfig> configs,
            Problems problems) {
        this.parser = parser;
        this.matchers = matchers;
        this.lists = lists;
        this.problems = problems;
        for (AclConfig config : configs) add(config);
    }

    private void add(AclConfig config) {
        try {
            checkName(config);
            if (config.words().isEmpty())
                throw Mistake.at(config.at(), 0, "acl '" + config.name() + "' needs a criterion", "");
            AclLine line = new AclLine(config.words(), parser, matchers, lists);
            lines.computeIfAbsent(config.name(), name -> new ArrayList<>()).add(line);
        } catch (Mistake e) {
            problems.add(e);
            broken.add(config.name());
        }
    }

    private static void checkName(AclConfig config) {
        String name = config.name();
        if (name.equals("or") || name.equals("||"))
            throw Mistake.at(config.at(), 0, "an acl cannot be called '" + name + "', which joins conditions", "");
        if (!name.matches("[A-Za-z0-9_.:-]+")) {
            String hint = "letters, digits, '-', '_', '.' and ':' are";
            throw Mistake.at(config.at(), 0, "'" + name + "' is not allowed as the name of an acl", hint);
        }
    }

    /** The condition for rules at this checkpoint. A wrong one is told to the problems and never holds. */
    public Condition condition(ConditionConfig config, Checkpoint where) {
        if (config.words().isEmpty()) return Condition.ALWAYS;
        try {
            return new ConditionParser(this, config, where).parse();
        } catch (Mistake e) {
            problems.add(e);
            return Condition.NEVER;
        }
    }

    /** Throws a Mistake if there is no such ACL. */
    Acl named(String name, Word used, Checkpoint where) {
        Map<String, Acl> here = compiled.computeIfAbsent(where, c -> new HashMap<>());
        Acl known = here.get(name);
        if (known != null) return known;
        List<AclLine> written = lines.get(name);
        if (written == null && broken.contains(name)) written = List.of();
        if (written == null) written = List.of(predefined(name, used));
        Acl acl = acl(written, name, used, where);
        here.put(name, acl);
        return acl;
    }

    Acl anonymous(List<Word> words, Checkpoint where) {
        return acl(List.of(new AclLine(words, parser, matchers, lists)), "", words.get(0), where);
    }

    private Acl acl(List<AclLine> written, String name, Word used, Checkpoint where) {
        List<Acl.Test> tests = new ArrayList<>();
        for (AclLine line : written) line.at(where, name, used, problems).ifPresent(tests::add);
        return new Acl(tests.toArray(Acl.Test[]::new));
    }

    private AclLine predefined(String name, Word used) {
        if (PredefinedAcls.LINES.containsKey(name))
            return new AclLine(PredefinedAcls.words(name), parser, matchers, new PatternLists());
        if (PredefinedAcls.ABSENT.contains(name))
            throw Matchers.mistake(used, "acl '" + name + "' is known to HAProxy, not in hecd yet", "");
        Set<String> names = new LinkedHashSet<>(lines.keySet());
        names.addAll(PredefinedAcls.LINES.keySet());
        String hint = Catalog.nearest(name, names)
                .map(n -> "did you mean '" + n + "'?")
                .orElse("");
        throw Matchers.mistake(used, "no acl is called '" + name + "'", hint);
    }
}
