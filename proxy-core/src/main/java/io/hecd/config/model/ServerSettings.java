package io.hecd.config.model;

import java.util.List;

/** What a `server` or `default-server` line can set (manual 5.2). Times in milliseconds; -1 where nobody set one. */
public final class ServerSettings {
    private ServerSettings() {}

    /** 0 when not given: numbered by the backend. */
    public static final Setting<Integer> ID = Setting.of("id", 0);

    public static final Setting<Integer> WEIGHT = Setting.of("weight", 1);
    public static final Setting<Boolean> BACKUP = Setting.of("backup", false);
    public static final Setting<Boolean> DISABLED = Setting.of("disabled", false);
    public static final Setting<Boolean> CHECK = Setting.of("check", false);
    public static final Setting<Long> INTER = Setting.of("inter", 2000L);
    /** 0: as `inter`. */
    public static final Setting<Long> FASTINTER = Setting.of("fastinter", 0L);

    public static final Setting<Long> DOWNINTER = Setting.of("downinter", 0L);
    public static final Setting<Integer> RISE = Setting.of("rise", 2);
    public static final Setting<Integer> FALL = Setting.of("fall", 3);
    /** "" and 0: the server's own. */
    public static final Setting<String> CHECK_ADDR = Setting.of("addr", "");

    public static final Setting<Integer> CHECK_PORT = Setting.of("port", 0);
    /** 0: no limit, for maxconn, minconn and maxqueue. */
    public static final Setting<Integer> MAXCONN = Setting.of("maxconn", 0);

    public static final Setting<Integer> MINCONN = Setting.of("minconn", 0);
    public static final Setting<Integer> MAXQUEUE = Setting.of("maxqueue", 0);
    public static final Setting<Long> SLOWSTART = Setting.of("slowstart", 0L);
    /** Idle server connections kept; -1 no limit, 0 none. */
    public static final Setting<Integer> POOL_MAX_CONN = Setting.of("pool-max-conn", -1);

    public static final Setting<Integer> POOL_LOW_CONN = Setting.of("pool-low-conn", 0);
    public static final Setting<Long> POOL_PURGE_DELAY = Setting.of("pool-purge-delay", 5000L);
    /** How often one server connection may be used; -1 no limit. */
    public static final Setting<Integer> MAX_REUSE = Setting.of("max-reuse", -1);

    public static final Setting<String> COOKIE = Setting.of("cookie", "");
    /** Ways to the first address of a server with a name, in turn: `last`, `libc`, `none` or an IP address. */
    public static final Setting<String> INIT_ADDR = Setting.of("init-addr", "last,libc");

    /** The local address to connect from; an empty host and port 0 leave the choice to the kernel. */
    public static final Setting<Address.Inet> SOURCE = Setting.of("source", new Address.Inet("", 0, false, 0));

    public static final Setting<List<String>> ON_MARKED_DOWN = Setting.of("on-marked-down", List.of());
    public static final Setting<Long> TCP_UT = Setting.of("tcp-ut", -1L);
}
