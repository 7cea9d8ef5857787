package io.hecd.acl;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Lexer;
import io.hecd.config.text.Line;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conditions in tests: lines `acl ...` and a last line `if ...` or `unless ...`, compiled from text with places. */
public final class Conditions {
    private Conditions() {}

    public static Condition compile(String text, Checkpoint where, Problems problems) {
        List<AclConfig> acls = new ArrayList<>();
        ConditionConfig condition = ConditionConfig.ALWAYS;
        for (Line line : lines(text, problems)) {
            List<Word> words = line.words();
            if (words.get(0).is("acl"))
                acls.add(new AclConfig(words.get(0).at(), words.get(1).text(), words.subList(2, words.size())));
            else condition = new ConditionConfig(words.get(0).is("unless"), words.subList(1, words.size()));
        }
        return new Acls(Samples.PARSER, Matchers.standard(), acls, problems).condition(condition, where);
    }

    public static Condition compile(String text) {
        Problems problems = new Problems();
        Condition condition = compile(text, Checkpoint.REQUEST, problems);
        if (!problems.isEmpty()) throw new IllegalArgumentException(problems.toString());
        return condition;
    }

    /** Words with their places, cut as the configuration is. */
    public static List<Line> lines(String text, Problems problems) {
        Facts facts = new Facts("2.6.12", Set.of(), "", Environment.of(java.util.Map.of()));
        return Lexer.lines(new Source("t.cfg", text), facts, problems);
    }
}
