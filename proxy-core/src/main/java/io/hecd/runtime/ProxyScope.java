package io.hecd.runtime;

import io.hecd.acl.Acls;
import io.hecd.acl.Condition;
import io.hecd.acl.PatternLists;
import io.hecd.bytes.ByteView;
import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.log.LogFormat;
import io.hecd.log.LogScope;
import io.hecd.log.LogSender;
import io.hecd.log.Logs;
import io.hecd.log.Moment;
import io.hecd.log.Samples;
import io.hecd.log.TrafficLog;
import io.hecd.log.TrafficLogs;
import io.hecd.proxy.AccessLog;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Destination;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.LocalAnswer;
import io.hecd.proxy.Pages;
import io.hecd.proxy.Routes;
import io.hecd.proxy.RuleSets;
import io.hecd.rule.BackendRule;
import io.hecd.rule.RuleCompiler;
import io.hecd.rule.RuleScope;
import io.hecd.rule.RuleSet;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Expression;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.Text;
import io.hecd.traffic.ErrorPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one proxy section is compiled with: its ACLs, its log lines, its texts. Used while loading and then forgotten. */
final class ProxyScope {
    private static final String MONITOR_FAIL = "monitor fail";

    private final Logs logs;
    private final ProxyConfig proxy;
    private final Settings settings;
    private final Problems problems;
    private final LogScope scope;
    private final RuleCompiler compiler;
    private final Acls acls;
    private final RuleSets rules;
    private final Map<String, HttpErrorsConfig> httpErrors;
    private final Pages pages;

    ProxyScope(
            Parts parts,
            Logs logs,
            PatternLists lists,
            ProxyConfig proxy,
            Map<String, HttpErrorsConfig> httpErrors,
            Problems problems) {
        this.logs = logs;
        this.httpErrors = httpErrors;
        this.proxy = proxy;
        this.settings = proxy.settings();
        this.problems = problems;
        this.scope = TrafficLogs.scope(settings, logs.identity(), samples(parts));
        this.compiler = new RuleCompiler(
                parts.rules(),
                this::text,
                new RuleScope(
                        proxy.kind(),
                        settings.get(ProxySettings.CAPTURES),
                        httpErrors,
                        parts.named().names()),
                lists,
                problems);
        this.acls = compiler.acls(proxy.acls());
        this.rules = new RuleSets(
                set("tcp-request connection"),
                set("tcp-request session"),
                set("tcp-request content"),
                set("tcp-response content"),
                set("http-request"),
                set("redirect"),
                set("http-response"),
                set("http-after-response"),
                parts.services().of(proxy),
                parts.named().entries());
        this.pages = compilePages();
    }

    private static Samples samples(Parts parts) {
        ExpressionParser parser = new ExpressionParser(parts.rules().samples());
        return (expression, at) -> {
            Expression compiled =
                    parser.parse(new Word(expression, at, at.column() + expression.length(), false), Checkpoint.LOG);
            return compiled::appendTo;
        };
    }

    private Text text(Word word, Checkpoint where) {
        return LogFormat.compile(word, LogFormat.Use.TEXT, scope, problems);
    }

    // Rules.

    private RuleSet set(String set) {
        return compiler.ruleSet(set, proxy.rules(), acls);
    }

    RuleSets rules() {
        return rules;
    }

    /** `monitor fail` lines: any of them makes `monitor-uri` say 503. */
    Condition[] monitorFails() {
        return proxy.rules().stream()
                .filter(rule -> rule.set().equals(MONITOR_FAIL))
                .map(rule -> compiler.condition(rule.condition(), acls, MONITOR_FAIL))
                .toArray(Condition[]::new);
    }

    /**
     * `use_backend` in order, then the default.
     *
     * @param generation whose sections a fixed name may be; a name that is a text may be any backend's of the moment
     */
    Routes routes(Generation generation, @Nullable Destination last) {
        List<BackendRule> rules = compiler.backendRules(proxy.rules(), acls);
        List<Route> routes = new ArrayList<>();
        for (BackendRule rule : rules) {
            Destination there = rule.fixed() ? generation.destinations.get(rule.name()) : null;
            if (rule.fixed() && there == null)
                problems.error("no-backend", rule.at(), 0, "there is no backend '" + rule.name() + "'", "");
            routes.add(new Route(rule, there));
        }
        Position fallback = settings.at(ProxySettings.DEFAULT_BACKEND);
        Route[] all = routes.toArray(Route[]::new);
        return (transaction, cursor) -> {
            for (Route route : all) {
                if (!route.rule.condition().holds(transaction)) continue;
                cursor.matched(route.rule.at());
                Destination there = route.there;
                if (there == null)
                    there = generation.find(route.rule
                            .text()
                            .render(transaction, new ByteView())
                            .toString());
                BackendPlan plan = there == null ? null : there.fitting(transaction);
                if (plan != null) return plan;
            }
            if (!fallback.isNone()) cursor.matched(fallback);
            return last == null ? null : last.last(transaction);
        };
    }

    /** One `use_backend` line and where it leads, null when the name is a text of the request. */
    private record Route(BackendRule rule, @Nullable Destination there) {}

    // Pages.

    Pages pages() {
        return pages;
    }

    private Pages compilePages() {
        ErrorPages.Builder builder = ErrorPages.builder();
        for (ErrorLine line : settings.get(ProxySettings.ERROR_LINES)) errorLine(builder, line);
        ErrorPages built =
                builder.tells(settings.get(ProxySettings.ERROR_REASON)).build();
        return new Pages() {
            @Override
            public boolean fill(Exchange exchange, int status) {
                return LocalAnswer.fill(exchange, built, status);
            }

            @Override
            public boolean has(int status) {
                return built.has(status);
            }
        };
    }

    private void errorLine(ErrorPages.Builder builder, ErrorLine line) {
        if (line instanceof ErrorLine.File file) {
            builder.file(file.status(), file.path(), word(file.path(), file.at()), problems);
        } else if (line instanceof ErrorLine.Location to) {
            builder.redirect(to.status(), to.redirect(), to.url(), word("errorloc", to.at()), problems);
        } else if (line instanceof ErrorLine.Group group && httpErrors.get(group.name()) != null) {
            for (ErrorLine.File file : httpErrors.get(group.name()).files())
                if (group.statuses().isEmpty() || group.statuses().contains(file.status())) errorLine(builder, file);
        }
    }

    private static Word word(String text, Position at) {
        return new Word(text, at, at.column() + text.length(), false);
    }

    // Texts and logs.

    @Nullable
    Text uniqueId() {
        String format = settings.get(ProxySettings.UNIQUE_ID_FORMAT);
        if (format.isEmpty()) return null;
        return LogFormat.compile(
                word(format, settings.at(ProxySettings.UNIQUE_ID_FORMAT)), LogFormat.Use.UNIQUE_ID, scope, problems);
    }

    AccessLog accessLog(int workers) {
        Optional<TrafficLog> traffic = TrafficLogs.of(settings, scope, logs, problems);
        if (traffic.isEmpty()) return AccessLog.NONE;
        TrafficLog log = traffic.get();
        LogSender[] senders = new LogSender[workers];
        for (int i = 0; i < workers; i++) senders[i] = logs.sender(i);
        return new AccessLog() {
            @Override
            public Moment moment() {
                return log.moment();
            }

            @Override
            public void write(Exchange exchange) {
                log.write(exchange.transaction, senders[exchange.worker.number()]);
            }
        };
    }
}
