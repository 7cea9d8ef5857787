package io.hecd.admin.launch;

import io.hecd.names.Identity;
import java.util.Set;
import java.util.TreeSet;

/** The texts of `-v`, `-vv` and of the usage. Programs read the first line and the lists of `-vv`; people the rest. */
final class Version {
    /** Names of HAProxy's feature list, as `-vv` and `feature()` of a condition know them. */
    private static final Set<String> KNOWN = Set.of(
            "51DEGREES ACCEPT4 BACKTRACE CLOSEFROM CPU_AFFINITY CRYPT_H DEVICEATLAS DL ENGINE EPOLL EVPORTS GETADDRINFO KQUEUE LIBCRYPT LINUX_SPLICE LINUX_TPROXY LUA MEMORY_PROFILING NETFILTER NS OBSOLETE_LINKER OPENSSL OT PCRE PCRE2 PCRE2_JIT PCRE_JIT POLL PRCTL PROCCTL PROMEX QUIC RT SLZ STATIC_PCRE STATIC_PCRE2 SYSTEMD TFO THREAD THREAD_DUMP TPROXY WURFL ZLIB"
                    .split(" "));

    private Version() {}

    static String brief() {
        return "HAProxy version " + Identity.FULL_VERSION + " " + Identity.RELEASE_DATE + " - " + Identity.PRODUCT + " "
                + Identity.VERSION + "\n"
                + "Status: " + Identity.PRODUCT + " " + Identity.VERSION
                + ", a load balancer of its own that speaks the language of HAProxy " + Identity.HAPROXY_VERSION + "\n"
                + "Running on: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", Java " + Runtime.version() + "\n";
    }

    static String complete() {
        StringBuilder list = new StringBuilder();
        for (String name : new TreeSet<>(KNOWN))
            list.append(Identity.FEATURES.contains(name) ? " +" : " -").append(name);
        return brief()
                + """
                Build options :
                  TARGET  = linux-glibc
                  CPU     = generic
                  CC      = javac
                  OPTIONS =

                Feature list :%s

                Default settings :
                  bufsize = 16384, maxrewrite = 1024, maxpollevents = 200

                Built with multi-threading support (MAX_THREADS=64, default=%d).
                Encrypted password support via crypt(3): no
                Running on %s, %s %s

                Available polling systems :
                      epoll : pref=300,  test result OK
                       poll : pref=200,  test result OK
                Total: 2 (2 usable), will use epoll.

                Available multiplexer protocols :
                (protocols marked as <default> cannot be specified using 'proto' keyword)
                  <default> : mode=HTTP  side=FE|BE  mux=H1    flags=HTX
                  <default> : mode=TCP   side=FE|BE  mux=PASS  flags=

                Available services : none

                Available filters :
                        none
                """.formatted(
                                list,
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vendor"),
                                Runtime.version());
    }

    static String usage() {
        return """
                Usage: hecd -f FILE|DIRECTORY ... [flags] [-- FILE ...]
                       hecd COMMAND ...               ('hecd --help' lists the commands)
                  -f FILE   read this configuration file, or all *.cfg of a directory; repeatable
                  -- FILES  all that follows are configuration files
                  -c        check the configuration and exit; 0 when it is valid
                  -cc EXPR  evaluate a condition and exit: 0 true, 1 false, 2 mistake
                  -D        become a daemon          -d, -db   stay in the foreground
                  -W, -Ws   accepted for master-worker set-ups; -Ws tells systemd when ready
                  -q        say nothing              -V        say more
                  -p FILE   write the process id to this file when ready
                  -C DIR    change to this directory before reading files
                  -L NAME   name of the local peer   -n N, -N N  connections in all, per proxy
                  -m MB     memory limit             -dW       warnings prevent the start
                  -sf PIDS  ask these processes to finish once we listen; -st: to end at once
                  -S ADDR   master socket            -x SOCKET   take listeners over from it
                  -d?       HAProxy's debugging letters, accepted
                  -v, -vv   version; with all that is built in
                """;
    }
}
