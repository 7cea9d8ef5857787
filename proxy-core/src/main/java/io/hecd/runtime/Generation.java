package io.hecd.runtime;

import io.hecd.acl.PatternLists;
import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.log.ProcessLog;
import io.hecd.proxy.Destination;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.FrontendPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration, compiled: plans by name, with the live objects that they steer. A reload makes another generation over
 * the same live objects. Made and changed on the control thread; workers read {@link #find}.
 */
final class Generation {
    final Configuration configuration;
    /** The patterns of its ACLs, which may change while it runs. */
    PatternLists patterns = new PatternLists();

    final Map<String, FrontendPlan> frontends = new LinkedHashMap<>();
    final Map<String, Destination> destinations = new LinkedHashMap<>();
    final Map<String, Frontend> liveFrontends = new LinkedHashMap<>();
    final Map<String, BackendControl> controls = new LinkedHashMap<>();
    final IdentityHashMap<Backend, ProcessLog> processLogs = new IdentityHashMap<>();
    /** The sections that are a backend, disabled ones too. A frontend may have the name of one. */
    final Map<String, ProxyConfig> sections = new LinkedHashMap<>();

    /** Those that came while it runs, in the order in which they came. Published as a whole. */
    private volatile Map<String, DynamicBackend> dynamic = Map.of();

    Generation(Configuration configuration) {
        this.configuration = configuration;
    }

    Map<String, DynamicBackend> dynamic() {
        return dynamic;
    }

    /** @param dynamic not changed any more */
    void publish(Map<String, DynamicBackend> dynamic) {
        this.dynamic = dynamic;
    }

    /** Where a name leads, a section's or that of a backend that came later; null when it leads nowhere. Any thread. */
    @Nullable
    Destination find(String name) {
        Destination there = destinations.get(name);
        if (there != null) return there;
        DynamicBackend came = dynamic.get(name);
        return came == null || came.hidden() ? null : came.destination();
    }

    /** The backend of this name, or null. Any thread. */
    @Nullable
    BackendControl control(String name) {
        BackendControl control = controls.get(name);
        if (control != null) return control;
        DynamicBackend came = dynamic.get(name);
        return came == null ? null : came.control();
    }

    /** All of them: those of the configuration in its order, then those that came. */
    List<BackendControl> allControls() {
        List<BackendControl> all = new ArrayList<>(controls.values());
        for (DynamicBackend came : dynamic.values()) all.add(came.control());
        return List.copyOf(all);
    }
}
