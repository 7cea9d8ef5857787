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
        Word first = line.takeWord("a pattern of keys");
        boolean named = !first.text().startsWith("/");
        if (!named && registries.size() > 1)
            throw line.error(
                    first,
                    "there are several registries, and the line names none",
                    "as in 'servers-from " + registries.get(0) + " " + first.text() + "'");
        if (named && !registries.contains(first.text())) throw line.unknown(first, "registry", registries);
        Word keys = named ? line.takeWord("a pattern of keys") : first;
        KeyPattern pattern = KeyPattern.parse(keys.text())
                .orElseThrow(() -> line.error(
                        keys,
                        "'" + keys.text() + "' is not a pattern of keys",
                        "it begins with '/' and has a '*' after its last '/', as '/app/servers/*'"));
        return new ServersFrom(
                named ? first.text() : registries.get(0), pattern, ServerText.words(line, extension.serverDefaults()));
    }
}
