package io.hecd.admin.launch;

import io.hecd.admin.launch.Lifetime.CannotStart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everyone who waits for the listeners: the launcher, the pid file's readers, older processes, systemd. */
final class Readiness {
    /** Lines on stderr that `bin/hecd` reads while it waits for a daemon; they never reach a person. */
    private static final String READY = "HECD-READY";

    private static final String FOREGROUND = "HECD-FOREGROUND";

    private final Alerts alerts;

    Readiness(Alerts alerts) {
        this.alerts = alerts;
    }

    /**
     * Foreground or background was decided before the configuration was known. When the guess was wrong, whoever
     * can do it is asked to start again, and this process ends with the code that is returned.
     */
    Optional<Integer> handOver(boolean daemon, Engine engine, List<String> words) throws CannotStart {
        if (!daemon) {
            engine.stop();
            System.err.println(FOREGROUND);
            return Optional.of(0);
        }
        Optional<String> launcher = Environ.launcher();
        if (launcher.isEmpty()) {
            alerts.warning(
                    "A JVM cannot become a daemon by itself; started without bin/hecd, it stays in the foreground.");
            return Optional.empty();
        }
        engine.stop();
        List<String> command = new ArrayList<>(List.of(launcher.get()));
        command.addAll(words);
        ProcessBuilder again = new ProcessBuilder(command).inheritIO();
        again.environment().put("HECD_DAEMON", "yes");
        // The launcher has changed the directory already; a relative -C must not count twice.
        try {
            return Optional.of(again.start().waitFor());
        } catch (IOException e) {
            throw new CannotStart("cannot start " + launcher.get() + " as a daemon: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(1);
        }
    }

    void writePidFile(String path) throws CannotStart {
        try {
            Files.writeString(Path.of(path), ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new CannotStart("Cannot create pidfile " + path + " : " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) return "no such directory";
        if (e instanceof java.nio.file.AccessDeniedException) return "permission denied";
        return String.valueOf(e.getMessage());
    }

    /** SIGUSR1 for `-sf`, SIGTERM for `-st`; a process that is gone already is no mistake. */
    void tellOldProcesses(List<Long> pids, boolean finish) {
        for (long pid : pids) {
            Optional<ProcessHandle> old = ProcessHandle.of(pid);
            if (old.isEmpty() || pid == ProcessHandle.current().pid()) continue;
            if (!finish) {
                old.get().destroy();
                continue;
            }
            // Java has no word for SIGUSR1; every Linux has the program.
            if (Programs.run("kill", "-USR1", Long.toString(pid)) != 0)
                alerts.warning("could not ask process " + pid + " to finish");
        }
    }

    void notifySupervisor() {
        String socket = System.getenv("NOTIFY_SOCKET");
        if (socket == null || socket.isEmpty()) return;
        try {
            NotifySocket.send(socket, "READY=1");
        } catch (IOException e) {
            alerts.warning("systemd was not told that we are ready (" + socket + "): " + e.getMessage());
        }
    }

    /** Tells the launcher, which then returns to its shell, and lets go of the terminal. */
    void detach() {
        System.err.println(READY + " " + ProcessHandle.current().pid());
        System.err.flush();
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nothing);
        System.setErr(nothing);
        // Descriptors 1 and 2 stay what they are, a pipe whose reader has gone: what the JVM itself says (a thread
        // dump) is lost, as it would be in /dev/null, and a JVM ignores SIGPIPE.
    }
}
