package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.model.ProxySettings.Mode;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can only be judged when everything is read: names that refer to each other, and settings that do not go together. */
final class Review {
    private final Draft draft;

    Review(Draft draft) {
        this.draft = draft;
    }

    Configuration finish() {
        checkNames();
        for (List<ProxyDraft> named : draft.defaults.values()) for (ProxyDraft defaults : named) checkUse(defaults);
        for (ProxyDraft proxy : draft.proxies) {
            if (proxy.settings.get(ProxySettings.DISABLED)) continue;
            checkBinds(proxy);
            checkTargets(proxy);
            checkErrorGroups(proxy);
            checkServers(proxy);
            checkTimeouts(proxy);
            checkChecks(proxy);
            new ModeReview(proxy).check();
        }
        return new Configuration(
                draft.global.build(),
                List.copyOf(draft.globalLogs),
                proxies(),
                List.copyOf(draft.sections()),
                List.copyOf(draft.httpErrors.values()));
    }

    /** Numbers those that have no `id`, as HAProxy does: the lowest free number in the order of the text. */
    private List<ProxyConfig> proxies() {
        Set<Integer> taken = new HashSet<>();
        for (ProxyDraft proxy : draft.proxies) if (proxy.id > 0) taken.add(proxy.id);
        List<ProxyConfig> proxies = new ArrayList<>();
        int next = hasSocketLines() ? 2 : 1;
        for (ProxyDraft proxy : draft.proxies) {
            int id = proxy.id;
            if (id == 0) {
                while (taken.contains(next)) next++;
                id = next++;
            }
            if (!proxy.kind.hasFrontend()) proxy.binds.clear();
            proxies.add(proxy.build(id));
        }
        return List.copyOf(proxies);
    }

    /** Any `stats` line of `global` makes HAProxy's own frontend for it, which is a proxy as well and the first. */
    private boolean hasSocketLines() {
        Settings global = draft.global.build();
        return global.has(GlobalSettings.STATS_SOCKETS)
                || global.has(GlobalSettings.STATS_TIMEOUT)
                || global.has(GlobalSettings.STATS_MAXCONN);
    }

    private void checkNames() {
        Map<String, ProxyDraft> frontends = new HashMap<>();
        Map<String, ProxyDraft> backends = new HashMap<>();
        for (ProxyDraft proxy : draft.proxies) {
            ProxyDraft twin = null;
            if (proxy.kind.hasFrontend()) twin = frontends.putIfAbsent(proxy.name.text(), proxy);
            if (proxy.kind.hasBackend()) {
                ProxyDraft other = backends.putIfAbsent(proxy.name.text(), proxy);
                if (twin == null) twin = other;
            }
            if (twin == null) continue;
            error(
                    "duplicate-name",
                    proxy.name.at(),
                    proxy.name.length(),
                    proxy.title() + " has the same name as " + twin.title() + " at line "
                            + twin.opening.at().line(),
                    "only a frontend and a backend may share a name");
        }
    }

    /** Manual 4: naming a `defaults` and taking the same one as the latest is asking for surprises. */
    private void checkUse(ProxyDraft defaults) {
        if (!defaults.usedByName || !defaults.usedUnnamed) return;
        warning(
                "mixed-defaults",
                defaults.name.at(),
                defaults.name.length(),
                defaults.title() + " is used by name and also by sections that name none",
                "say 'from " + defaults.name.text() + "' everywhere, or add a last defaults section for the others");
    }

    private void checkBinds(ProxyDraft proxy) {
        if (!proxy.kind.hasFrontend() || !proxy.binds.isEmpty()) return;
        warning(
                "no-bind",
                proxy.opening.at(),
                proxy.opening.length(),
                proxy.title() + " has no 'bind' line, so nobody can reach it",
                proxy.kind == ProxyKind.LISTEN ? "call it a backend if that is meant" : "add a 'bind' line");
    }

    private void checkTargets(ProxyDraft proxy) {
        if (!proxy.kind.hasFrontend()) return;
        String target = proxy.settings.get(ProxySettings.DEFAULT_BACKEND);
        Position at = proxy.settings.at(ProxySettings.DEFAULT_BACKEND);
        if (!target.isEmpty() && !proxy.servers.isEmpty())
            warning(
                    "ignored",
                    at,
                    target.length(),
                    "'default_backend' goes before the servers of " + proxy.title() + ", which are never used",
                    "remove one of the two");
        if (!target.isEmpty()) checkTarget(proxy, target, at, target.length(), "default_backend");
        for (RuleConfig rule : proxy.rules) {
            if (!rule.set().equals("use_backend") || rule.words().isEmpty()) continue;
            Word name = rule.words().get(0);
            if (rule.words().size() > 1) {
                Word extra = rule.words().get(1);
                error(
                        "syntax",
                        extra.at(),
                        extra.length(),
                        "unexpected word '" + extra.text() + "' after the backend",
                        "only 'if' or 'unless' may follow");
            }
            if (!name.text().contains("%[")) checkTarget(proxy, name.text(), name.at(), name.length(), "use_backend");
        }
    }

