package io.hecd.discovery.registry;

import io.hecd.config.model.Configuration;
import io.hecd.config.model.SectionConfig;
import io.hecd.config.text.Problems;
import io.hecd.discovery.store.Store;
import io.hecd.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The registries of a configuration while hecd runs, by name. Control thread only. */
public final class Registries {
    public static final String SECTION = "registry";

    private record Open(RegistryConfig config, Registry registry) {}

    private final Clock clock;
    private final BiFunction<RegistryConfig, Clock, Store> stores;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Registry> replaced = new ArrayList<>();

    /** @param stores opens what `store` names; throws StoreException when it cannot */
    public Registries(Clock clock, BiFunction<RegistryConfig, Clock, Store> stores) {
        this.clock = clock;
        this.stores = stores;
    }

    /** The registries that are written, or the usual one when there is none. */
    public static List<RegistryConfig> read(Configuration configuration, Problems problems) {
        Map<String, RegistryConfig> written = new LinkedHashMap<>();
        for (SectionConfig section : configuration.sections()) {
            if (!section.keyword().equals(SECTION)) continue;
            RegistryConfig config = RegistrySection.read(section, problems);
            RegistryConfig other = written.putIfAbsent(config.name(), config);
            if (other != null)
                problems.error(
                        "registry-name",
                        config.at(),
                        SECTION.length(),
                        "the name '" + config.name() + "' is taken by the registry at "
                                + other.at().file() + ":" + other.at().line(),
                        "");
        }
        return written.isEmpty() ? List.of(RegistrySection.usual()) : List.copyOf(written.values());
    }

    /** Opens those that are new or written otherwise; one that stays as it was goes on. */
    public void open(List<RegistryConfig> configs) {
        for (RegistryConfig config : configs) {
            Open there = open.get(config.name());
            if (there != null && there.config.sameAs(config)) continue;
            if (there != null) {
                replaced.add(there.registry);
                // The address may be the successor's.
                there.registry.stopServing();
            }
            Store store = new LateStore(nameOf(config), () -> stores.apply(config, clock));
            Registry registry = new Registry(
                    config.name(), store, new LastGood(config.lastGood()), Pace.usual(config.debounceMillis()), clock);
            open.put(config.name(), new Open(config, registry));
            registry.serve(config);
        }
    }

    private static String nameOf(RegistryConfig config) {
        if (config.store() instanceof RegistryConfig.EmbeddedAt embedded) return "embedded " + embedded.directory();
        if (config.store() instanceof RegistryConfig.EtcdAt etcd)
            return "etcd " + etcd.endpoints().get(0);
        return config.name();
    }

    /** Closes what {@link #open} replaced, and those that `configs` does not name: nobody follows them any more. */
    public void closeAllBut(List<RegistryConfig> configs) {
        replaced.forEach(Registry::close);
        replaced.clear();
        open.entrySet().removeIf(entry -> {
            boolean named = configs.stream().anyMatch(config -> config.name().equals(entry.getKey()));
            if (!named) entry.getValue().registry.close();
            return !named;
        });
    }

    public Optional<Registry> find(String name) {
        return Optional.ofNullable(open.get(name)).map(Open::registry);
    }

    /** Those whose store several hecds can have. */
    public List<Registry> shared() {
        return open.values().stream()
                .filter(one -> one.config.store() instanceof RegistryConfig.EtcdAt)
                .map(Open::registry)
                .toList();
    }

    public List<Registry> all() {
        return open.values().stream().map(Open::registry).toList();
    }

    public void close() {
        closeAllBut(List.of());
    }
}
