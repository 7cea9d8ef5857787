package io.hecd.discovery;

import io.hecd.config.model.Configuration;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Problems;
import io.hecd.discovery.announce.Nodes;
import io.hecd.discovery.registry.Registries;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.sync.BackendSyncs;
import io.hecd.runtime.Subsystem;
import io.hecd.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Servers that announce themselves: runs the registries of a configuration and keeps the backends that follow them. On the
 * control thread.
 */
public final class DiscoverySubsystem implements Subsystem {
    private final Registries registries;
    private final BackendSyncs backends;
    private final Nodes nodes;

    /** @param stores opens what a `store` line names; throws StoreException when it cannot */
    public DiscoverySubsystem(Clock clock, BiFunction<RegistryConfig, Clock, Store> stores) {
        registries = new Registries(clock, stores);
        backends = new BackendSyncs(registries);
        nodes = new Nodes(clock);
    }

    /** Adds the words of this module to the language: `registry` sections, `servers-from` lines. */
    public static Sections words(Sections sections) {
        return BackendSyncs.words(sections.keeping(Registries.SECTION));
    }

    /** The registries that run, for whoever shows them. */
    public Registries registries() {
        return registries;
    }

    @Override
    public void check(Configuration configuration, Problems problems) {
        BackendSyncs.check(configuration, Registries.read(configuration, problems), problems);
    }

    @Override
    public void prepare(Context context) {
        List<RegistryConfig> configs = wanted(context.configuration());
        registries.open(configs);
        backends.follow(context, configs);
        registries.closeAllBut(configs);
    }

    /** The usual registry, which nobody wrote, is there only for those who ask for servers. */
    private static List<RegistryConfig> wanted(Configuration configuration) {
        List<RegistryConfig> configs = Registries.read(configuration, new Problems());
        boolean written = !configs.get(0).at().isNone();
        return written || BackendSyncs.asks(configuration) ? configs : List.of();
    }

    @Override
    public void start(Context context) {
        nodes.announce(context.configuration(), registries.shared());
    }

    @Override
    public void reload(Context context) {
        nodes.announce(context.configuration(), registries.shared());
    }

    @Override
    public void stop() {
        nodes.leave();
        backends.close();
        registries.close();
    }
}
