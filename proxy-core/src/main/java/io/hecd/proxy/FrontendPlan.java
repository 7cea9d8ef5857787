package io.hecd.proxy;

import io.hecd.acl.Condition;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ConnectionMode;
import io.hecd.config.model.Settings;
import io.hecd.sample.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend does, compiled: numbers and objects that serving reads without looking anything up. Immutable; made by
 * the compiler for one generation of the configuration. Times in milliseconds, 0 for no limit.
 */
public final class FrontendPlan {
    public final String name;
    public final int id;
    public final byte[] nameBytes;
    public final boolean http;
    public final int maxconn;
    public final long timeoutClient;
    public final long timeoutHttpRequest;
    public final long timeoutKeepAlive;
    public final long timeoutTunnel;
    public final long timeoutClientFin;
    public final ConnectionMode connectionMode;
    public final boolean ignoreProbes;
    public final boolean keepAliveProbes;
    public final boolean noLinger;
    /** New sessions per second (`rate-limit sessions`). */
    public final int sessionRate;

    public final boolean relaxedRequests;
    public final byte @Nullable [] monitorUri;
    public final Condition[] monitorFails;
    /** How long content rules may wait for more (`tcp-request inspect-delay`). */
    public final long inspectDelay;

    public final RuleSets rules;
    public final Routes routes;
    public final Captures captures;
    public final Pages errors;
    public final ForwardedHeaders forwarded;
    public final @Nullable Text uniqueId;
    public final byte @Nullable [] uniqueIdHeader;
    public final AccessLog log;

    /** What only the compiler can make; the rest is read from the settings. */
    public record Parts(
            RuleSets rules,
            Routes routes,
            Captures captures,
            Condition[] monitorFails,
            Pages errors,
            ForwardedHeaders forwarded,
            @Nullable Text uniqueId,
            AccessLog log) {}

    public FrontendPlan(ProxyConfig config, int maxconn, Parts parts) {
        Settings settings = config.settings();
        this.name = config.name();
        this.id = config.id();
        this.nameBytes = io.hecd.bytes.Ascii.bytes(config.name());
        this.http = settings.get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        this.maxconn = maxconn;
        this.timeoutClient = limit(settings.get(ProxySettings.TIMEOUT_CLIENT));
        this.timeoutHttpRequest = limit(settings.get(ProxySettings.TIMEOUT_HTTP_REQUEST));
        this.timeoutKeepAlive = limit(settings.get(ProxySettings.TIMEOUT_HTTP_KEEP_ALIVE));
        this.timeoutTunnel = limit(settings.get(ProxySettings.TIMEOUT_TUNNEL));
        this.timeoutClientFin = limit(settings.get(ProxySettings.TIMEOUT_CLIENT_FIN));
        this.connectionMode = settings.get(ProxySettings.CONNECTION_MODE);
        this.ignoreProbes = settings.get(ProxySettings.HTTP_IGNORE_PROBES);
        this.keepAliveProbes = settings.get(ProxySettings.CLITCPKA);
        this.noLinger = settings.get(ProxySettings.NOLINGER);
        this.sessionRate = settings.get(ProxySettings.RATE_LIMIT_SESSIONS);
        this.relaxedRequests = settings.get(ProxySettings.ACCEPT_INVALID_REQUEST);
        String monitor = settings.get(ProxySettings.MONITOR_URI);
        this.monitorUri = monitor.isEmpty() ? null : io.hecd.bytes.Ascii.bytes(monitor);
        String header = settings.get(ProxySettings.UNIQUE_ID_HEADER);
        this.uniqueIdHeader =
                header.isEmpty() ? null : io.hecd.bytes.Ascii.bytes(header.toLowerCase(java.util.Locale.ROOT));
        this.inspectDelay = limit(settings.get(ProxySettings.TCP_REQUEST_DELAY));
        this.rules = parts.rules;
        this.routes = parts.routes;
        this.captures = parts.captures;
        this.monitorFails = parts.monitorFails;
        this.errors = parts.errors;
        this.forwarded = parts.forwarded;
        this.uniqueId = parts.uniqueId;
        this.log = parts.log;
    }

    static long limit(long millis) {
        return Math.max(0, millis);
    }
}
