package io.hecd.admin.stats;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Units;
import io.hecd.config.text.Word;
import io.hecd.http.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The `stats` lines of a proxy, compiled (manual 4.2): where its page is, who may see it, and what it shows. Immutable. */
final class PagePlan {
    private static final String WELL_KNOWN = "admin:123456";

    private final List<Login> users = new ArrayList<>();
    private final List<String> scopes = new ArrayList<>();
    private String uri = "/haproxy?stats";
    private String realm = "HAProxy Statistics";
    private long refreshSeconds;
    private boolean hidesVersion;
    private boolean legends;
    private boolean wellKnownPassword;
    private boolean asksForActions;
    private boolean hasRules;
    private Optional<String> node = Optional.empty();
    private Optional<String> description = Optional.empty();

    private PagePlan() {}

    /** Empty when the section has no `stats` line. */
    static Optional<PagePlan> of(ProxyConfig proxy) {
        List<List<Word>> lines = proxy.settings().get(ProxySettings.STATS);
        if (lines.isEmpty()) return Optional.empty();
        PagePlan plan = new PagePlan();
        for (List<Word> line : lines) plan.read(line.get(0).text(), line.subList(1, line.size()), proxy);
        return Optional.of(plan);
    }

    private void read(String name, List<Word> words, ProxyConfig proxy) {
        String first = words.isEmpty() ? "" : words.get(0).text();
        switch (name) {
            case "uri" -> uri = first;
            case "realm" -> realm = first;
            case "auth" -> {
                users.add(Login.of(first));
                wellKnownPassword |= first.equals(WELL_KNOWN);
            }
            case "refresh" ->
                refreshSeconds = Units.time(first, TimeUnit.SECONDS).value();
            case "hide-version" -> hidesVersion = true;
            case "show-legends" -> legends = true;
            case "scope" -> scopes.add(first.equals(".") ? proxy.name() : first);
            case "show-node" -> node = Optional.of(first);
            case "show-desc" -> description = Optional.of(text(words));
            case "admin" -> asksForActions = true;
            case "http-request" -> hasRules = true;
            default -> {} // enable, show-modules
        }
    }

    private static String text(List<Word> words) {
        StringBuilder out = new StringBuilder();
        for (Word word : words) out.append(out.length() == 0 ? "" : " ").append(word.text());
        return out.toString();
    }

    /** Whether the header names one of the users; takes as long for any that is wrong. */
    boolean lets(String authorization) {
        if (users.isEmpty()) return true;
        boolean known = false;
        for (Login user : users) known |= user.permits(authorization);
        return known;
    }

    /** `stats scope`: which proxies are shown. */
    boolean shows(String proxy) {
        return scopes.isEmpty() || scopes.contains(proxy);
    }

    String uri() {
        return uri;
    }

    String realm() {
        return realm;
    }

    long refreshSeconds() {
        return refreshSeconds;
    }

    boolean hidesVersion() {
        return hidesVersion;
    }

    boolean legends() {
        return legends;
    }

    boolean hasWellKnownPassword() {
        return wellKnownPassword;
    }

    boolean asksForActions() {
        return asksForActions;
    }

    /** There are `stats http-request` lines, which may say no to somebody. */
    boolean hasRules() {
        return hasRules;
    }

    /** Empty: not to be shown; "" for the machine's own name. */
    Optional<String> node() {
        return node;
    }

    Optional<String> description() {
        return description;
    }
}
