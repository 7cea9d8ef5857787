package io.hecd.config.section;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules of a named `defaults` stand before a proxy's own, and see only the ACLs of that `defaults` (manual 4.2, acl). So
 * its ACLs come along under a name that nobody can write.
 */
final class InheritedRules {
    private InheritedRules() {}

    /** The steps of a check. `disable-on-404` is none: it is inherited whatever the steps are. */
    static boolean isCheck(RuleConfig rule) {
        if (!rule.set().equals("http-check") && !rule.set().equals("tcp-check")) return false;
        return rule.words().isEmpty() || !rule.words().get(0).is("disable-on-404");
    }

    /** The first step of a proxy of its own, or its own `option httpchk`, replaces all steps that it inherited. */
    static void forgetChecks(ProxyDraft proxy) {
        int own = proxy.rules.size() - proxy.inheritedRules;
        proxy.rules.subList(0, proxy.inheritedRules).removeIf(InheritedRules::isCheck);
        proxy.inheritedRules = proxy.rules.size() - own;
    }

    static void copy(ProxyDraft from, ProxyDraft to) {
        Set<String> names = new HashSet<>();
        String prefix = from.name.text() + "/";
        for (AclConfig acl : from.acls) {
            names.add(acl.name());
            to.acls.add(new AclConfig(acl.at(), prefix + acl.name(), acl.words()));
        }
        for (RuleConfig rule : from.rules) {
            ConditionConfig condition = renamed(rule.condition(), names, prefix);
            to.rules.add(new RuleConfig(rule.at(), rule.set(), rule.words(), condition));
        }
        to.inheritedRules = to.rules.size();
    }

    private static ConditionConfig renamed(ConditionConfig condition, Set<String> names, String prefix) {
        List<Word> words = new ArrayList<>();
        boolean anonymous = false;
        for (Word word : condition.words()) {
            if (word.is("{") || word.is("!{")) anonymous = true;
            else if (word.is("}")) anonymous = false;
            else if (!anonymous) {
                boolean not = word.text().startsWith("!");
                String name = not ? word.text().substring(1) : word.text();
                if (names.contains(name)) {
                    String text = (not ? "!" : "") + prefix + name;
                    words.add(new Word(text, word.at(), word.endColumn(), word.quoted()));
                    continue;
                }
            }
            words.add(word);
        }
        return new ConditionConfig(condition.unless(), List.copyOf(words));
    }
}
