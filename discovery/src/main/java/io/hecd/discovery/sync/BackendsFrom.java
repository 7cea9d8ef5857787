package io.hecd.discovery.sync;

import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ServerText;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;

/**
 * A `backends-from [REGISTRY] DIRECTORY/* [server words]` line: stands for a backend for each directory that matches, made
 * after the section that the line is in.
 *
 * @param pattern of the directories' names
 * @param settings of the words that follow, over those of `default-server`
 */
record BackendsFrom(String registry, KeyPattern pattern, Settings settings) {
    static final String WORD = "backends-from";

    /** @throws io.hecd.config.text.Mistake for the first word that is wrong */
    static BackendsFrom read(ExtensionConfig extension, List<String> registries) {
        Line line = extension.line();
        line.reset(1);
        String registry = Lines.registry(line, registries, "a pattern of directories");
        Word word = line.takeWord("a pattern of directories");
        KeyPattern pattern = KeyPattern.parse(word.text())
                .filter(KeyPattern::isOneDirectory)
                .orElseThrow(() -> line.error(
                        word,
                        "'" + word.text() + "' is not a pattern of directories",
                        "it begins with '/' and has a '*' after its last '/' only, as '/apps/*'"));
        return new BackendsFrom(registry, pattern, ServerText.words(line, extension.serverDefaults()));
    }
}
