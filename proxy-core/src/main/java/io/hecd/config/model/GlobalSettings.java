package io.hecd.config.model;

import java.util.List;

/** What a `global` section can set (manual 3.1, 3.2). Times in milliseconds, 0 for "not limited" unless said. */
public final class GlobalSettings {
    private GlobalSettings() {}

    public static final Setting<Boolean> DAEMON = Setting.of("daemon", false);
    public static final Setting<Boolean> MASTER_WORKER = Setting.of("master-worker", false);
    public static final Setting<Boolean> QUIET = Setting.of("quiet", false);
    public static final Setting<Boolean> ZERO_WARNING = Setting.of("zero-warning", false);
    /** Connections of the whole process; 0: as many as the descriptors allow. */
    public static final Setting<Integer> MAXCONN = Setting.of("maxconn", 0);

    public static final Setting<Integer> NBTHREAD = Setting.of("nbthread", 0);
    public static final Setting<Integer> ULIMIT_N = Setting.of("ulimit-n", 0);
    /** -1: stay who we are. */
    public static final Setting<Integer> UID = Setting.of("uid", -1);

    public static final Setting<Integer> GID = Setting.of("gid", -1);
    public static final Setting<String> USER = Setting.of("user", "");
    public static final Setting<String> GROUP = Setting.of("group", "");
    public static final Setting<String> CHROOT = Setting.of("chroot", "");
    public static final Setting<String> PIDFILE = Setting.of("pidfile", "");
    public static final Setting<String> NODE = Setting.of("node", "");
    public static final Setting<String> DESCRIPTION = Setting.of("description", "");
    public static final Setting<String> LOG_TAG = Setting.of("log-tag", "haproxy");
    /** The host name sent in syslog headers; "" for none, "*" for the name of this host. */
    public static final Setting<String> LOG_SEND_HOSTNAME = Setting.of("log-send-hostname", "");

    public static final Setting<Long> HARD_STOP_AFTER = Setting.of("hard-stop-after", 0L);
    /** Checks are moved by up to this percentage, 0..50. */
    public static final Setting<Integer> SPREAD_CHECKS = Setting.of("spread-checks", 0);

    /** Bytes of a request or response head, tune.bufsize less tune.maxrewrite in HAProxy. */
    public static final Setting<Integer> BUFSIZE = Setting.of("tune.bufsize", 16384);

    public static final Setting<Integer> MAXREWRITE = Setting.of("tune.maxrewrite", 1024);
    public static final Setting<Integer> MAXHDR = Setting.of("tune.http.maxhdr", 101);
    /** `stats socket` lines, kept for the operators' module. */
    public static final Setting<List<BindConfig>> STATS_SOCKETS = Setting.of("stats socket", List.of());

    public static final Setting<Long> STATS_TIMEOUT = Setting.of("stats timeout", 10_000L);
    public static final Setting<Integer> STATS_MAXCONN = Setting.of("stats maxconn", 10);
}
