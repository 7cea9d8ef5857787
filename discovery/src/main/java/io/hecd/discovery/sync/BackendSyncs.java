package io.hecd.discovery.sync;

import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Problems;
import io.hecd.discovery.registry.Registries;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.log.ProcessLog;
import io.hecd.runtime.Subsystem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@link BackendSync}s and {@link Applications} of a configuration. Control thread only. */
public final class BackendSyncs {
    /** How long a start waits for the first set of servers. */
    private static final long FIRST_SET_MILLIS = 2_000;

    private final Registries registries;
    private final Map<BackendControl, BackendSync> syncs = new LinkedHashMap<>();
    private final Map<BackendControl, Applications> applications = new LinkedHashMap<>();

    public BackendSyncs(Registries registries) {
        this.registries = registries;
    }

    /** Adds `servers-from` and `backends-from` to the words of proxies. */
    public static Sections words(Sections sections) {
        return sections.withProxyWord(ServersFrom.WORD).withProxyWord(BackendsFrom.WORD);
    }

    /** Whether some line wants servers from a registry. */
    public static boolean asks(Configuration configuration) {
        return Lines.ask(configuration);
    }

    /** Tells what is wrong with the lines. */
    public static void check(Configuration configuration, List<RegistryConfig> configs, Problems problems) {
        Lines.check(configuration, names(configs), problems);
    }

    private static List<String> names(List<RegistryConfig> configs) {
        return configs.stream().map(RegistryConfig::name).toList();
    }

    /** One configuration's view of the registries, while it is followed. */
    private record Follow(Subsystem.Context context, List<RegistryConfig> configs, AddressGuard guard, long until) {
        RegistryConfig config(String registry) {
            return configs.stream()
                    .filter(one -> one.name().equals(registry))
                    .findFirst()
                    .orElseThrow();
        }

        ProcessLog log(BackendControl backend) {
            return context.log().apply(backend.backend());
        }

        void await(FirstSet first) {
            first.await(Math.max(0, until - context.control().clock().millis()));
        }
    }

    /** Makes backends follow their lines, and waits a moment for the first sets, so that the first request finds servers. */
    public void follow(Subsystem.Context context, List<RegistryConfig> configs) {
        Follow follow = new Follow(
                context,
                configs,
                AddressGuard.of(context.configuration(), configs),
                context.control().clock().millis() + FIRST_SET_MILLIS);
        Set<BackendControl> there = new HashSet<>(context.backends());
        syncs.entrySet().removeIf(entry -> {
            if (there.contains(entry.getKey())) return false;
            entry.getValue().close();
            return true;
        });
        applications.entrySet().removeIf(entry -> {
            if (there.contains(entry.getKey())) return false;
            // Their backends left with the section.
            entry.getValue().close();
            return true;
        });
        // Backends that came later have the lines of their section, which speak of the section alone.
        Set<String> written = new HashSet<>();
        for (ProxyConfig proxy : context.configuration().proxies())
            if (proxy.kind().hasBackend()) written.add(proxy.name());
        List<BackendControl> sections = context.backends().stream()
                .filter(backend -> written.contains(backend.backend().name()))
                .toList();
        // All begin before anybody waits.
        List<Runnable> first = new ArrayList<>();
        for (BackendControl backend : sections) servers(backend, follow, first);
        for (BackendControl backend : sections) applications(backend, there, follow, first);
        first.forEach(Runnable::run);
    }

    private void servers(BackendControl backend, Follow follow, List<Runnable> first) {
        List<ExtensionConfig> lines = Lines.of(backend.backend().config(), ServersFrom.WORD);
        BackendSync known = syncs.get(backend);
        if (lines.isEmpty() && (known == null || known.isIdle())) return;
        BackendSync sync =
                known != null ? known : new BackendSync(backend, follow.context.control(), follow.log(backend));
        syncs.put(backend, sync);
        List<Source> sources = new ArrayList<>();
        for (ExtensionConfig extension : lines) {
            ServersFrom line = ServersFrom.read(extension, names(follow.configs));
            sources.add(new Source(
                    line, follow.config(line.registry()), registry(line.registry()), follow.guard, sync::wake));
        }
        sync.configure(List.copyOf(sources), follow.log(backend));
        first.add(() -> {
            for (Source source : sources) follow.await(source.first());
            sync.apply();
        });
    }

    private void applications(BackendControl backend, Set<BackendControl> there, Follow follow, List<Runnable> first) {
        ProxyConfig config = backend.backend().config();
        List<ExtensionConfig> lines = Lines.of(config, BackendsFrom.WORD);
        if (lines.isEmpty()) {
            Applications before = applications.remove(backend);
            if (before != null) before.end();
            return;
        }
        Applications all = applications.computeIfAbsent(
                backend,
                some -> new Applications(
                        config.name(),
                        follow.context.control(),
                        follow.context.dynamic(),
                        follow.log(backend),
                        this::nameFreed));
        List<Directories> sources = new ArrayList<>();
        for (ExtensionConfig extension : lines) {
            BackendsFrom line = BackendsFrom.read(extension, names(follow.configs));
            sources.add(new Directories(
                    line, follow.config(line.registry()), registry(line.registry()), follow.guard, all::wake));
        }
        all.configure(config, sources, there, follow.log(backend));
        first.add(() -> {
            for (Directories source : sources) follow.await(source.first());
            all.apply();
        });
    }

    private Registry registry(String name) {
        return registries.find(name).orElseThrow();
    }

    /** An application that was left out may have the name now. */
    private void nameFreed() {
        applications.values().forEach(Applications::wake);
    }

    public void close() {
        syncs.values().forEach(BackendSync::close);
        syncs.clear();
        applications.values().forEach(Applications::close);
        applications.clear();
    }
}
