package io.hecd.config.model;

/** What a `bind` line can set (manual 5.1). */
public final class BindSettings {
    private BindSettings() {}

    public static final Setting<Integer> ID = Setting.of("id", 0);
    public static final Setting<String> NAME = Setting.of("name", "");
    public static final Setting<Integer> BACKLOG = Setting.of("backlog", 0);
    public static final Setting<Integer> MAXCONN = Setting.of("maxconn", 0);
    public static final Setting<Boolean> V4V6 = Setting.of("v4v6", false);
    public static final Setting<Boolean> V6ONLY = Setting.of("v6only", false);
    public static final Setting<Boolean> TRANSPARENT = Setting.of("transparent", false);
    public static final Setting<Boolean> TFO = Setting.of("tfo", false);
    public static final Setting<Boolean> DEFER_ACCEPT = Setting.of("defer-accept", false);
    public static final Setting<String> INTERFACE = Setting.of("interface", "");
    /** Unix socket file: mode in octal or -1, owner by name or number, "" for unchanged. */
    public static final Setting<Integer> MODE = Setting.of("mode", -1);

    public static final Setting<String> USER = Setting.of("user", "");
    public static final Setting<String> GROUP = Setting.of("group", "");
    public static final Setting<Integer> UID = Setting.of("uid", -1);
    public static final Setting<Integer> GID = Setting.of("gid", -1);
    public static final Setting<String> LEVEL = Setting.of("level", "operator");
    public static final Setting<String> SEVERITY_OUTPUT = Setting.of("severity-output", "none");
    public static final Setting<Boolean> EXPOSE_FD_LISTENERS = Setting.of("expose-fd listeners", false);
}
