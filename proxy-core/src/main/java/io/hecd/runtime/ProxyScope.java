package io.hecd.runtime;

import io.hecd.acl.Acls;
import io.hecd.bytes.ByteView;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.log.LogFormat;
import io.hecd.log.LogPolicy;
import io.hecd.log.LogScope;
import io.hecd.log.LogSender;
import io.hecd.log.LogTarget;
import io.hecd.log.Logs;
import io.hecd.log.Presets;
import io.hecd.log.Samples;
import io.hecd.log.TrafficLog;
import io.hecd.proxy.AccessLog;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Pages;
import io.hecd.proxy.Routes;
import io.hecd.rule.BackendRule;
import io.hecd.rule.RuleCompiler;
import io.hecd.rule.RuleSet;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Expression;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.Text;
import io.hecd.traffic.ErrorPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one proxy section is compiled with: its ACLs, its log lines, its texts. Used while loading and then forgotten. */
final class ProxyScope {
    private final Logs logs;
    private final ProxyConfig proxy;
    private final Settings settings;
    private final Problems problems;
    private final LogScope scope;
    private final RuleCompiler compiler;
    private final Acls acls;

    ProxyScope(Parts parts, Logs logs, ProxyConfig proxy, Problems problems) {
        this.logs = logs;
        this.proxy = proxy;
        this.settings = proxy.settings();
        this.problems = problems;
        this.scope = logScope(parts);
        this.compiler = new RuleCompiler(parts.rules(), this::text, problems);
        this.acls = compiler.acls(proxy.acls());
    }

    private LogScope logScope(Parts parts) {
        boolean http = settings.get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        int request = 0;
        int response = 0;
        boolean cookie = false;
        for (ProxySettings.Capture capture : settings.get(ProxySettings.CAPTURES)) {
            if (capture.kind().contains("request")) request++;
            else if (capture.kind().contains("response")) response++;
            else cookie = true;
        }
        return new LogScope(
                http,
                settings.get(ProxySettings.LOGASAP),
                request,
                response,
                cookie,
                logs.identity(),
                new AtomicLong(),
                samples(parts));
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
        LogFormat format = LogFormat.compile(word, LogFormat.Use.TEXT, scope, problems);
        return format::write;
    }

    // Rules.

    RuleSet rules(String set) {
        return compiler.ruleSet(set, proxy.rules(), acls);
    }

    /** `http-request` lines, and the older `redirect` and `block` lines that mean the same, after them (manual 4.2). */
    RuleSet httpRequestRules() {
        return rules("http-request");
    }

    RuleSet httpResponseRules() {
        return rules("http-response");
    }

    /**
     * `use_backend` in order, then the default.
     *
     * @param named finds a compiled backend by name, or null
     */
    Routes routes(Function<String, @Nullable BackendPlan> named, @Nullable BackendPlan last) {
        List<BackendRule> rules = compiler.backendRules(proxy.rules(), acls);
        List<Route> routes = new ArrayList<>();
        for (BackendRule rule : rules) {
            BackendPlan plan = rule.fixed() ? named.apply(rule.name()) : null;
            if (rule.fixed() && plan == null)
                problems.error("no-backend", rule.at(), 0, "there is no backend '" + rule.name() + "'", "");
            routes.add(new Route(rule, plan));
        }
        if (routes.isEmpty()) return transaction -> last;
        Route[] all = routes.toArray(Route[]::new);
        return transaction -> {
            for (Route route : all) {
                if (!route.rule.condition().holds(transaction)) continue;
                if (route.plan != null) return route.plan;
                BackendPlan plan = named.apply(
                        route.rule.text().render(transaction, new ByteView()).toString());
                if (plan != null) return plan;
            }
            return last;
        };
    }

    /** One `use_backend` line with its backend, null when the name is a text of the request. */
    private record Route(BackendRule rule, @Nullable BackendPlan plan) {}

    // Pages.

    Pages pages() {
        ErrorPages.Builder builder = ErrorPages.builder();
        settings.get(ProxySettings.ERROR_FILES).forEach((status, file) -> file(builder, status, file));
        settings.get(ProxySettings.ERROR_LOCATIONS)
                .forEach((status, location) -> builder.redirect(
                        status,
                        location.redirect(),
                        location.location(),
                        word("errorloc", settings.at(ProxySettings.ERROR_LOCATIONS)),
                        problems));
        ErrorPages pages = builder.build();
        return (exchange, status) -> {
            ByteView body = new ByteView();
            boolean answered = pages.fill(
                    exchange.response,
                    body,
                    exchange.ending,
                    status,
                    exchange.worker.reasonIds().next());
            exchange.answerBodyOnly(body.array(), body.offset(), body.length());
            return answered;
        };
    }

    private void file(ErrorPages.Builder builder, int status, ProxySettings.ErrorFile file) {
        Position at = settings.at(ProxySettings.ERROR_FILES);
        try {
            byte[] content = file.path().isEmpty() ? new byte[0] : Files.readAllBytes(Path.of(file.path()));
            builder.file(status, content, word(file.path(), at), problems);
        } catch (IOException e) {
            problems.error("file", at, 0, "cannot read '" + file.path() + "': " + e.getMessage(), "");
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
        LogFormat compiled = LogFormat.compile(
                word(format, settings.at(ProxySettings.UNIQUE_ID_FORMAT)), LogFormat.Use.UNIQUE_ID, scope, problems);
        return compiled::write;
    }

    AccessLog accessLog(int workers) {
        LogTarget[] targets =
                logs.targets(settings.get(ProxySettings.LOGS), settings.get(ProxySettings.LOG_TAG), problems);
        String chosen = format();
        LogFormat format = LogFormat.compile(
                word(chosen, settings.at(ProxySettings.LOG_FORMAT)), LogFormat.Use.LOG, scope, problems);
        if (targets.length == 0) return AccessLog.NONE;
        String data = settings.get(ProxySettings.LOG_FORMAT_SD);
        Optional<LogFormat> structured = data.isEmpty()
                ? Optional.empty()
                : Optional.of(LogFormat.compile(
                        word(data, settings.at(ProxySettings.LOG_FORMAT_SD)), LogFormat.Use.LOG, scope, problems));
        LogPolicy policy = new LogPolicy(
                settings.get(ProxySettings.DONTLOGNULL),
                settings.get(ProxySettings.DONTLOG_NORMAL),
                settings.get(ProxySettings.LOG_SEPARATE_ERRORS));
        TrafficLog log = new TrafficLog(format, structured, targets, policy, scope.lines());
        LogSender[] senders = new LogSender[workers];
        for (int i = 0; i < workers; i++) senders[i] = logs.sender(i);
        return exchange -> log.write(exchange, senders[exchange.worker.number()]);
    }

    private String format() {
        String own = settings.get(ProxySettings.LOG_FORMAT);
        if (!own.isEmpty()) return own;
        if (settings.get(ProxySettings.HTTPLOG_CLF)) return Presets.HTTPLOG_CLF;
        if (settings.get(ProxySettings.HTTPLOG)) return scope.http() ? Presets.HTTPLOG : Presets.TCPLOG;
        if (settings.get(ProxySettings.TCPLOG)) return Presets.TCPLOG;
        return Presets.plain(scope.http());
    }
}
