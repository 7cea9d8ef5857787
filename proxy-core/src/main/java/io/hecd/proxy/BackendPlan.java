package io.hecd.proxy;

import io.hecd.backend.Backend;
import io.hecd.balance.Algorithm;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ConnectionMode;
import io.hecd.config.model.ProxySettings.Reuse;
import io.hecd.config.model.Settings;

/** What a backend does, compiled, for one generation; the live part is its {@link Backend}. Immutable. Milliseconds, 0 for no limit. */
public final class BackendPlan {
    public final Backend backend;
    public final boolean http;
    public final Algorithm algorithm;
    public final long timeoutConnect;
    public final long timeoutServer;
    public final long timeoutQueue;
    public final long timeoutTunnel;
    public final long timeoutServerFin;
    public final int retries;
    public final RetryOn retryOn;
    public final Reuse reuse;
    public final ConnectionMode connectionMode;
    public final boolean pretendKeepAlive;
    public final boolean bufferRequest;
    public final boolean abortOnClose;
    public final boolean keepAliveProbes;
    public final boolean noLinger;
    public final boolean relaxedResponses;
    /** How long content rules may wait for more (`tcp-request inspect-delay`). */
    public final long inspectDelay;

    public final RuleSets rules;
    public final ForwardedHeaders forwarded;
    public final Pages errors;

    public BackendPlan(
            Backend backend,
            ProxyConfig config,
            Algorithm algorithm,
            RuleSets rules,
            ForwardedHeaders forwarded,
            Pages errors) {
        Settings settings = config.settings();
        this.backend = backend;
        this.http = settings.get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        this.algorithm = algorithm;
        this.timeoutConnect = FrontendPlan.limit(settings.get(ProxySettings.TIMEOUT_CONNECT));
        this.timeoutServer = FrontendPlan.limit(settings.get(ProxySettings.TIMEOUT_SERVER));
        long queue = settings.get(ProxySettings.TIMEOUT_QUEUE);
        this.timeoutQueue = queue == ProxySettings.UNSET ? timeoutConnect : FrontendPlan.limit(queue);
        this.timeoutTunnel = FrontendPlan.limit(settings.get(ProxySettings.TIMEOUT_TUNNEL));
        this.timeoutServerFin = FrontendPlan.limit(settings.get(ProxySettings.TIMEOUT_SERVER_FIN));
        this.retries = settings.get(ProxySettings.RETRIES);
        this.retryOn = RetryOn.of(settings.get(ProxySettings.RETRY_ON), settings.has(ProxySettings.RETRY_ON));
        this.reuse = settings.get(ProxySettings.HTTP_REUSE);
        this.connectionMode = settings.get(ProxySettings.CONNECTION_MODE);
        this.pretendKeepAlive = settings.get(ProxySettings.HTTP_PRETEND_KEEPALIVE);
        this.bufferRequest = settings.get(ProxySettings.HTTP_BUFFER_REQUEST);
        this.abortOnClose = settings.get(ProxySettings.ABORTONCLOSE);
        this.keepAliveProbes = settings.get(ProxySettings.SRVTCPKA);
        this.noLinger = settings.get(ProxySettings.NOLINGER);
        this.relaxedResponses = settings.get(ProxySettings.ACCEPT_INVALID_RESPONSE);
        this.inspectDelay = FrontendPlan.limit(settings.get(ProxySettings.TCP_REQUEST_DELAY));
        this.rules = rules;
        this.forwarded = forwarded;
        this.errors = errors;
    }
}
