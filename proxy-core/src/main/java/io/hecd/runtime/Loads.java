package io.hecd.runtime;

import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.Settings;

/** How many connections are to be expected where: what limits follow from others. Used while loading. */
final class Loads {
    private Loads() {}

    /** A frontend without its own limit has that of the process (manual 4.2, maxconn); 0: none. */
    static int maxconn(Settings frontend, Settings global) {
        int own = frontend.get(ProxySettings.MAXCONN);
        return own > 0 ? own : global.get(GlobalSettings.MAXCONN);
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
