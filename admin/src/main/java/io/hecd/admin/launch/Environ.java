package io.hecd.admin.launch;

import java.util.Optional;

/** What `bin/hecd` tells the JVM through the environment. All are absent when the jar is started by hand. */
final class Environ {
    private Environ() {}

    /** The launcher's own path: starts us again where a JVM cannot do it by itself. */
    static Optional<String> launcher() {
        return value("HECD_LAUNCHER");
    }

    /** We are the background process; the launcher reads our stderr until we say that we are ready. */
    static boolean isDaemonChild() {
        return value("HECD_DAEMON").equals(Optional.of("child"));
    }

    /** The launcher has asked us already and knows that this configuration stays in the foreground. */
    static boolean mustStay() {
        return value("HECD_DAEMON").equals(Optional.of("no"));
    }

    /** The launcher dropped the privileges before the JVM began. */
    static boolean privilegesAreDropped() {
        return value("HECD_DROPPED").isPresent();
    }

    /** The launcher has changed to the directory of `-C`. */
    static boolean directoryIsSet() {
        return value("HECD_DIRECTORY").isPresent();
    }

    private static Optional<String> value(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isEmpty());
    }
}
