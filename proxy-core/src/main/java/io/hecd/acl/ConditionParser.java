package io.hecd.acl;

import io.hecd.acl.Condition.Term;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.text.Word;
import io.hecd.sample.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/** Reads `[!]acl1 [!]acl2 or { anonymous } ...` (manual 7.2), one condition each. Load time. */
final class ConditionParser {
    private static final String SPACES = "a brace is a word of its own, with spaces around it";

    private final Acls acls;
    private final List<Word> words;
    private final boolean unless;
    private final Checkpoint where;
    private int at;

    ConditionParser(Acls acls, ConditionConfig config, Checkpoint where) {
        this.acls = acls;
        this.words = config.words();
        this.unless = config.unless();
        this.where = where;
    }

    Condition parse() {
        List<Term[]> alternatives = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        while (at < words.size()) {
            Word word = words.get(at);
            if (word.is("or") || word.is("||")) {
                alternatives.add(closed(terms, word));
                terms.clear();
                at++;
            } else {
                terms.add(term());
            }
        }
        alternatives.add(closed(terms, words.get(words.size() - 1)));
        return new Condition(unless, alternatives.toArray(Term[][]::new));
    }

    private static Term[] closed(List<Term> terms, Word word) {
        if (terms.isEmpty()) throw Matchers.mistake(word, "an acl is missing on one side of '" + word + "'", "");
        return terms.toArray(Term[]::new);
    }

    /** Exclamation marks, together with the name or apart from it, then a name or braces. */
    private Term term() {
        Word word = words.get(at);
        boolean negated = false;
        String name = word.text();
        while (name.startsWith("!") || name.isEmpty()) {
            if (name.isEmpty()) {
                if (++at == words.size()) throw Matchers.mistake(word, "no acl follows '" + word + "'", "");
                name = words.get(at).text();
                if (name.isEmpty()) throw Matchers.mistake(words.get(at), "an empty word is no acl", "");
                continue;
            }
            negated = !negated;
            name = name.substring(1);
        }
        Word last = words.get(at++);
        if (name.equals("{")) return new Term(anonymous(last), negated);
        if (name.equals("or") || name.equals("||")) throw Matchers.mistake(last, "no acl follows '" + word + "'", "");
        checkBrace(last, name);
        return new Term(acls.named(name, last, where), negated);
    }

    private Acl anonymous(Word open) {
        int from = at;
        while (at < words.size() && !words.get(at).is("}")) at++;
        if (at == words.size()) throw Matchers.mistake(open, "this '{' has no '}'", SPACES);
        List<Word> inside = words.subList(from, at);
        Word close = words.get(at++);
        if (inside.isEmpty()) throw Matchers.mistake(close, "nothing stands between '{' and '}'", "");
        return acls.anonymous(inside, where);
    }

    private static void checkBrace(Word word, String name) {
        if (!name.startsWith("{")) return;
        throw Matchers.mistake(word, "no acl is called '" + name + "'", SPACES);
    }
}
