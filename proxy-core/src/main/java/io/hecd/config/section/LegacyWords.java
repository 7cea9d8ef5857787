package io.hecd.config.section;

import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The dialect of HAProxy 1.4, which HAProxy 2.1 and later refuse. One row per word: what it is called today. The parser
 * translates and notes it, {@link Migration} shows it.
 */
final class LegacyWords {
    private LegacyWords() {}

    static void addTo(Vocabulary<ProxyDraft> words) {
        for (LegacyWord word : LegacyWord.all())
            words.legacy(word.name(), (line, proxy) -> read(word, line, proxy), word.modern());
        words.removed("DFLB", "use 'cookie', or 'balance source'", "appsession");
    }

    private static void read(LegacyWord word, Line line, ProxyDraft proxy) {
        List<List<Word>> modern = word.translate(line);
        line.rest();
        note(proxy.whole, line.first(), "'" + word.name() + "'", LegacyWord.text(modern));
        int before = proxy.rules.size();
        for (List<Word> words : modern) ProxyWords.read(Line.of(words, line.problems()), proxy, List.of());
        if (word.name().equals("block") && proxy.rules.size() > before) toTheFront(proxy);
    }

    /** `block` lines were looked at before all `http-request` lines, wherever they stood (manual of 1.5, block). */
    private static void toTheFront(ProxyDraft proxy) {
        RuleConfig block = proxy.rules.remove(proxy.rules.size() - 1);
        int to = proxy.inheritedRules + proxy.blocks++;
        proxy.rules.add(to, block);
    }

    /** `listen NAME ADDRESS` and `frontend NAME ADDRESS`. */
    static void inlineBind(Line line, Word address, List<Word> words, ProxyDraft proxy) {
        List<Word> bind = new ArrayList<>();
        bind.add(LegacyWord.at(address, "bind"));
        bind.add(address);
        bind.addAll(words);
        note(proxy.whole, address, "an address on the line of the section", "bind " + address.text());
        try {
            ProxyWords.read(Line.of(bind, line.problems()), proxy, List.of());
        } catch (Mistake mistake) {
            line.problems().add(mistake);
        }
    }

    private static void note(Draft draft, Word at, String what, String modern) {
        draft.problems()
                .add(new Problem(
                        Severity.NOTICE,
                        "old-dialect",
                        at.at(),
                        at.length(),
                        what + " is the language of HAProxy 1.4; read as '" + modern + "'",
                        "'hecd migrate' writes the whole file in today's words"));
    }

    static Mistake modeHealth(Line line, Word mode) {
        return line.error(
                "removed",
                mode,
                "'mode health' is a word of old HAProxy versions which have given it up",
                "use mode http with 'http-request return status 200'");
    }
}
