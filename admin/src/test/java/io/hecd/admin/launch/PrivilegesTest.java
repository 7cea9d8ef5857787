package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `uid`, `gid`, `user`, `group` (manual 3.1), by what the kernel says of the running process. */
@Tag("process")
class PrivilegesTest {
    @TempDir
    private Path directory;

    private final int port = Ports.free();

    private void configuration(String global) throws IOException {
        // Another user must come to the files and write beside them.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                directory.resolve("a.cfg"),
                "global\n" + global + "\n  pidfile " + directory.resolve("hecd.pid") + "\n"
                        + "defaults\n  mode http\n  timeout connect 5s\n  timeout client 5s\n  timeout server 5s\n"
                        + "listen px\n  bind 127.0.0.1:" + port + "\n  server s1 127.0.0.1:9\n");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Test
    void needs_root__uid_and_gid_are_dropped_by_all_threads_and_stay_dropped() throws Exception {
        assumeTrue(isRoot(), "needs root");
        configuration("  uid 99\n  gid 99");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            Path pidFile = directory.resolve("hecd.pid");
            hecd.eventually("writes the pid file", () -> Launched.read(pidFile).endsWith("\n"));
            assertThat(Launched.read(pidFile)).isEqualTo(hecd.pid() + "\n");
            Path tasks = Path.of("/proc/" + hecd.pid() + "/task");
            hecd.eventually("all threads are uid 99", () -> all(tasks, "Uid:\t99\t99\t99\t99"));
            assertThat(all(tasks, "Gid:\t99\t99\t99\t99")).isTrue();
            String status = Files.readString(Path.of("/proc/" + hecd.pid() + "/status"));
            assertThat(status.lines().filter(line -> line.startsWith("Groups:")).toList())
                    .allSatisfy(line -> assertThat(line.substring(7).trim()).isEmpty());
            // Nothing, or CAP_NET_BIND_SERVICE (bit 10) where the launcher had to drop before the ports were bound.
            assertThat(status.lines().filter(line -> line.startsWith("CapEff:")).toList())
                    .allSatisfy(line -> assertThat(line.substring(7).trim()).matches("0{13}[04]00"));
            assertThat(Launched.isListening(port)).isTrue();
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
        }
    }

    private static boolean all(Path tasks, String row) {
        try (Stream<Path> list = Files.list(tasks)) {
            List<Path> threads = list.toList();
            for (Path thread : threads) {
                String status = Launched.read(thread.resolve("status"));
                if (!status.isEmpty() && !status.contains(row)) return false;
            }
            return !threads.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void needs_root__a_user_that_nobody_has_prevents_the_start() throws Exception {
        assumeTrue(isRoot(), "needs root");
        configuration("  user nobody-has-this-name");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.err()).contains("[ALERT]").contains("nobody-has-this-name");
        }
    }

    @Test
    void needs_another_user_than_root__a_uid_that_cannot_be_taken_prevents_the_start() throws Exception {
        assumeTrue(!isRoot(), "needs a user who is not root");
        configuration("  uid 99");
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.err()).contains("[ALERT]").contains("uid 99");
        }
    }

    @Test
    void the_launcher_is_told_to_keep_one_right_only() throws Exception {
        Privileges wanted = Privileges.wanted(new ProcessWords(false, false, false, false, "", 99, 98, "", "", "", 0));
        assertThat(Plan.prefix(wanted))
                .isEqualTo("setpriv --reuid=99 --regid=98 --clear-groups --inh-caps=-all,+net_bind_service"
                        + " --ambient-caps=-all,+net_bind_service --bounding-set=-all,+net_bind_service");
        assertThat(Plan.prefix(Privileges.wanted(ProcessWords.NONE))).isEmpty();
    }
}
