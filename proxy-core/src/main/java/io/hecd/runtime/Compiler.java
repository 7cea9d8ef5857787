package io.hecd.runtime;

import io.hecd.acl.PatternLists;
import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.balance.Algorithm;
import io.hecd.balance.Algorithms;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Problems;
import io.hecd.http.Limits;
import io.hecd.log.Logs;
import io.hecd.log.ProcessLog;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Captures;
import io.hecd.proxy.Destination;
import io.hecd.proxy.ForwardedHeaders;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.FrontendPlan;
import io.hecd.proxy.Routes;
import io.hecd.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Model to runtime: resolves names, compiles rules, texts, logs and algorithms into plans, and reports what does not fit. Live
 * objects of the generation before are taken over by name. Binds and connects nothing.
 */
final class Compiler {
    private final Parts parts;
    private final Configuration configuration;
    private final int workers;
    private final Clock clock;
    private final Logs logs;
    private final Problems problems;
    private final Map<String, HttpErrorsConfig> httpErrors = new HashMap<>();
    private final PatternLists patterns = new PatternLists();
    private final IdentityHashMap<ProxyConfig, ProxyScope> scopes = new IdentityHashMap<>();

    Compiler(Parts parts, Configuration configuration, int workers, Clock clock, Logs logs, Problems problems) {
        this.parts = parts;
        this.configuration = configuration;
        this.workers = workers;
        this.clock = clock;
        this.logs = logs;
        this.problems = problems;
        for (HttpErrorsConfig section : configuration.httpErrors()) httpErrors.put(section.name(), section);
    }

    /** Compiles for the problems alone. */
    static void check(Parts parts, Configuration configuration, Problems problems) {
        compileAlone(parts, configuration, problems);
        for (ProxyConfig proxy : configuration.proxies())
            if (proxy.kind().hasBackend()) Servers.resolve(proxy, problems);
    }

    /** A generation that does not run: its servers are there, and names of hosts are not asked for. */
    static Generation alone(Parts parts, Configuration configuration, Problems problems) {
        Generation generation = compileAlone(parts, configuration, problems);
        generation.controls.forEach((name, control) -> {
            ProxyConfig proxy = generation.sections.get(name);
            if (proxy != null) Servers.apply(control, proxy, Servers.unresolved(proxy));
        });
        return generation;
    }

    private static Generation compileAlone(Parts parts, Configuration configuration, Problems problems) {
        Settings global = configuration.global();
        Logs logs = new Logs(
                io.hecd.log.LogIdentity.ofProcess(
                        global.get(GlobalSettings.LOG_SEND_HOSTNAME), global.get(GlobalSettings.LOG_TAG)),
                Clock.system(),
                1);
        return new Compiler(parts, configuration, 1, Clock.system(), logs, problems)
                .compile(new Generation(configuration));
    }

    /** How large heads may be: tune.bufsize, and the fields of tune.http.maxhdr. */
    static Limits limits(Settings global) {
        int head = global.get(GlobalSettings.BUFSIZE);
        int fields = global.get(GlobalSettings.MAXHDR) - 1;
        // Who asks for a larger buffer than usual means request lines as well: HAProxy has no other limit for them.
        int line = head > Limits.STANDARD.headBytes() ? head : Math.min(Limits.STANDARD.lineBytes(), head);
        return new Limits(line, head, Math.max(1, fields));
    }

    Generation compile(Generation before) {
        Generation next = new Generation(configuration);
        next.patterns = patterns;
        for (ProxyConfig proxy : configuration.proxies()) {
            if (!proxy.kind().hasBackend()) continue;
            next.sections.put(proxy.name(), proxy);
            if (!proxy.settings().get(ProxySettings.DISABLED)) backend(proxy, before, next);
        }
        next.publish(DynamicBackends.takenOver(before, next, parts));
        for (ProxyConfig proxy : configuration.proxies())
            if (proxy.kind().hasFrontend() && !proxy.settings().get(ProxySettings.DISABLED))
                frontend(proxy, before, next);
        return next;
    }

