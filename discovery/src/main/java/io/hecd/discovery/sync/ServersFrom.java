package io.hecd.discovery.sync;

import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ServerText;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;

/**
 * A `servers-from [REGISTRY] PATTERN [server words]` line: stands for a `server` line for each key that matches.
 *
 * @param settings of the words that follow, over those of `default-server`
 */
record ServersFrom(String registry, KeyPattern pattern, Settings settings) {
    static final String WORD = "servers-from";

    /** @throws io.hecd.config.text.Mistake for the first word that is wrong */
    static ServersFrom read(ExtensionConfig extension, List<String> registries) {
        Line line = extension.line();
        line.reset(1);
        String registry = Lines.registry(line, registries, "a pattern of keys");
        Word keys = line.takeWord("a pattern of keys");
        KeyPattern pattern = KeyPattern.parse(keys.text())
                .orElseThrow(() -> line.error(
                        keys,
                        "'" + keys.text() + "' is not a pattern of keys",
                        "it begins with '/' and has a '*' after its last '/', as '/app/servers/*'"));
        return new ServersFrom(registry, pattern, ServerText.words(line, extension.serverDefaults()));
    }
}
