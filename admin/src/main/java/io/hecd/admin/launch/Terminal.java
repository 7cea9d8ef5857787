package io.hecd.admin.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at what is printed, and what may be printed then. */
final class Terminal {
    private Terminal() {}

    /** Standard output is a terminal, and nobody asked for no colours (no-color.org). */
    static boolean hasColours() {
        String wish = System.getenv("NO_COLOR");
        return isTerminal() && (wish == null || wish.isEmpty());
    }

    /** Asked of the kernel: from Java 22 on, System.console() is there for pipes as well. */
    static boolean isTerminal() {
        try {
            String out = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return out.startsWith("/dev/pts/") || out.startsWith("/dev/tty") || out.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** What came from elsewhere steers no terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
