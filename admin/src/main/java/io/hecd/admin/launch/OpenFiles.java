package io.hecd.admin.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** `ulimit-n` (manual 3.1): how many descriptors the process may have. The JVM has raised the soft limit already. */
final class OpenFiles {
    private OpenFiles() {}

    static void atLeast(int wanted, Alerts alerts) {
        long now = softLimit();
        if (now < 0 || now >= wanted) return;
        String limit = wanted + ":" + Math.max(wanted, now);
        String self = Long.toString(ProcessHandle.current().pid());
        if (Programs.run("prlimit", "--pid", self, "--nofile=" + limit) != 0 || softLimit() < wanted)
            alerts.warning("'ulimit-n " + wanted + "' could not be set: the limit stays at " + softLimit()
                    + "; raise it where the process is started.");
    }

    /** -1 when the system does not say. */
    static long softLimit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (!line.startsWith("Max open files")) continue;
                String soft = line.substring("Max open files".length()).trim().split("\\s+", 2)[0];
                return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
            }
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
        return -1;
    }
}