    /** One for each proxy: a listen section is compiled, and its mistakes are told, once. */
    private ProxyScope scope(ProxyConfig proxy) {
        return scopes.computeIfAbsent(proxy, some -> new ProxyScope(parts, logs, patterns, some, httpErrors, problems));
    }

    private void backend(ProxyConfig proxy, Generation before, Generation next) {
        BackendControl control = before.controls.get(proxy.name());
        if (control == null) control = new BackendControl(new Backend(proxy, workers), clock, workers);
        ProxyScope scope = scope(proxy);
        Algorithm algorithm = Algorithms.compile(parts.algorithms(), proxy, problems);
        next.controls.put(proxy.name(), control);
        next.processLogs.put(control.backend(), processLog(proxy));
        next.destinations.put(
                proxy.name(),
                new Destination(new BackendPlan(
                        control.backend(), proxy, algorithm, scope.rules(), forwarded(proxy), scope.pages())));
    }

    private void frontend(ProxyConfig proxy, Generation before, Generation next) {
        Settings settings = proxy.settings();
        ProxyScope scope = scope(proxy);
        FrontendPlan plan = new FrontendPlan(
                proxy,
                Loads.maxconn(settings, configuration.global()),
                new FrontendPlan.Parts(
                        scope.rules(),
                        routes(proxy, scope, next),
                        captures(settings),
                        scope.monitorFails(),
                        scope.pages(),
                        forwarded(proxy),
                        scope.uniqueId(),
                        scope.accessLog(workers)));
        Frontend live = before.liveFrontends.get(proxy.name());
        next.frontends.put(proxy.name(), plan);
        next.liveFrontends.put(proxy.name(), live == null ? new Frontend(plan, workers) : live);
    }

    private static ForwardedHeaders forwarded(ProxyConfig proxy) {
        return new ForwardedHeaders(
                proxy.settings().get(ProxySettings.FORWARDFOR), proxy.settings().get(ProxySettings.ORIGINALTO));
    }

    private static Captures captures(Settings settings) {
        List<Captures.Slot> request = new ArrayList<>();
        List<Captures.Slot> response = new ArrayList<>();
        for (ProxySettings.Capture capture : settings.get(ProxySettings.CAPTURES)) {
            var slot = new Captures.Slot(
                    io.hecd.bytes.Ascii.bytes(capture.name().toLowerCase(Locale.ROOT)), capture.length());
            if (capture.kind().contains("request")) request.add(slot);
            else if (capture.kind().contains("response")) response.add(slot);
        }
        return new Captures(request, response);
    }

    private Routes routes(ProxyConfig proxy, ProxyScope scope, Generation next) {
        String fallback = proxy.settings().get(ProxySettings.DEFAULT_BACKEND);
        Destination last = fallback.isEmpty()
                ? next.destinations.get(proxy.name())
                : backendNamed(fallback, proxy.settings().at(ProxySettings.DEFAULT_BACKEND), next);
        return scope.routes(next, last);
    }

    private @Nullable Destination backendNamed(String name, io.hecd.config.text.Position at, Generation next) {
        Destination there = next.destinations.get(name);
        if (there == null)
            problems.error(
                    "no-backend",
                    at,
                    0,
                    "there is no backend '" + name + "'",
                    io.hecd.names.Catalog.nearest(name, next.destinations.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(""));
        return there;
    }

    /** Where sentences about a backend go: its own `log` lines. In a listen section the frontend tells what is wrong with them. */
    private ProcessLog processLog(ProxyConfig proxy) {
        return new ProcessLog(
                logs.targets(
                        proxy.settings().get(ProxySettings.LOGS),
                        proxy.settings().get(ProxySettings.LOG_TAG),
                        proxy.kind().hasFrontend() ? new Problems() : problems),
                logs.controlSender());
    }
}
