package io.hecd.config.model;

import io.hecd.config.text.Position;
import java.util.List;

/**
 * What a proxy section can set (manual 4.2). Times are milliseconds; {@link #UNSET} means that nobody set one, which for
 * HAProxy is "no limit". Options are booleans unless they take arguments.
 */
public final class ProxySettings {
    public static final long UNSET = -1L;

    private ProxySettings() {}

    public enum Mode {
        TCP,
        HTTP
    }

    /** What happens to connections after a response (manual 4.2, option http-keep-alive, http-server-close, httpclose). */
    public enum ConnectionMode {
        KEEP_ALIVE,
        SERVER_CLOSE,
        CLOSE
    }

    /** `http-reuse`: who may take an idle server connection (manual 4.2). */
    public enum Reuse {
        NEVER,
        SAFE,
        AGGRESSIVE,
        ALWAYS
    }

    /** `option forwardfor` and `option originalto`: header name, "except" network or "" , `if-none`. */
    public record ForwardFor(String header, String except, boolean ifNone) {}

    /** `balance`: algorithm with its arguments as they stand ("uri", ["len", "8"]). */
    public record Balance(String algorithm, List<String> arguments) {}

    /** `hash-type METHOD FUNCTION [MODIFIER]`. */
    public record HashType(boolean consistent, String function, boolean avalanche) {}

    /** `option httpchk [METHOD] URI [VERSION]`; the headers and body of the old one-line form are in `trailer`. */
    public record HttpCheckRequest(String method, String uri, String version, String trailer) {}

    /**
     * `capture request header NAME len N`, `capture response header ...`, `capture cookie NAME len N`. Without a name it is
     * the slot of a `declare capture` line, or of the rule that captures at this place.
     */
    public record Capture(String kind, String name, int length, Position at) {}

    /** A line that says what is answered for an error; a later one goes over those before it. */
    public sealed interface ErrorLine {
        Position at();

        /** `errorfile CODE FILE`: the file is read while loading; "" stands for /dev/null (answer nothing). */
        record File(Position at, int status, String path) implements ErrorLine {
            @Override
            public String toString() {
                return status + " " + path;
            }
        }

        /** `errorloc CODE URL`, `errorloc302`, `errorloc303`: answered by a redirect with status `redirect`. */
        record Location(Position at, int status, int redirect, String url) implements ErrorLine {
            @Override
            public String toString() {
                return status + " " + redirect + " " + url;
            }
        }

        /** `errorfiles NAME [CODE ...]`: those of an `http-errors` section, all of them if no status is named. */
        record Group(Position at, String name, List<Integer> statuses) implements ErrorLine {
            @Override
            public String toString() {
                return name + " " + statuses;
            }
        }
    }

    /** `redispatch [N]`: 0 off; N > 0 every N retries; -1 the last retry. */
    public static final Setting<Integer> REDISPATCH = Setting.of("option redispatch", 0);

    public static final Setting<Mode> MODE = Setting.of("mode", Mode.TCP);
    public static final Setting<Boolean> DISABLED = Setting.of("disabled", false);
    public static final Setting<String> DESCRIPTION = Setting.of("description", "");
    public static final Setting<String> DEFAULT_BACKEND = Setting.of("default_backend", "");
    public static final Setting<Integer> MAXCONN = Setting.of("maxconn", 0);
    public static final Setting<Integer> FULLCONN = Setting.of("fullconn", 0);
    public static final Setting<Integer> BACKLOG = Setting.of("backlog", 0);
    public static final Setting<Integer> RATE_LIMIT_SESSIONS = Setting.of("rate-limit sessions", 0);

    public static final Setting<Long> TIMEOUT_CLIENT = Setting.of("timeout client", UNSET);
    public static final Setting<Long> TIMEOUT_SERVER = Setting.of("timeout server", UNSET);
    public static final Setting<Long> TIMEOUT_CONNECT = Setting.of("timeout connect", UNSET);
    public static final Setting<Long> TIMEOUT_QUEUE = Setting.of("timeout queue", UNSET);
    public static final Setting<Long> TIMEOUT_CHECK = Setting.of("timeout check", UNSET);
    public static final Setting<Long> TIMEOUT_HTTP_REQUEST = Setting.of("timeout http-request", UNSET);
    public static final Setting<Long> TIMEOUT_HTTP_KEEP_ALIVE = Setting.of("timeout http-keep-alive", UNSET);
    public static final Setting<Long> TIMEOUT_TUNNEL = Setting.of("timeout tunnel", UNSET);
    public static final Setting<Long> TIMEOUT_CLIENT_FIN = Setting.of("timeout client-fin", UNSET);
    public static final Setting<Long> TIMEOUT_SERVER_FIN = Setting.of("timeout server-fin", UNSET);
    public static final Setting<Long> TIMEOUT_TARPIT = Setting.of("timeout tarpit", UNSET);
    /** How long content rules may wait for more bytes. */
    public static final Setting<Long> TCP_REQUEST_DELAY = Setting.of("tcp-request inspect-delay", UNSET);

    public static final Setting<Long> TCP_RESPONSE_DELAY = Setting.of("tcp-response inspect-delay", UNSET);

