package io.hecd.log;

/** The severities of syslog that hecd itself uses (manual 8.1); the number is what `<...>` carries. */
public final class LogLevel {
    public static final int EMERG = 0;
    public static final int ALERT = 1;
    public static final int ERROR = 3;
    public static final int WARNING = 4;
    public static final int NOTICE = 5;
    public static final int INFO = 6;
    /** No line at all. */
    public static final int SILENT = io.hecd.traffic.Transaction.SILENT;

    private LogLevel() {}
}
