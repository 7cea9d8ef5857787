package io.hecd.runtime;

import io.hecd.acl.Condition;
import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.balance.Picker;
import io.hecd.bytes.ByteView;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Setting;
import io.hecd.config.text.Position;
import io.hecd.http.KnownHeader;
import io.hecd.http.Limits;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.FrontendPlan;
import io.hecd.proxy.RuleSets;
import io.hecd.rule.Outcome;
import io.hecd.rule.Rule;
import io.hecd.rule.RuleCursor;
import io.hecd.rule.RuleSet;
import io.hecd.runtime.Explanation.Candidate;
import io.hecd.runtime.Explanation.Step;
import io.hecd.runtime.Explanation.Verdict;
import io.hecd.traffic.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers one {@link Question} from a compiled configuration: walks the chapters of an exchange as far as the choice of a
 * server, and writes down what it meets. Rules run on a request that nobody has sent; nothing of the traffic is touched.
 */
final class Explaining {
    private final Generation generation;
    private final Asked asked;
    private final Limits limits;
    private final List<Step> steps = new ArrayList<>();
    private final RuleCursor cursor = new RuleCursor();
    private String frontend = "";
    private String backend = "";

    private Explaining(Generation generation, Question question) {
        this.generation = generation;
        this.asked = new Asked(question);
        this.limits = Compiler.limits(generation.configuration.global());
        this.frontend = question.frontend();
    }

    static Explanation explain(Generation generation, Question question) {
        Explaining explaining = new Explaining(generation, question);
        FrontendPlan plan = explaining.entrance();
        if (plan == null) return explaining.ended(Verdict.NOBODY, 0);
        Imagined request = new Imagined(
                explaining.asked.head(explaining.limits),
                explaining.asked.source(),
                explaining.asked.destination(),
                plan.http);
        return explaining.frontend(plan, request);
    }

    // Where it comes in.

    private @Nullable FrontendPlan entrance() {
        if (!frontend.isEmpty()) return named(frontend);
        if (asked.port == 0) return only();
        for (ProxyConfig proxy : generation.configuration.proxies()) {
            FrontendPlan plan = generation.frontends.get(proxy.name());
            if (plan == null || !proxy.kind().hasFrontend()) continue;
            for (BindConfig bind : proxy.binds())
                if (asked.comesTo(bind)) {
                    add(bind.at(), "frontend '" + proxy.name() + "' listens here");
                    frontend = proxy.name();
                    return plan;
                }
        }
        add(Position.NONE, "no frontend listens at port " + asked.port);
        return null;
    }

    private FrontendPlan named(String name) {
        FrontendPlan plan = generation.frontends.get(name);
        if (plan == null) throw new Question.Unasked("there is no frontend '" + name + "'; there are " + names());
        add(section(name), "frontend '" + name + "' is asked");
        return plan;
    }

    private FrontendPlan only() {
        if (generation.frontends.size() != 1)
            throw new Question.Unasked("to which frontend? Write the whole URL, or one of " + names());
        frontend = generation.frontends.keySet().iterator().next();
        return named(frontend);
    }

    private String names() {
        return String.join(", ", generation.frontends.keySet());
    }

    // What is done with it.

    private Explanation frontend(FrontendPlan plan, Imagined request) {
        request.places().frontend = request.places().backend = plan.nameBytes;
        request.places().frontendId = plan.id;
        if (plan.http != asked.http)
            throw new Question.Unasked("frontend '" + frontend + "' is in mode "
                    + (plan.http ? "http: ask http://" : "tcp: ask tcp://") + "...");
        RuleSets rules = plan.rules;
        Explanation ended = rules(rules.tcpConnection(), "tcp-request connection", request);
        if (ended == null) ended = rules(rules.tcpSession(), "tcp-request session", request);
        if (ended == null) ended = rules(rules.tcpContent(), "tcp-request content", request);
        if (ended == null && plan.http) ended = monitor(plan, request);
        if (ended == null && plan.http) ended = http(rules, request);
        return ended != null ? ended : route(plan, request);
    }

    private @Nullable Explanation monitor(FrontendPlan plan, Imagined request) {
        if (plan.monitorUri == null
                || !request.request().targetView(new ByteView()).contentEquals(plan.monitorUri)) return null;
        add(setting(frontend, ProxySettings.MONITOR_URI), "monitor-uri is answered here");
        for (Condition fails : plan.monitorFails)
            if (fails.holds(request)) {
                add(Position.NONE, "a 'monitor fail' line holds");
                return ended(Verdict.ANSWER, Ending.MONITOR_FAILED.status());
            }
        return ended(Verdict.ANSWER, 200);
    }

    private @Nullable Explanation http(RuleSets rules, Imagined request) {
        Explanation ended = rules(rules.httpRequest(), "http-request", request);
        if (ended == null) ended = rules(rules.redirects(), "redirect", request);
        if (ended != null || request.service().isEmpty()) return ended;
        add(Position.NONE, "the service '" + request.service() + "' answers here");
        return ended(Verdict.ANSWER, 200);
    }

