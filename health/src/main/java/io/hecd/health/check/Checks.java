package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Position;
import io.hecd.names.Catalog;
import java.util.List;

/** The kinds of checks by the name that a backend's `option ...chk` gives them. */
public final class Checks {
    /** HAProxy's other protocol checks (manual 4.2): known by name, so that the message can say so. */
    private static final List<String> NOT_YET = List.of(
            "external-check",
            "ldap-check",
            "mysql-check",
            "pgsql-check",
            "redis-check",
            "smtpchk",
            "spop-check",
            "ssl-hello-chk");

    private final Catalog<Check> kinds;

    private Checks(Catalog<Check> kinds) {
        this.kinds = kinds;
    }

    public static Checks standard() {
        return new Checks(new Catalog<Check>("check")
                .with("http", new HttpCheck())
                .with("tcp", new TcpCheck(false))
                .with("tcp-check", new TcpCheck(true)));
    }

    public Catalog<Check> kinds() {
        return kinds;
    }

    /** What the checks of this backend's servers do; throws a {@link Mistake} that tells what is wrong with its lines. */
    public Check.Plan plan(ProxyConfig backend) {
        String kind = backend.settings().get(ProxySettings.CHECK_KIND);
        return kinds.find(kind).orElseThrow(() -> unknown(backend, kind)).plan(backend);
    }

    /** As {@link #plan}, or the plain check where the lines cannot be understood. */
    public Check.Plan planOrConnect(ProxyConfig backend) {
        try {
            return plan(backend);
        } catch (Mistake mistake) {
            return CheckPlan.CONNECT;
        }
    }

    private Mistake unknown(ProxyConfig backend, String kind) {
        Position at = backend.settings().at(ProxySettings.CHECK_KIND);
        for (String known : NOT_YET)
            if (known.equals(kind) || known.replace("-check", "").equals(kind))
                return Mistake.at(at, 0, "'option " + known + "' is known to HAProxy, not in hecd yet", "");
        String hint =
                kinds.nearest(kind).map(near -> "did you mean '" + near + "'?").orElse("");
        return Mistake.at(at, 0, "unknown check '" + kind + "'", hint);
    }
}
