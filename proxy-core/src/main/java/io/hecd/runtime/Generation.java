package io.hecd.runtime;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.log.ProcessLog;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.FrontendPlan;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One configuration, compiled: plans by name, with the live objects that they steer. A reload makes another generation over
 * the same live objects. Made and changed on the control thread.
 */
final class Generation {
    final Configuration configuration;
    final Map<String, FrontendPlan> frontends = new LinkedHashMap<>();
    final Map<String, BackendPlan> backends = new LinkedHashMap<>();
    final Map<String, Frontend> liveFrontends = new LinkedHashMap<>();
    final Map<String, BackendControl> controls = new LinkedHashMap<>();
    final IdentityHashMap<Backend, ProcessLog> processLogs = new IdentityHashMap<>();
    /** The sections that are a backend, disabled ones too. A frontend may have the name of one. */
    final Map<String, ProxyConfig> sections = new LinkedHashMap<>();

    Generation(Configuration configuration) {
        this.configuration = configuration;
    }
}