    private @Nullable Explanation rules(RuleSet rules, String set, Imagined request) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.rule(i);
            if (!rule.condition().holds(request)) continue;
            Outcome outcome = rule.action().run(request);
            switch (outcome) {
                case CONTINUE, LENIENT, STRICT -> add(rule.at(), "this " + set + " line matches");
                case ALLOW -> {
                    add(rule.at(), "this " + set + " line matches, and no other of its set is looked at");
                    return null;
                }
                case WAIT -> add(rule.at(), "this " + set + " line waits for more than a request's head");
                case ANSWER -> {
                    add(rule.at(), "this " + set + " line answers" + location(request));
                    return ended(Verdict.ANSWER, answered(rule, request));
                }
                case DENY -> {
                    add(rule.at(), "this " + set + " line denies the request");
                    return ended(Verdict.ANSWER, answered(rule, request));
                }
                case CLOSE -> {
                    add(rule.at(), "this " + set + " line closes the connection");
                    return ended(Verdict.CLOSED, 0);
                }
                case FAIL -> {
                    add(rule.at(), "this " + set + " line cannot be applied");
                    return ended(Verdict.ANSWER, Ending.BAD_REQUEST.status());
                }
            }
        }
        return null;
    }

    private static int answered(Rule rule, Imagined request) {
        int page = rule.action().pageStatus();
        return page > 0 ? page : request.response().status();
    }

    private static String location(Imagined request) {
        int at = request.response().find(KnownHeader.LOCATION);
        return at < 0 ? "" : " and sends the client to " + request.response().valueView(at, new ByteView());
    }

    @SuppressWarnings("ReferenceEquality") // a listen section's rules are run once, as for an exchange
    private Explanation route(FrontendPlan plan, Imagined request) {
        cursor.begin();
        BackendPlan chosen = plan.routes.choose(request, cursor);
        List<Position> lines = cursor.matches();
        if (chosen == null) {
            add(Position.NONE, "no use_backend line matches, and there is no default_backend");
            return ended(Verdict.NOBODY, Ending.NO_BACKEND.status());
        }
        backend = chosen.backend.name();
        if (lines.isEmpty()) add(chosen.backend.config(), "the servers are those of '" + backend + "' itself");
        else add(lines.get(lines.size() - 1), "so backend '" + backend + "' takes it");
        request.places().backend = chosen.backend.nameBytes();
        RuleSets rules = chosen.rules;
        if (rules != plan.rules) {
            Explanation ended = rules(rules.tcpContent(), "tcp-request content", request);
            if (ended == null && plan.http) ended = http(rules, request);
            if (ended != null) return ended;
        }
        return servers(chosen, request);
    }

    // Who gets it.

    private Explanation servers(BackendPlan plan, Imagined request) {
        ProxyConfig config = plan.backend.config();
        for (ExtensionConfig extension : config.extensions())
            add(
                    extension.line().at(),
                    "its servers, or some of them, are announced while hecd runs: these are not known here");
        ServerSet servers = plan.backend.servers();
        if (servers.usesBackups()) add(Position.NONE, "no active server can be used: backup servers stand in");
        String name = config.settings().get(ProxySettings.BALANCE).algorithm();
        Position at = config.settings().at(ProxySettings.BALANCE);
        Server settled = settled(plan, request);
        String choice;
        if (servers.size() == 0) choice = "no server can be used";
        else if (settled != null)
            choice = servers.size() == 1 ? "the only server" : "'balance " + name + "' always picks this one";
        else if (name.equals("leastconn")) choice = "the one with the fewest connections";
        else if (name.equals("first")) choice = "the first one that has a free slot";
        else choice = "any of them in turn ('balance " + name + "')";
        if (!at.isNone() && servers.size() > 1) add(at, choice);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.usable(i);
            if (settled == null || server == settled) candidates.add(candidate(server));
        }
        Verdict verdict = candidates.isEmpty() ? Verdict.NO_SERVER : Verdict.SERVER;
        int status = candidates.isEmpty() ? Ending.NO_SERVER.status() : 0;
        return new Explanation(frontend, List.copyOf(steps), verdict, status, backend, choice, candidates);
    }

    /** The server that gets it whatever else goes on, or null. */
    private static @Nullable Server settled(BackendPlan plan, Imagined request) {
        ServerSet servers = plan.backend.servers();
        if (servers.size() == 1) return servers.usable(0);
        if (servers.size() == 0 || !plan.algorithm.isDeterministic()) return null;
        if (plan.algorithm.needsHttp() && !request.isHttp()) return null;
        // Without what it hashes (a parameter that is not there), such an algorithm takes turns.
        Picker picker = plan.algorithm.picker(servers, null);
        Server picked = picker.pick(request, null);
        for (int i = 0; i <= servers.size(); i++) if (picker.pick(request, null) != picked) return null;
        return picked;
    }

    private static Candidate candidate(Server server) {
        return new Candidate(
                server.name(),
                String.valueOf(server.config().address()),
                server.userWeight(),
                server.isBackup(),
                server.config().at());
    }

    private Explanation ended(Verdict verdict, int status) {
        return new Explanation(frontend, List.copyOf(steps), verdict, status, backend, "", List.of());
    }

    private void add(@Nullable ProxyConfig proxy, String what) {
        add(proxy == null ? Position.NONE : proxy.at(), what);
    }

    private void add(Position at, String what) {
        steps.add(new Step(at, what));
    }

    private Position setting(String proxy, Setting<?> setting) {
        ProxyConfig config = section(proxy);
        return config == null ? Position.NONE : config.settings().at(setting);
    }

    /** The section of a frontend: a backend may have the same name. */
    private @Nullable ProxyConfig section(String frontend) {
        for (ProxyConfig proxy : generation.configuration.proxies())
            if (proxy.kind().hasFrontend() && proxy.name().equals(frontend)) return proxy;
        return null;
    }
}
