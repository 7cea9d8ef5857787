package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.Balance;
import io.hecd.config.model.ProxySettings.Mode;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.Setting;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Settings of one proxy that do nothing in its mode, or because nobody logs: warnings, and what is done instead. */
final class ModeReview {
    private static final List<Setting<Boolean>> HTTP_FRONTEND =
            List.of(ProxySettings.ACCEPT_INVALID_REQUEST, ProxySettings.HTTP_IGNORE_PROBES);
    private static final List<Setting<Boolean>> HTTP_BACKEND =
            List.of(ProxySettings.ACCEPT_INVALID_RESPONSE, ProxySettings.HTTP_PRETEND_KEEPALIVE);
    private static final List<Setting<Boolean>> HTTP_BOTH =
            List.of(ProxySettings.HTTP_BUFFER_REQUEST, ProxySettings.HTTP_NO_DELAY);
    private static final Set<String> HTTP_RULES =
            Set.of("http-request", "http-response", "http-after-response", "redirect");

    private final ProxyDraft proxy;

    ModeReview(ProxyDraft proxy) {
        this.proxy = proxy;
    }

    void check() {
        if (Review.mode(proxy) == Mode.TCP) {
            checkOptions();
            checkRules();
            checkLog();
            checkBalance();
        }
        checkLogTargets();
    }

    private void checkOptions() {
        for (Setting<Boolean> option : HTTP_BOTH) checkOption(option);
        if (proxy.kind.hasFrontend()) for (Setting<Boolean> option : HTTP_FRONTEND) checkOption(option);
        if (proxy.kind.hasBackend()) for (Setting<Boolean> option : HTTP_BACKEND) checkOption(option);
        if (!proxy.settings.get(ProxySettings.FORWARDFOR).header().isEmpty()) ignored(ProxySettings.FORWARDFOR);
        if (!proxy.settings.get(ProxySettings.ORIGINALTO).header().isEmpty()) ignored(ProxySettings.ORIGINALTO);
        if (!proxy.settings.get(ProxySettings.STATS).isEmpty()) ignored(ProxySettings.STATS);
        if (!proxy.settings.get(ProxySettings.MONITOR_URI).isEmpty()) ignored(ProxySettings.MONITOR_URI);
        if (!proxy.settings.get(ProxySettings.CAPTURES).isEmpty()
                && proxy.settings.get(ProxySettings.CAPTURES).stream()
                        .anyMatch(c -> c.kind().equals("cookie"))) ignored(ProxySettings.CAPTURES);
    }

    private void checkOption(Setting<Boolean> option) {
        if (proxy.settings.get(option)) ignored(option);
    }

    private void checkRules() {
        // Rules for HTTP are meant for what has been switched to it.
        for (RuleConfig rule : proxy.rules)
            if (rule.set().equals("tcp-request content")
                    && !rule.words().isEmpty()
                    && rule.words().get(0).is("switch-mode")) return;
        Set<String> said = new HashSet<>();
        for (RuleConfig rule : proxy.rules)
            if (HTTP_RULES.contains(rule.set()) && said.add(rule.set()))
                warning(
                        "ignored",
                        rule.at(),
                        rule.set(),
                        "'" + rule.set() + "' rules have no effect in " + proxy.title() + " because it is in mode tcp",
                        "add 'mode http'");
    }

    private void checkLog() {
        if (!proxy.settings.get(ProxySettings.HTTPLOG)) return;
        Position at = proxy.settings.at(ProxySettings.HTTPLOG);
        if (!proxy.kind.hasFrontend() && !proxy.settings.setsItself(ProxySettings.HTTPLOG)) return;
        warning(
                "ignored",
                at,
                "option",
                "'option httplog' cannot be used in " + proxy.title()
                        + " because it is in mode tcp; 'option tcplog' is taken instead",
                "write 'option tcplog', or 'mode http'");
        proxy.settings.set(ProxySettings.HTTPLOG, false, at);
        proxy.settings.set(ProxySettings.HTTPLOG_CLF, false, at);
        proxy.settings.set(ProxySettings.TCPLOG, true, at);
    }

    private void checkBalance() {
        Balance balance = proxy.settings.get(ProxySettings.BALANCE);
        boolean inherited = !proxy.settings.setsItself(ProxySettings.BALANCE);
        if (!BalanceWords.NEEDS_HTTP.contains(balance.algorithm())) return;
        if (!proxy.kind.hasBackend() && inherited) return;
        Position at = proxy.settings.at(ProxySettings.BALANCE);
        warning(
                "ignored",
                at,
                "balance",
                "'balance " + balance.algorithm() + "' needs mode http; " + proxy.title() + " uses roundrobin instead",
                "add 'mode http', or choose another algorithm");
        proxy.settings.set(ProxySettings.BALANCE, new Balance("roundrobin", List.of()), at);
    }

    /** Manual 8.2: a format without anywhere to log. */
    private void checkLogTargets() {
        if (!proxy.kind.hasFrontend() || !proxy.settings.get(ProxySettings.LOGS).isEmpty()) return;
        for (Setting<?> format : List.of(
                ProxySettings.HTTPLOG, ProxySettings.TCPLOG, ProxySettings.LOG_FORMAT, ProxySettings.LOG_FORMAT_SD)) {
            Object value = proxy.settings.get(format);
            if (value.equals(false) || value.equals("")) continue;
            warning(
                    "ignored",
                    proxy.settings.at(format),
                    format.name().split(" ", 2)[0],
                    "'" + format.name() + "' has no effect in " + proxy.title() + " because it has no 'log' line",
                    "add 'log global', or 'log stdout format raw local0'");
            return;
        }
    }

    private void ignored(Setting<?> setting) {
        String first = setting.name().split(" ", 2)[0];
        warning(
                "ignored",
                proxy.settings.at(setting),
                first,
                "'" + setting.name() + "' has no effect in " + proxy.title() + " because it is in mode tcp",
                "add 'mode http'");
    }

    private void warning(String code, Position at, String word, String message, String hint) {
        proxy.whole.problems().add(new Problem(Severity.WARNING, code, at, word.length(), message, hint));
    }
}
