package io.hecd.discovery.registry;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where hecd keeps what must outlive it when the configuration names no place. */
final class StateDirectory {
    private static final Path SYSTEM = Path.of("/var/lib/hecd");

    private StateDirectory() {}

    /** `/var/lib/hecd` where it can be written, or else could be made; if not, `$XDG_STATE_HOME/hecd` of the user. */
    static Path usual() {
        if (Files.isWritable(SYSTEM)) return SYSTEM;
        Path parent = SYSTEM.getParent();
        if (!Files.exists(SYSTEM) && parent != null && Files.isWritable(parent)) return SYSTEM;
        String state = System.getenv("XDG_STATE_HOME");
        if (state != null && !state.isEmpty()) return Path.of(state, "hecd");
        return Path.of(System.getProperty("user.home", "."), ".local", "state", "hecd");
    }
}
