package io.hecd.names;

import java.util.Set;

/** Who we are, said the same way everywhere: `-v`, `-vv`, `-cc`, the start-up notices, the stats page and socket. */
public final class Identity {
    public static final String PRODUCT = "hecd";
    public static final String VERSION = "0.1.0";
    /** The HAProxy whose language and interfaces we speak; programs that read "HAProxy version x.y.z" get this one. */
    public static final String HAPROXY_VERSION = "2.6.12";
    /** What stands after "HAProxy version" and in "Version:" of the runtime socket. */
    public static final String FULL_VERSION = HAPROXY_VERSION + "-" + PRODUCT;

    public static final String RELEASE_DATE = "2026/11/22";

    /** Names of HAProxy's feature list that are true of us. One is added together with the code that makes it true. */
    public static final Set<String> FEATURES =
            Set.of("ACCEPT4", "EPOLL", "GETADDRINFO", "POLL", "SYSTEMD", "THREAD", "THREAD_DUMP");

    private Identity() {}
}
