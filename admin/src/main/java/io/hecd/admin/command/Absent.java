package io.hecd.admin.command;

/**
 * A command of HAProxy that hecd has nothing for: it says so instead of "unknown", and is left out of `help`.
 *
 * @param why one sentence without a full stop
 */
record Absent(String name, String why) implements Command {
    private static final String TLS = "hecd has no TLS yet";
    private static final String TABLE = "hecd has no stick tables yet";
    private static final String COOKIE = "hecd has no dynamic cookies";
    private static final String PROF = "a JVM is profiled with its own tools: jcmd PID JFR.start";
    private static final String TRACE = "hecd has no traces; 'show sess' tells what runs";

    private static final String LATER = "it is not there yet";

    static void addTo(Commands commands) {
        commands.with(new Absent("abort ssl ca-file", TLS));
        commands.with(new Absent("abort ssl cert", TLS));
        commands.with(new Absent("abort ssl crl-file", TLS));
        commands.with(new Absent("add ssl crt-list", TLS));
        commands.with(new Absent("clear table", TABLE));
        commands.with(new Absent("commit ssl ca-file", TLS));
        commands.with(new Absent("commit ssl cert", TLS));
        commands.with(new Absent("commit ssl crl-file", TLS));
        commands.with(new Absent("del ssl ca-file", TLS));
        commands.with(new Absent("del ssl cert", TLS));
        commands.with(new Absent("del ssl crl-file", TLS));
        commands.with(new Absent("del ssl crt-list", TLS));
        commands.with(new Absent("disable dynamic-cookie backend", COOKIE));
        commands.with(new Absent("enable dynamic-cookie backend", COOKIE));
        commands.with(new Absent("get var", "hecd has no variables of the process yet"));
        commands.with(new Absent("new ssl ca-file", TLS));
        commands.with(new Absent("new ssl cert", TLS));
        commands.with(new Absent("new ssl crl-file", TLS));
        commands.with(new Absent("set dynamic-cookie-key backend", COOKIE));
        commands.with(new Absent("set profiling", PROF));
        commands.with(new Absent(
                "set rate-limit",
                "hecd has no limits of rate for the whole process; 'rate-limit sessions' limits a frontend"));
        commands.with(new Absent("set ssl ca-file", TLS));
        commands.with(new Absent("set ssl cert", TLS));
        commands.with(new Absent("set ssl crl-file", TLS));
        commands.with(new Absent("set ssl ocsp-response", TLS));
        commands.with(new Absent("set ssl tls-key", TLS));
        commands.with(new Absent("set table", TABLE));
        commands.with(new Absent("show cache", "hecd does not cache"));
        commands.with(new Absent("show fd", "'ls -l /proc/PID/fd' tells of descriptors"));
        commands.with(new Absent("show schema json", "hecd does not describe its JSON yet"));
        commands.with(new Absent("add map", LATER));
        commands.with(new Absent("clear map", LATER));
        commands.with(new Absent("commit map", LATER));
        commands.with(new Absent("del map", LATER));
        commands.with(new Absent("get map", LATER));
        commands.with(new Absent("prepare map", LATER));
        commands.with(new Absent("set map", LATER));
        commands.with(new Absent("show map", LATER));
        commands.with(new Absent("show errors", LATER));
        commands.with(new Absent("show libs", "'jcmd PID VM.dynlibs' tells of libraries"));
        commands.with(new Absent("show peers", "hecd has no peers"));
        commands.with(new Absent("show profiling", PROF));
        commands.with(new Absent("show ssl ca-file", TLS));
        commands.with(new Absent("show ssl cert", TLS));
        commands.with(new Absent("show ssl crl-file", TLS));
        commands.with(new Absent("show ssl crt-list", TLS));
        commands.with(new Absent("show ssl ocsp-response", TLS));
        commands.with(new Absent("show ssl providers", TLS));
        commands.with(new Absent("show table", TABLE));
        commands.with(new Absent("show tasks", PROF));
        commands.with(new Absent("show tls-keys", TLS));
        commands.with(new Absent("show trace", TRACE));
        commands.with(new Absent("trace", TRACE));
        commands.with(new Absent("show events", "hecd has no event sinks; the log has the events"));
        commands.with(new Absent(
                "show startup-logs", "hecd does not keep what it said at the start; see its standard error"));
    }

    @Override
    public String synopsis() {
        return name;
    }

    @Override
    public String description() {
        return why;
    }

    @Override
    public Answer run(Request request) {
        return Answer.error("'" + name + "' is HAProxy's; " + why + ".");
    }
}
