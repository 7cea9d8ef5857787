package io.hecd.config.section;

/**
 * Words of `global` that only matter to how HAProxy itself is built and run (manual 3.1, 3.2; the last ones of HAProxy 3.x).
 * Rows only: each is accepted and said once.
 */
final class GlobalWordsWithoutEffect {
    private GlobalWordsWithoutEffect() {}

    static void addTo(Vocabulary<Draft> table) {
        Keyword.Reader<Draft> rest = Vocabulary::rest;
        table.accepted("", "there is no device detection", rest, "51degrees-cache-size", "51degrees-data-file")
                .accepted("", "there is no device detection", rest, "51degrees-property-name-list", "wurfl-patch-file")
                .accepted("", "there is no device detection", rest, "51degrees-property-separator", "wurfl-cache-size")
                .accepted("", "there is no device detection", rest, "deviceatlas-json-file", "deviceatlas-log-level")
                .accepted("", "there is no device detection", rest, "deviceatlas-properties-cookie", "wurfl-data-file")
                .accepted("", "there is no device detection", rest, "deviceatlas-separator", "wurfl-information-list")
                .accepted("", "there is no device detection", rest, "wurfl-information-list-separator")
                .accepted("", "there is no device detection", rest, "wurfl-engine-mode", "wurfl-useragent-priority")
                .accepted(
                        "",
                        TLS,
                        rest,
                        "ca-base",
                        "crt-base",
                        "key-base",
                        "issuers-chain-path",
                        "maxsslconn",
                        "maxsslrate")
                .accepted("", TLS, rest, "ssl-default-bind-ciphers", "ssl-default-bind-ciphersuites")
                .accepted("", TLS, rest, "ssl-default-bind-curves", "ssl-default-bind-options", "ssl-server-verify")
                .accepted("", TLS, rest, "ssl-default-bind-sigalgs", "ssl-default-bind-client-sigalgs")
                .accepted("", TLS, rest, "ssl-default-server-sigalgs", "ssl-default-server-client-sigalgs")
                .accepted("", TLS, rest, "ssl-default-server-curves", "ssl-passphrase-cmd", "ssl-security-level")
                .accepted("", TLS, rest, "ssl-default-server-ciphers", "ssl-default-server-ciphersuites")
                .accepted("", TLS, rest, "ssl-default-server-options", "ssl-dh-param-file", "ssl-engine")
                .accepted("", TLS, rest, "ssl-load-extra-del-ext", "ssl-load-extra-files", "ssl-mode-async")
                .accepted(
                        "", TLS, rest, "ssl-propquery", "ssl-provider", "ssl-provider-path", "ssl-skip-self-issued-ca")
                .accepted("", TLS, rest, "acme.scheduler", "ocsp-update.disable", "ocsp-update.httpproxy")
                .accepted("", TLS, rest, "ocsp-update.maxdelay", "ocsp-update.mindelay", "ocsp-update.mode")
                .accepted("", TLS, rest, "tune.ssl.cachesize", "tune.ssl.capture-buffer-size", "tune.ssl.keylog")
                .accepted("", TLS, rest, "tune.ssl.capture-cipherlist-size", "tune.ssl.default-dh-param")
                .accepted("", TLS, rest, "tune.ssl.force-private-cache", "tune.ssl.hard-maxrecord", "tune.ssl.lifetime")
                .accepted(
                        "",
                        TLS,
                        rest,
                        "tune.ssl.maxrecord",
                        "tune.ssl.ssl-ctx-cache-size",
                        "tune.ssl.certificate-compression")
                .accepted("", TLS, rest, "tune.ssl.ocsp-update.maxdelay", "tune.ssl.ocsp-update.mindelay", "ssl-f-use")
                .accepted("", COMPRESSION, rest, "maxcompcpuusage", "maxcomprate", "maxzlibmem", "tune.comp.maxlevel")
                .accepted("", COMPRESSION, rest, "tune.zlib.memlevel", "tune.zlib.windowsize")
                .accepted("", THREADS, rest, "busy-polling", "cpu-affinity", "cpu-map", "cpu-policy", "cpu-set")
                .accepted(
                        "", THREADS, rest, "max-threads-per-group", "numa-cpu-mapping", "thread-group", "thread-groups")
                .accepted("", THREADS, rest, "thread-hard-limit", "stats bind-process", "tune.renice.runtime")
                .accepted("", THREADS, rest, "tune.renice.startup", "tune.runqueue-depth", "tune.sched.low-latency")
                .accepted("", THREADS, rest, "tune.listener.default-shards", "tune.listener.multi-queue")
                .accepted(
                        "",
                        THREADS,
                        rest,
                        "warn-blocked-traffic-after",
                        "tune.max-checks-per-thread",
                        "tune.takeover-other-tg-connections")
                .accepted("", POLLER, rest, "noepoll", "noevports", "nogetaddrinfo", "nokqueue", "nopoll", "noktls")
                .accepted(
                        "",
                        POLLER,
                        rest,
                        "noreuseport",
                        "nosplice",
                        "maxpipes",
                        "tune.pipesize",
                        "tune.fd.edge-triggered")
                .accepted("", POLLER, rest, "tune.maxaccept", "tune.maxpollevents", "tune.epoll.mask-events")
                .accepted(
                        "",
                        MEMORY,
                        rest,
                        "fd-hard-limit",
                        "no-memory-trimming",
                        "no-quic",
                        "prealloc-fd",
                        "strict-limits")
                .accepted("", MEMORY, rest, "tune.buffers.limit", "tune.buffers.reserve", "tune.fail-alloc")
                .accepted("", MEMORY, rest, "tune.bufsize.large", "tune.bufsize.small", "tune.cli.max-payload-size")
                .accepted(
                        "",
                        MEMORY,
                        rest,
                        "tune.glitches.kill.cpu-usage",
                        "tune.memory.hot-size",
                        "tune.notsent-lowat.client")
                .accepted(
                        "",
                        MEMORY,
                        rest,
                        "tune.notsent-lowat.server",
                        "tune.events.max-events-at-once",
                        "tune.ring.queues")
                .accepted("", MEMORY, rest, "tune.idle-pool.shared", "tune.idletimer", "tune.pattern.cache-size")
                .accepted("", MEMORY, rest, "tune.peers.max-updates-at-once", "tune.pool-high-fd-ratio")
                .accepted("", MEMORY, rest, "tune.pool-low-fd-ratio", "tune.rcvbuf.backend", "tune.rcvbuf.client")
                .accepted("", MEMORY, rest, "tune.rcvbuf.frontend", "tune.rcvbuf.server", "tune.recv_enough")
                .accepted("", MEMORY, rest, "tune.sndbuf.backend", "tune.sndbuf.client", "tune.sndbuf.frontend")
                .accepted("", MEMORY, rest, "tune.sndbuf.server", "tune.stick-counters", "tune.vars.check-max-size")
                .accepted(
                        "",
                        MEMORY,
                        rest,
                        "tune.vars.global-max-size",
                        "tune.vars.proc-max-size",
                        "tune.applet.zero-copy-forwarding")
                .accepted("", MEMORY, rest, "tune.vars.reqres-max-size", "tune.vars.sess-max-size")
                .accepted("", MEMORY, rest, "tune.vars.txn-max-size", "tune.disable-fast-forward")
                .accepted("", MEMORY, rest, "tune.disable-zero-copy-forwarding", "tune.pt.zero-copy-forwarding")
                .accepted("", MEMORY, rest, "tune.h1.zero-copy-fwd-recv", "tune.h1.zero-copy-fwd-send")
                .accepted(
                        "",
                        "long URIs and cookies are logged whole",
                        rest,
                        "tune.http.cookielen",
                        "tune.http.logurilen")
                .accepted("", "a request with more headers is refused", rest, "tune.http.respmaxhdr")
                .accepted("", "there is no HTTP/2", rest, "h2-workaround-bogus-websocket-clients")
                .accepted("", "there is no HTTP/2", rest, "tune.h2.header-table-size", "tune.h2.initial-window-size")
                .accepted("", "there is no HTTP/2", rest, "tune.h2.max-concurrent-streams", "tune.h2.max-frame-size")
                .accepted(
                        "",
                        "there is no HTTP/2",
                        rest,
                        "tune.h2.be.initial-window-size",
                        "tune.h2.fe.initial-window-size")
                .accepted(
                        "",
                        "there is no HTTP/2",
                        rest,
                        "tune.h2.be.max-concurrent-streams",
                        "tune.h2.fe.max-total-streams")
                .accepted(
                        "",
                        "there is no HTTP/2",
                        rest,
                        "tune.h2.fe.max-concurrent-streams",
                        "tune.h2.be.glitches-threshold")
                .accepted("", "there is no HTTP/2", rest, "tune.h2.fe.glitches-threshold", "tune.h2.zero-copy-fwd-send")
                .accepted("", "there is no HTTP/2", rest, "tune.h2.be.rxbuf", "tune.h2.fe.rxbuf", "tune.h2.log-errors")
                .accepted("", "there is no QUIC", rest, "limited-quic", "tune.quic.frontend.conn-tx-buffers.limit")
                .accepted(
                        "",
                        "there is no QUIC",
                        rest,
                        "tune.quic.frontend.max-idle-timeout",
                        "tune.quic.retry-threshold")
                .accepted("", "there is no QUIC", rest, "tune.quic.frontend.max-streams-bidi", "tune.quic.socket-owner")
                .accepted("", "there is no QUIC", rest, "tune.quic.conn-buffer-limit", "tune.quic.zero-copy-fwd-send")
                .accepted(
                        "",
                        "there is no QUIC",
                        rest,
                        "tune.quic.max-frame-loss",
                        "tune.quic.reorder-ratio",
                        "tune.quic.cc-hystart")
                .accepted(
                        "", "there is no Lua", rest, "tune.lua.forced-yield", "tune.lua.maxmem", "tune.lua.log.loggers")
                .accepted("", "there is no Lua", rest, "tune.lua.service-timeout", "tune.lua.session-timeout")
                .accepted(
                        "",
                        "there is no Lua",
                        rest,
                        "tune.lua.task-timeout",
                        "tune.lua.burst-timeout",
                        "tune.lua.log.stderr")
                .accepted("", "there is no Lua", rest, "tune.lua.bool-sample-conversion", "tune.lua.openlibs")
                .accepted("", "headers go out as they came in", rest, "h1-case-adjust", "h1-case-adjust-file")
                .accepted("", "bodies are passed on for every method", rest, "h1-accept-payload-with-any-method")
                .accepted(
                        "",
                        "the close of a connection decides alone",
                        rest,
                        "h1-do-not-close-on-insecure-transfer-encoding")
                .accepted("", "there are no outgoing requests of its own", rest, "httpclient.resolvers.disabled")
                .accepted(
                        "",
                        "there are no outgoing requests of its own",
                        rest,
                        "httpclient.resolvers.id",
                        "httpclient.retries")
                .accepted("", "there are no outgoing requests of its own", rest, "httpclient.resolvers.prefer")
                .accepted("", "there are no outgoing requests of its own", rest, "httpclient.ssl.ca-file")
                .accepted("", "there are no outgoing requests of its own", rest, "httpclient.ssl.verify")
                .accepted("", "there are no outgoing requests of its own", rest, "httpclient.timeout.connect")
                .accepted("", "there are no peers", rest, "cluster-secret", "localpeer")
                .accepted("", "there is no PROXY protocol yet", rest, "pp2-never-send-local")
                .accepted(
                        "",
                        "a reload keeps the state of servers by itself",
                        rest,
                        "server-state-base",
                        "server-state-file")
                .accepted(
                        "",
                        "a reload keeps counters by itself",
                        rest,
                        "stats-file",
                        "shm-stats-file",
                        "shm-stats-file-max-objects")
                .accepted("", "a reload happens inside the process", rest, "grace", "mworker-max-reloads")
                .accepted("", "a stop waits for what runs", rest, "close-spread-time")
                .accepted("", "checks keep their interval, see 'spread-checks'", rest, "max-spread-checks")
                .accepted("", "profile the JVM instead", rest, "profiling.memory", "profiling.tasks", "set-dumpable")
                .accepted(
                        "",
                        "profile the JVM instead",
                        rest,
                        "anonkey",
                        "debug",
                        "debug.counters",
                        "dns-accept-family",
                        "trace")
                .accepted("", "no programs are started", rest, "external-check", "insecure-fork-wanted")
                .accepted("", "privileges are dropped for good", rest, "insecure-setuid-wanted", "setcap")
                .accepted("", "privileges are dropped for good", rest, "harden.reject-privileged-ports.quic")
                .accepted("", "privileges are dropped for good", rest, "harden.reject-privileged-ports.tcp")
                .accepted("", "nothing is hidden behind it", rest, "expose-experimental-directives")
                .accepted(
                        "",
                        "nothing is hidden behind it",
                        rest,
                        "expose-deprecated-directives",
                        "force-cfg-parser-pause")
                .accepted("", "status codes are counted as usual", rest, "http-err-codes", "http-fail-codes");
    }

    private static final String TLS = "hecd has no TLS";
    private static final String COMPRESSION = "hecd does not compress";
    private static final String THREADS = "hecd is one process whose threads the JVM places, see 'nbthread'";
    private static final String POLLER = "chosen by the transport";
    private static final String MEMORY = "memory is managed by the JVM and its pools";
}
