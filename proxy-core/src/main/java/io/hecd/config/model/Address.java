package io.hecd.config.model;

/** Where to listen or to connect, in the forms of manual 4.2 `bind` and `server`. */
public sealed interface Address {
    /**
     * An IP address or host name with a port. `host` is "" or "*" for every address. For a server a port offset is told by
     * `relative` ("+0", "-10": the client's port plus it). `family`: 0 as it comes, 4 or 6 when a prefix asks for it.
     */
    record Inet(String host, int port, boolean relative, int family) implements Address {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + (relative && port >= 0 ? "+" : "") + port;
        }
    }

    /** `unix@/path` or `/path`. */
    record Unix(String path) implements Address {
        @Override
        public String toString() {
            return "unix@" + path;
        }
    }

    /** `abns@name`; `padded` with NULs to the full length, or not (`abnsz@`). */
    record Abstract(String name, boolean padded) implements Address {
        @Override
        public String toString() {
            return (padded ? "abns@" : "abnsz@") + name;
        }
    }

    /** `fd@N`: an inherited descriptor. */
    record Fd(int fd) implements Address {
        @Override
        public String toString() {
            return "fd@" + fd;
        }
    }

    /** `sockpair@N`: one end of a socket pair over which descriptors arrive. */
    record SockPair(int fd) implements Address {
        @Override
        public String toString() {
            return "sockpair@" + fd;
        }
    }
}