    public static final Setting<Boolean> HTTPLOG = Setting.of("option httplog", false);
    public static final Setting<Boolean> HTTPLOG_CLF = Setting.of("option httplog clf", false);
    /** `json` behind `option httplog` or `option tcplog`. */
    public static final Setting<Boolean> LOG_JSON = Setting.of("option httplog json", false);

    public static final Setting<Boolean> TCPLOG = Setting.of("option tcplog", false);
    public static final Setting<Boolean> DONTLOGNULL = Setting.of("option dontlognull", false);
    public static final Setting<Boolean> DONTLOG_NORMAL = Setting.of("option dontlog-normal", false);
    public static final Setting<Boolean> LOG_SEPARATE_ERRORS = Setting.of("option log-separate-errors", false);
    public static final Setting<Boolean> LOGASAP = Setting.of("option logasap", false);
    public static final Setting<Boolean> LOG_HEALTH_CHECKS = Setting.of("option log-health-checks", false);
    public static final Setting<ForwardFor> FORWARDFOR = Setting.of("option forwardfor", new ForwardFor("", "", false));
    public static final Setting<ForwardFor> ORIGINALTO = Setting.of("option originalto", new ForwardFor("", "", false));
    public static final Setting<ConnectionMode> CONNECTION_MODE =
            Setting.of("option http-keep-alive", ConnectionMode.KEEP_ALIVE);
    public static final Setting<Boolean> HTTP_PRETEND_KEEPALIVE = Setting.of("option http-pretend-keepalive", false);
    public static final Setting<Boolean> HTTP_BUFFER_REQUEST = Setting.of("option http-buffer-request", false);
    public static final Setting<Boolean> HTTP_NO_DELAY = Setting.of("option http-no-delay", false);
    public static final Setting<Boolean> HTTP_IGNORE_PROBES = Setting.of("option http-ignore-probes", false);
    public static final Setting<Boolean> ACCEPT_INVALID_REQUEST =
            Setting.of("option accept-invalid-http-request", false);
    public static final Setting<Boolean> ACCEPT_INVALID_RESPONSE =
            Setting.of("option accept-invalid-http-response", false);
    public static final Setting<Boolean> SOCKET_STATS = Setting.of("option socket-stats", false);
    public static final Setting<Boolean> ABORTONCLOSE = Setting.of("option abortonclose", false);
    public static final Setting<Boolean> CLITCPKA = Setting.of("option clitcpka", false);
    public static final Setting<Boolean> SRVTCPKA = Setting.of("option srvtcpka", false);
    public static final Setting<Boolean> NOLINGER = Setting.of("option nolinger", false);
    public static final Setting<Boolean> ALLBACKUPS = Setting.of("option allbackups", false);
    public static final Setting<Integer> RETRIES = Setting.of("retries", 3);
    /** Words of `retry-on` (manual 4.2). */
    public static final Setting<List<String>> RETRY_ON = Setting.of("retry-on", List.of("conn-failure"));

    public static final Setting<Reuse> HTTP_REUSE = Setting.of("http-reuse", Reuse.SAFE);
    public static final Setting<Balance> BALANCE = Setting.of("balance", new Balance("roundrobin", List.of()));
    public static final Setting<HashType> HASH_TYPE = Setting.of("hash-type", new HashType(false, "sdbm", false));
    public static final Setting<Integer> HASH_BALANCE_FACTOR = Setting.of("hash-balance-factor", 0);

    public static final Setting<String> MONITOR_URI = Setting.of("monitor-uri", "");
    /** Whether built-in error pages tell the reason and an id. */
    public static final Setting<Boolean> ERROR_REASON = Setting.of("option error-reason", true);

    public static final Setting<List<ErrorLine>> ERROR_LINES = Setting.of("errorfile", List.of());

    public static final Setting<List<Capture>> CAPTURES = Setting.of("capture", List.of());
    /** "" when not written: then option httplog / tcplog choose, else the default format of manual 8.2.1. */
    public static final Setting<String> LOG_FORMAT = Setting.of("log-format", "");

    public static final Setting<String> ERROR_LOG_FORMAT = Setting.of("error-log-format", "");
    public static final Setting<String> LOG_FORMAT_SD = Setting.of("log-format-sd", "");
    public static final Setting<String> LOG_TAG = Setting.of("log-tag", "");
    /** Log lines of this proxy; a `log global` takes the global ones, resolved while parsing. */
    public static final Setting<List<LogConfig>> LOGS = Setting.of("log", List.of());

    public static final Setting<String> UNIQUE_ID_FORMAT = Setting.of("unique-id-format", "");
    public static final Setting<String> UNIQUE_ID_HEADER = Setting.of("unique-id-header", "");

    /** Kind of `option ...chk`: "tcp" (plain connect), "http", "tcp-check", or the name of another kind. */
    public static final Setting<String> CHECK_KIND = Setting.of("option httpchk", "tcp");

    public static final Setting<HttpCheckRequest> HTTPCHK =
            Setting.of("option httpchk", new HttpCheckRequest("OPTIONS", "/", "HTTP/1.0", ""));
    /** `stats ...` lines, kept for the operators' module: the words behind `stats`. */
    public static final Setting<List<List<io.hecd.config.text.Word>>> STATS = Setting.of("stats", List.of());
}