    private void checkTarget(ProxyDraft proxy, String name, Position at, int length, String word) {
        Optional<ProxyDraft> target = backend(name);
        if (target.isEmpty()) {
            List<String> backends = new ArrayList<>();
            for (ProxyDraft other : draft.proxies) if (other.kind.hasBackend()) backends.add(other.name.text());
            error(
                    "no-such-backend",
                    at,
                    length,
                    proxy.title() + " refers to a backend '" + name + "' with '" + word + "', and there is none",
                    Catalog.nearest(name, backends)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(""));
            return;
        }
        if (target.get() == proxy) {
            error("backend-loop", at, length, proxy.title() + " sends requests to itself with '" + word + "'", "");
            return;
        }
        if (mode(proxy) == Mode.HTTP && mode(target.get()) == Mode.TCP)
            error(
                    "mode-mismatch",
                    at,
                    length,
                    proxy.title() + " is in mode http and cannot send requests to "
                            + target.get().title() + ", which is in mode tcp",
                    "give both the same 'mode'");
    }

    private void checkErrorGroups(ProxyDraft proxy) {
        for (ErrorLine line : proxy.settings.get(ProxySettings.ERROR_LINES)) {
            if (!(line instanceof ErrorLine.Group group)) continue;
            HttpErrorsConfig section = draft.httpErrors.get(group.name());
            int length = group.name().length();
            if (section == null) {
                error(
                        "no-such-section",
                        group.at(),
                        length,
                        "there is no http-errors section '" + group.name() + "'",
                        Catalog.nearest(group.name(), draft.httpErrors.keySet())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse(""));
                continue;
            }
            for (int status : group.statuses())
                if (!section.has(status))
                    warning(
                            "ignored",
                            group.at(),
                            length,
                            "http-errors '" + group.name() + "' has nothing for status " + status,
                            "it is at " + section.at());
        }
    }

    private Optional<ProxyDraft> backend(String name) {
        for (ProxyDraft proxy : draft.proxies)
            if (proxy.kind.hasBackend() && proxy.name.is(name)) return Optional.of(proxy);
        return Optional.empty();
    }

    static Mode mode(ProxyDraft proxy) {
        return proxy.settings.get(ProxySettings.MODE);
    }

    private void checkServers(ProxyDraft proxy) {
        Map<String, ServerConfig> byName = new HashMap<>();
        Map<Integer, ServerConfig> byId = new HashMap<>();
        for (ServerConfig server : proxy.servers) {
            ServerConfig twin = byName.putIfAbsent(server.name(), server);
            if (twin != null)
                error(
                        "duplicate-server",
                        server.at(),
                        "server".length(),
                        "there is another server '" + server.name() + "' in " + proxy.title() + ", at line "
                                + twin.at().line(),
                        "every server of a backend needs its own name");
            int id = server.settings().get(ServerSettings.ID);
            ServerConfig sameId = id == 0 ? null : byId.putIfAbsent(id, server);
            if (sameId != null)
                error(
                        "duplicate-id",
                        server.at(),
                        "server".length(),
                        "server '" + server.name() + "' has the same id " + id + " as server '" + sameId.name() + "'",
                        "");
            checkPort(server);
        }
    }

    /** A check needs a port of its own when the server takes the client's. */
    private void checkPort(ServerConfig server) {
        boolean check = server.settings().get(ServerSettings.CHECK);
        if (!check || server.settings().get(ServerSettings.CHECK_PORT) != 0) return;
        if (server.address() instanceof Address.Inet inet && (inet.relative() || inet.port() == 0))
            error(
                    "no-check-port",
                    server.at(),
                    "server".length(),
                    "server '" + server.name() + "' has no port of its own to check",
                    "add 'port N' for the check, or give the server a port");
    }

    private void checkTimeouts(ProxyDraft proxy) {
        List<String> missing = new ArrayList<>();
        var settings = proxy.settings;
        if (proxy.kind.hasFrontend() && settings.get(ProxySettings.TIMEOUT_CLIENT) < 0) missing.add("timeout client");
        if (proxy.kind.hasBackend() && !proxy.servers.isEmpty()) {
            if (settings.get(ProxySettings.TIMEOUT_CONNECT) < 0) missing.add("timeout connect");
            boolean tunnel = mode(proxy) == Mode.TCP && settings.get(ProxySettings.TIMEOUT_TUNNEL) >= 0;
            if (settings.get(ProxySettings.TIMEOUT_SERVER) < 0 && !tunnel) missing.add("timeout server");
        }
        if (missing.isEmpty()) return;
        warning(
                "missing-timeout",
                proxy.opening.at(),
                proxy.opening.length(),
                proxy.title() + " has no '" + String.join("' and no '", missing) + "'",
                "without it, a connection that hangs is kept for ever; as in '" + missing.get(0) + " 30s'");
    }

    private void checkChecks(ProxyDraft proxy) {
        if (!proxy.kind.hasBackend()) return;
        String kind = proxy.settings.get(ProxySettings.CHECK_KIND);
        for (RuleConfig rule : proxy.rules.subList(proxy.inheritedRules, proxy.rules.size())) {
            boolean http = rule.set().equals("http-check");
            if (!http && !rule.set().equals("tcp-check") || kind.equals(http ? "http" : "tcp-check")) continue;
            String option = http ? "option httpchk" : "option tcp-check";
            warning(
                    "ignored",
                    rule.at(),
                    rule.set().length(),
                    "'" + rule.set() + "' has no effect without '" + option + "'",
                    "add '" + option + "'");
            return;
        }
    }

    private void error(String code, Position at, int length, String message, String hint) {
        draft.problems().error(code, at, length, message, hint);
    }

    private void warning(String code, Position at, int length, String message, String hint) {
        draft.problems().add(new Problem(Severity.WARNING, code, at, length, message, hint));
    }
}
