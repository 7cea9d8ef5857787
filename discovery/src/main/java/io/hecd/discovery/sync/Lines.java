package io.hecd.discovery.sync;

import io.hecd.config.model.Configuration;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** The `servers-from` and `backends-from` lines of a configuration: finding them, and what is wrong with them. */
final class Lines {
    private Lines() {}

    static List<ExtensionConfig> of(ProxyConfig proxy, String word) {
        List<ExtensionConfig> lines = new ArrayList<>();
        for (ExtensionConfig extension : proxy.extensions())
            if (extension.line().keyword().equals(word)) lines.add(extension);
        return lines;
    }

    /** Whether some line wants something from a registry. */
    static boolean ask(Configuration configuration) {
        for (ProxyConfig proxy : configuration.proxies())
            if (!of(proxy, ServersFrom.WORD).isEmpty()
                    || !of(proxy, BackendsFrom.WORD).isEmpty()) return true;
        return false;
    }

    /** The registry that the line names, or the only one. */
    static String registry(Line line, List<String> registries, String what) {
        int before = line.mark();
        Word first = line.takeWord(what);
        if (!first.text().startsWith("/")) {
            if (!registries.contains(first.text())) throw line.unknown(first, "registry", registries);
            return first.text();
        }
        if (registries.size() > 1)
            throw line.error(
                    first,
                    "there are several registries, and the line names none",
                    "as in '" + line.keyword() + " " + registries.get(0) + " " + first.text() + "'");
        line.reset(before);
        return registries.get(0);
    }

    /** Tells what is wrong with them. */
    static void check(Configuration configuration, List<String> registries, Problems problems) {
        for (ProxyConfig proxy : configuration.proxies()) {
            for (ExtensionConfig line : of(proxy, ServersFrom.WORD))
                check(proxy, line, problems, () -> ServersFrom.read(line, registries));
            for (ExtensionConfig line : of(proxy, BackendsFrom.WORD))
                check(proxy, line, problems, () -> BackendsFrom.read(line, registries));
        }
    }

    private static void check(ProxyConfig proxy, ExtensionConfig extension, Problems problems, Runnable read) {
        try {
            read.run();
            if (!proxy.kind().hasBackend())
                problems.warning(
                        extension.line().first(),
                        "'" + extension.line().keyword() + "' has no effect in a frontend",
                        "move it to the backend");
        } catch (Mistake mistake) {
            problems.add(mistake);
        }
    }
}
