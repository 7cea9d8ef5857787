package io.hecd.runtime;

import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.net.Descriptors;

/** How many connections are to be expected where: what limits follow from others. Used while loading. */
final class Loads {
    private Loads() {}

    /** A frontend without its own limit has that of the process (manual 4.2, maxconn); 0: none. */
    static int maxconn(Settings frontend, Settings global) {
        int own = frontend.get(ProxySettings.MAXCONN);
        return own > 0 ? own : global.get(GlobalSettings.MAXCONN);
    }

    /**
     * What the whole process takes in: `maxconn` of `global` (manual 3.2), but never so much that no descriptor is left for
     * checks, logs and operators. 0: as much as comes.
     */
    static int mostConnections(Configuration configuration, long descriptors, int workers, Problems problems) {
        int listening = 0;
        int checked = 0;
        for (ProxyConfig proxy : configuration.proxies()) {
            for (BindConfig bind : proxy.binds()) listening += bind.addresses().size();
            for (ServerConfig server : proxy.servers()) if (server.settings().get(ServerSettings.CHECK)) checked++;
        }
        int possible = Descriptors.connections(descriptors, workers, listening, checked);
        int wanted = configuration.global().get(GlobalSettings.MAXCONN);
        if (wanted == 0 || possible == 0) return Math.max(wanted, possible);
        if (wanted > possible)
            problems.add(new Problem(
                    Severity.WARNING,
                    "descriptors",
                    configuration.global().at(GlobalSettings.MAXCONN),
                    0,
                    "'maxconn " + wanted + "' needs more descriptors than the " + descriptors
                            + " that the process may have: " + possible + " connections are taken in at once",
                    "raise the limit where the process is started, to twice maxconn and some more"));
        return Math.min(wanted, possible);
    }

    /**
     * The `fullconn` that nobody set: a tenth of what the frontends may hold that lead to the backend by name (manual 4.2,
     * fullconn), at least 1. 0 when one of them has no limit: there is no load to relate to then.
     */
    static int usualFullconn(ProxyConfig backend, Configuration configuration) {
        long sum = 0;
        boolean any = false;
        for (ProxyConfig frontend : configuration.proxies()) {
            if (!leads(frontend, backend)) continue;
            int most = maxconn(frontend.settings(), configuration.global());
            if (most == 0) return 0;
            sum += most;
            any = true;
        }
        return any ? (int) Math.min(Integer.MAX_VALUE, (sum + 9) / 10) : 0;
    }

    private static boolean leads(ProxyConfig frontend, ProxyConfig backend) {
        if (!frontend.kind().hasFrontend() || frontend.settings().get(ProxySettings.DISABLED)) return false;
        if (frontend.kind().hasBackend() && frontend.name().equals(backend.name())) return true;
        if (frontend.settings().get(ProxySettings.DEFAULT_BACKEND).equals(backend.name())) return true;
        for (RuleConfig rule : frontend.rules())
            if (rule.set().equals("use_backend")
                    && !rule.words().isEmpty()
                    && rule.words().get(0).is(backend.name())) return true;
        return false;
    }
}
