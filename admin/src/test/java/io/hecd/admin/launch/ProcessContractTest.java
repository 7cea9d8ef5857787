package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs that start HAProxy expect of it, asked of the real `bin/hecd` (management guide 3 and 4). */
@Tag("process")
class ProcessContractTest {
    @TempDir
    private Path directory;

    private final int port = Ports.free();

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    /** `global` words, then one listener on a port of this test. */
    private Path configuration(String name, String... global) throws IOException {
        return file(name, "global\n  " + String.join("\n  ", global) + "\n" + listener("127.0.0.1:" + port));
    }

    private static String listener(String address) {
        return """
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 5s
                  timeout server 5s
                listen px
                  bind %s
                  server s1 127.0.0.1:9
                """.formatted(address);
    }

    private long pidIn(Path file) {
        return Long.parseLong(Launched.read(file).trim());
    }

    @Test
    void the_pid_that_was_started_is_the_pid_in_the_file_and_the_one_that_is_signalled() throws Exception {
        configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg", "-p", "hecd.pid")) {
            Path pidFile = directory.resolve("hecd.pid");
            hecd.eventually("writes the pid file", () -> Launched.read(pidFile).endsWith("\n"));
            assertThat(Launched.isListening(port))
                    .as("bound before the pid file")
                    .isTrue();
            assertThat(Launched.read(pidFile)).isEqualTo(hecd.pid() + "\n");
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
        }
    }

    @Test
    void int_ends_with_0_too() throws Exception {
        configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            hecd.listensOn(port);
            hecd.signal("INT");
            assertThat(hecd.exitCode()).isZero();
        }
    }

    @Test
    void usr1_without_connections_ends_with_0() throws Exception {
        configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            hecd.listensOn(port);
            hecd.signal("USR1");
            assertThat(hecd.exitCode()).isZero();
        }
    }

    @Test
    void quit_shows_the_threads_and_ends_nothing() throws Exception {
        configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            hecd.listensOn(port);
            hecd.signal("QUIT");
            hecd.eventually("dumps", () -> hecd.out().contains("Full thread dump"));
            assertThat(hecd.isAlive()).isTrue();
        }
    }

    @Test
    void a_broken_file_at_a_reload_changes_nothing_and_is_named() throws Exception {
        Path file = configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            hecd.listensOn(port);
            String good = Files.readString(file);
            Files.writeString(file, good.replace("  bind ", "  bindd "));
            hecd.signal("USR2");
            hecd.eventually(
                    "refuses",
                    () -> hecd.err().contains("[ALERT]") && hecd.err().contains("bindd"));
            assertThat(Launched.isListening(port)).isTrue();
            Files.writeString(file, good);
            hecd.signal("HUP");
            hecd.eventually("reloads", () -> hecd.err().contains("Reloaded"));
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
        }
    }

    @Test
    void a_daemon_returns_to_the_shell_when_it_listens() throws Exception {
        configuration("a.cfg", "maxconn 100");
        daemonIsUp(Launched.hecd(directory, "-D", "-f", "a.cfg", "-p", "hecd.pid"));
    }

    @Test
    void daemon_may_stand_in_the_file() throws Exception {
        configuration("a.cfg", "daemon", "pidfile hecd.pid");
        daemonIsUp(Launched.hecd(directory, "-f", "a.cfg"));
    }

    @Test
    void daemon_in_the_file_is_found_even_where_the_launcher_does_not_see_it() throws Exception {
        configuration("a.cfg", "'daemon'", "pidfile hecd.pid");
        daemonIsUp(Launched.hecd(directory, "-f", "a.cfg"));
    }

    @Test
    void db_keeps_a_daemon_in_the_foreground() throws Exception {
        configuration("a.cfg", "daemon", "pidfile hecd.pid");
        try (Launched hecd = Launched.hecd(directory, "-db", "-f", "a.cfg")) {
            Path pidFile = directory.resolve("hecd.pid");
            hecd.eventually("writes the pid file", () -> Launched.read(pidFile).endsWith("\n"));
            assertThat(pidIn(pidFile)).isEqualTo(hecd.pid());
            assertThat(hecd.isAlive()).isTrue();
        }
    }

    @Test
    void daemon_under_a_condition_that_is_false_stays_in_the_foreground() throws Exception {
        file(
                "a.cfg",
                "global\n  pidfile hecd.pid\n.if version_atleast(99)\n  daemon\n.endif\n"
                        + listener("127.0.0.1:" + port));
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            Path pidFile = directory.resolve("hecd.pid");
            hecd.eventually("writes the pid file", () -> Launched.read(pidFile).endsWith("\n"));
            assertThat(pidIn(pidFile)).isEqualTo(hecd.pid());
            assertThat(hecd.isAlive()).isTrue();
        }
    }

    private void daemonIsUp(Launched launcher) {
        long daemon = 0;
        try (launcher) {
            assertThat(launcher.exitCode()).as(launcher.err()).isZero();
            assertThat(Launched.isListening(port)).isTrue();
            assertThat(launcher.err()).doesNotContain("HECD-");
            daemon = pidIn(directory.resolve("hecd.pid"));
            assertThat(daemon).isNotEqualTo(launcher.pid());
            ProcessHandle handle = ProcessHandle.of(daemon).orElseThrow();
            Launched.signal("TERM", daemon);
            Launched.until(() -> !handle.isAlive(), () -> "the daemon ends");
            assertThat(Launched.isListening(port)).isFalse();
        } finally {
            if (daemon > 0) ProcessHandle.of(daemon).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void a_daemon_that_cannot_start_says_why_and_exits_with_1() throws Exception {
        file("bad.cfg", "listen px\n  bindd 127.0.0.1:1\n");
        try (Launched hecd = Launched.hecd(directory, "-D", "-f", "bad.cfg")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.err()).contains("[ALERT]").contains("bindd");
        }
    }

    @Test
    void a_daemon_holds_no_stream_of_its_caller() throws Exception {
        configuration("a.cfg", "maxconn 100");
        // A shell's $(...) returns only when every writer of the pipe has closed it.
        String script = "said=$(\"$0\" -D -f a.cfg -p hecd.pid 2>&1); echo \"returned $?: $said\"";
        try (Launched shell = Launched.start(
                directory,
                Map.of(),
                java.util.List.of("sh", "-c", script, Launched.launcher().toString()))) {
            assertThat(shell.exitCode()).isZero();
            assertThat(shell.out()).startsWith("returned 0:");
        } finally {
            ProcessHandle.of(pidIn(directory.resolve("hecd.pid"))).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void sf_asks_the_old_process_to_finish_once_the_new_one_listens() throws Exception {
        configuration("a.cfg", "maxconn 100");
        int second = Ports.free();
        file("b.cfg", listener("127.0.0.1:" + second));
        try (Launched old = Launched.hecd(directory, "-f", "a.cfg")) {
            old.listensOn(port);
            try (Launched young =
                    Launched.hecd(directory, "-f", "b.cfg", "-sf", Long.toString(old.pid()), "999999999")) {
                assertThat(old.exitCode()).as(young.err()).isZero();
                assertThat(Launched.isListening(second)).isTrue();
            }
        }
    }

    @Test
    void st_ends_the_old_process_at_once() throws Exception {
        configuration("a.cfg", "maxconn 100");
        file("b.cfg", listener("127.0.0.1:" + Ports.free()));
        try (Launched old = Launched.hecd(directory, "-f", "a.cfg")) {
            old.listensOn(port);
            try (Launched young = Launched.hecd(directory, "-f", "b.cfg", "-st", Long.toString(old.pid()))) {
                assertThat(old.exitCode()).as(young.err()).isZero();
            }
        }
    }

    @Test
    void c_changes_the_directory_before_files_are_read() throws Exception {
        Path below = Files.createDirectory(directory.resolve("below"));
        Files.move(configuration("a.cfg", "maxconn 100"), below.resolve("a.cfg"));
        try (Launched hecd = Launched.hecd(directory, "-C", "below", "-f", "a.cfg", "-p", "hecd.pid")) {
            hecd.eventually("writes the pid file there", () -> Files.exists(below.resolve("hecd.pid")));
        }
        try (Launched hecd = Launched.hecd(directory, "-C", "nowhere", "-f", "a.cfg")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.err()).contains("nowhere");
        }
    }

    @Test
    void a_pid_file_that_cannot_be_written_prevents_the_start() throws Exception {
        configuration("a.cfg", "maxconn 100");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg", "-p", "no/such/dir.pid")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.err()).contains("[ALERT]").contains("no/such/dir.pid");
        }
    }

    @Test
    void a_path_with_a_space_is_a_path() throws Exception {
        Path below = Files.createDirectory(directory.resolve("with space"));
        Files.move(configuration("a.cfg", "maxconn 100"), below.resolve("a b.cfg"));
        try (Launched hecd = Launched.hecd(below, "-f", "a b.cfg")) {
            hecd.listensOn(port);
        }
    }
}
