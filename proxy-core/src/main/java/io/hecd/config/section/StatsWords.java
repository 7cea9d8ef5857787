package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** The `stats` rows of a proxy (manual 4.2): kept for the page, which the module admin has. */
final class StatsWords {
    private StatsWords() {}

    static void addTo(Vocabulary<ProxyDraft> words) {
        for (String name : List.of(
                "enable",
                "hide-version",
                "realm",
                "refresh",
                "scope",
                "show-desc",
                "show-legends",
                "show-modules",
                "show-node",
                "uri",
                "auth")) words.differs("DFLB", "stats " + name, LATER, (line, proxy) -> keep(line, proxy));
        for (String name : List.of("admin", "http-request"))
            words.differs("FLB", "stats " + name, LATER, (line, proxy) -> keep(line, proxy));
    }

    private static final String LATER = "the page of the module admin has it, but for 'admin' and 'http-request'";

    private static void keep(Line line, ProxyDraft proxy) {
        String name = line.words().get(1).text();
        if (line.peek().isEmpty()
                && List.of("auth", "realm", "uri", "refresh", "scope", "http-request")
                        .contains(name)) throw line.error(line.peek(), "'stats " + name + "' needs a value", "");
        line.rest();
        List<List<Word>> lines = new ArrayList<>(proxy.settings.get(ProxySettings.STATS));
        lines.add(line.words().subList(1, line.words().size()));
        proxy.settings.set(ProxySettings.STATS, List.copyOf(lines), line.at());
        if (proxy.whole.pageServed) return;
        proxy.whole
                .notes()
                .once("stats", line.first(), "the 'stats' lines are kept, but there is no statistics page yet", "");
    }
}
