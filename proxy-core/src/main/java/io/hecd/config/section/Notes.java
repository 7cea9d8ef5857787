package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import java.util.HashSet;
import java.util.Set;

/** Says what a table knows about a word: once for words without effect, each time for those that hecd does not have. */
final class Notes {
    /** How the remark of words begins that are read and kept while nothing acts on them. */
    static final String NO_EFFECT_YET = "accepted; no effect yet";

    /** How the remark of words begins that a module acts on, in programs that have it; then this is not asked. */
    static final String BY_MODULE = "in programs with the module admin: ";

    private final Problems problems;
    private final Set<String> said = new HashSet<>();

    Notes(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** `word` is what the user wrote; the cursor of `line` is behind it. */
    void about(Keyword<?> keyword, Line line, Word word) {
        switch (keyword.status()) {
            case LEGACY -> {}
            case SUPPORTED -> {
                if (keyword.remark().startsWith(NO_EFFECT_YET)) noEffectYet(keyword, word);
                if (keyword.remark().startsWith(BY_MODULE)) noModule(keyword, word);
            }
            case ACCEPTED -> {
                if (said.add(keyword.name() + keyword.places())) accepted(keyword.name(), word, keyword.remark());
            }
            case NOT_YET -> problems.add(notYet(keyword.name(), word, keyword.remark()));
            case REMOVED ->
                problems.error(
                        "removed",
                        word.at(),
                        word.length(),
                        "'" + keyword.name() + "' is a word of old HAProxy versions which have given it up",
                        keyword.remark());
        }
    }

    private void noEffectYet(Keyword<?> keyword, Word word) {
        String awaits = keyword.remark().substring(NO_EFFECT_YET.length());
        warning(
                "no-effect-yet",
                word.at(),
                word.length(),
                "'" + keyword.name() + "' is accepted but has no effect in hecd yet" + awaits,
                "take it out, or know that it is not in force");
    }

    private void noModule(Keyword<?> keyword, Word word) {
        warning(
                "no-effect-yet",
                word.at(),
                word.length(),
                "'" + keyword.name() + "' has no effect in this program, which does without "
                        + keyword.remark().substring(BY_MODULE.length()),
                "take it out, or know that it is not in force");
    }

    /** Once per `about`. */
    void once(String about, Word word, String message, String hint) {
        if (said.add(about)) problems.notice(word, message, hint);
    }

    private void accepted(String name, Word word, String remark) {
        problems.add(new Problem(
                Severity.NOTICE,
                "no-effect",
                word.at(),
                word.length(),
                "'" + name + "' has no effect in hecd",
                remark));
    }

    static Problem notYet(String what, Word word, String remark) {
        return new Problem(
                Severity.ERROR,
                "not-yet",
                word.at(),
                word.length(),
                "'" + what + "' is HAProxy's; hecd does not have it" + (remark.isEmpty() ? " yet" : ""),
                remark);
    }

    /** A value that HAProxy knows and hecd does not. */
    static Mistake notYet(Word word, String what) {
        return new Mistake(notYet(what, word, ""));
    }

    void warning(String code, Position at, int length, String message, String hint) {
        problems.add(new Problem(Severity.WARNING, code, at, length, message, hint));
    }
}
