package io.hecd.admin.launch;

import io.hecd.net.Descriptors;

/** `ulimit-n` (manual 3.1): how many descriptors the process may have. The JVM has raised the soft limit already. */
final class OpenFiles {
    private OpenFiles() {}

    static void atLeast(int wanted, Alerts alerts) {
        long now = Descriptors.limit();
        if (now < 0 || now >= wanted) return;
        String limit = wanted + ":" + Math.max(wanted, now);
        String self = Long.toString(ProcessHandle.current().pid());
        if (Programs.run("prlimit", "--pid", self, "--nofile=" + limit) != 0 || Descriptors.limit() < wanted)
            alerts.warning("'ulimit-n " + wanted + "' could not be set: the limit stays at " + Descriptors.limit()
                    + "; raise it where the process is started.");
    }
}
