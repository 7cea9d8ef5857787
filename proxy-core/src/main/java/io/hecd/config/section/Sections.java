package io.hecd.config.section;

import io.hecd.config.model.ProxyKind;
import io.hecd.config.text.Severity;
import io.hecd.names.Catalog;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections that can be written, by their keyword. An instance: other modules add theirs. */
public final class Sections {
    private final Catalog<SectionParser> parsers = new Catalog<>("section");
    private final Set<String> proxyWords = new TreeSet<>();
    private final Set<String> served = new TreeSet<>();

    private Sections() {}

    /** Those of HAProxy. */
    public static Sections standard() {
        Sections sections = new Sections();
        for (ProxyKind kind : ProxyKind.values())
            sections.with(kind.name().toLowerCase(java.util.Locale.ROOT), new ProxySection(kind, sections));
        String users = "what refers to it is an error of its own";
        return sections.with("acme", missing(Severity.NOTICE, "there is no TLS, so no certificates either", ""))
                .with("cache", missing(Severity.NOTICE, "responses are not cached", users))
                .with("crt-list", missing(Severity.NOTICE, "there is no TLS, so no certificates either", users))
                .with("crt-store", missing(Severity.NOTICE, "there is no TLS, so no certificates either", users))
                .with("fcgi-app", missing(Severity.NOTICE, "hecd does not speak FastCGI", users))
                .with("global", new GlobalSection(sections))
                .with("http-errors", new HttpErrorsSection())
                .with(
                        "log-forward",
                        missing(Severity.ERROR, "hecd does not receive logs", "rsyslog forwards them as well"))
                .with("log-profile", missing(Severity.NOTICE, "hecd does not have it", users))
                .with("mailers", missing(Severity.NOTICE, "hecd sends no mail", "watch the log or the metrics instead"))
                .with("peers", missing(Severity.NOTICE, "there are no stick tables to share yet", users))
                .with("program", missing(Severity.ERROR, "hecd starts no programs", "let the init system start it"))
                .with("resolvers", missing(Severity.NOTICE, "names are looked up by the system", users))
                .with("ring", missing(Severity.NOTICE, "hecd does not have it yet", users))
                .with("traces", missing(Severity.NOTICE, "hecd does not have it", ""))
                .with("userlist", missing(Severity.NOTICE, "there is no 'http_auth' yet", users));
    }

    private static SectionParser missing(Severity severity, String message, String hint) {
        return new OpaqueSection(severity, message, hint);
    }

    /** Adds a section. */
    public Sections with(String keyword, SectionParser parser) {
        parsers.with(keyword, parser);
        return this;
    }

    /** Adds a section whose lines are kept in {@link io.hecd.config.model.Configuration#sections} as they are. */
    public Sections keeping(String keyword) {
        return with(keyword, OpaqueSection.kept());
    }

    /** Adds a word that may stand in proxies; its lines are kept in their {@link io.hecd.config.model.ProxyConfig#extensions}. */
    public Sections withProxyWord(String keyword) {
        proxyWords.add(keyword);
        return this;
    }

    /**
     * Says that a module acts on these words of HAProxy, which the core only reads and keeps: nobody needs to be told any more
     * that they have no effect.
     */
    public Sections serving(String... words) {
        served.addAll(Set.of(words));
        return this;
    }

    boolean isServed(String word) {
        return served.contains(word);
    }

    Optional<SectionParser> find(String keyword) {
        return parsers.find(keyword);
    }

    Optional<String> nearest(String keyword) {
        return parsers.nearest(keyword);
    }

    boolean isProxyWord(String keyword) {
        return proxyWords.contains(keyword);
    }

    Collection<String> names() {
        return parsers.names();
    }
}
