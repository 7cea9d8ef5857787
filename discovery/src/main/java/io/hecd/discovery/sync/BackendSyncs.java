package io.hecd.discovery.sync;

import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.discovery.registry.Registries;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.runtime.Subsystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@link BackendSync}s of a configuration. Control thread only. */
public final class BackendSyncs {
    /** How long a start waits for the first set of servers. */
    private static final long FIRST_SET_MILLIS = 2_000;

    private final Registries registries;
    private final Map<BackendControl, BackendSync> syncs = new LinkedHashMap<>();

    public BackendSyncs(Registries registries) {
        this.registries = registries;
    }

    /** Adds `servers-from` to the words of proxies. */
    public static Sections words(Sections sections) {
        return sections.withProxyWord(ServersFrom.WORD);
    }

    /** Whether some line wants servers from a registry. */
    public static boolean asks(Configuration configuration) {
        for (ProxyConfig proxy : configuration.proxies()) if (!linesOf(proxy).isEmpty()) return true;
        return false;
    }

    /** Tells what is wrong with the lines. */
    public static void check(Configuration configuration, List<RegistryConfig> configs, Problems problems) {
        for (ProxyConfig proxy : configuration.proxies())
            for (ExtensionConfig extension : linesOf(proxy)) {
                try {
                    ServersFrom.read(extension, names(configs));
                    if (!proxy.kind().hasBackend())
                        problems.warning(
                                extension.line().first(),
                                "'servers-from' has no effect in a frontend",
                                "move it to the backend");
                } catch (Mistake mistake) {
                    problems.add(mistake);
                }
            }
    }

    private static List<ExtensionConfig> linesOf(ProxyConfig proxy) {
        List<ExtensionConfig> lines = new ArrayList<>();
        for (ExtensionConfig extension : proxy.extensions())
            if (extension.line().keyword().equals(ServersFrom.WORD)) lines.add(extension);
        return lines;
    }

    private static List<String> names(List<RegistryConfig> configs) {
        return configs.stream().map(RegistryConfig::name).toList();
    }

    /** Makes backends follow their lines, and waits a moment for the first sets, so that the first request finds servers. */
    public void follow(Subsystem.Context context, List<RegistryConfig> configs) {
        AddressGuard guard = AddressGuard.of(context.configuration());
        Set<BackendControl> there = new HashSet<>(context.backends());
        syncs.entrySet().removeIf(entry -> {
            if (there.contains(entry.getKey())) return false;
            entry.getValue().close();
            return true;
        });
        long until = context.control().clock().millis() + FIRST_SET_MILLIS;
        List<BackendSync> fresh = new ArrayList<>();
        for (BackendControl backend : context.backends()) {
            List<ExtensionConfig> lines = linesOf(backend.backend().config());
            BackendSync sync = syncs.get(backend);
            if (lines.isEmpty() && (sync == null || sync.isIdle())) continue;
            if (sync == null) {
                sync = new BackendSync(backend, context.control(), context.log().apply(backend.backend()));
                syncs.put(backend, sync);
            }
            sync.configure(sources(lines, configs, guard, sync), context.log().apply(backend.backend()));
            fresh.add(sync);
        }
        for (BackendSync sync : fresh) {
            for (Source source : sync.sources())
                source.awaitFirst(Math.max(0, until - context.control().clock().millis()));
            sync.apply();
        }
    }

    private List<Source> sources(
            List<ExtensionConfig> lines, List<RegistryConfig> configs, AddressGuard guard, BackendSync sync) {
        List<Source> sources = new ArrayList<>();
        for (ExtensionConfig extension : lines) {
            ServersFrom line = ServersFrom.read(extension, names(configs));
            RegistryConfig config = configs.stream()
                    .filter(one -> one.name().equals(line.registry()))
                    .findFirst()
                    .orElseThrow();
            Registry registry = registries.find(line.registry()).orElseThrow();
            sources.add(new Source(line, config, registry, guard, sync::wake));
        }
        return sources;
    }

    public void close() {
        syncs.values().forEach(BackendSync::close);
        syncs.clear();
    }
}
