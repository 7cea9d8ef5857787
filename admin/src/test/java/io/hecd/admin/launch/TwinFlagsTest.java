package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One command line given to `bin/hecd` and to HAProxy: exit code, and what programs read of stdout, are the same. */
@Tag("process")
class TwinFlagsTest {
    private static final Path TWIN = Path.of("/usr/sbin/haproxy");

    private static final String GOOD = """
            defaults
              mode http
              timeout connect 5s
              timeout client 5s
              timeout server 5s
            listen px
              bind 127.0.0.1:18080
              server s1 127.0.0.1:9
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("good.cfg"), GOOD);
        Files.writeString(directory.resolve("bad.cfg"), GOOD.replace("  bind", "  bindd"));
        Files.writeString(directory.resolve("warned.cfg"), GOOD.replaceAll("  timeout.*\n", ""));
        Files.writeString(directory.resolve("empty.cfg"), "global\n  maxconn 100\n");
        Files.writeString(Files.createDirectory(directory.resolve("d")).resolve("a.cfg"), GOOD);
        Files.writeString(directory.resolve("d/b.txt"), "not read\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-c -f good.cfg",
                "-c -V -f good.cfg",
                "-c -q -f good.cfg",
                "-c -- good.cfg",
                "-c -f d",
                "-c -f bad.cfg",
                "-c -q -f bad.cfg",
                "-c -f good.cfg -f bad.cfg",
                "-c -f warned.cfg",
                "-c -dW -f warned.cfg",
                "-c -dW -f good.cfg",
                "-c -f empty.cfg",
                "-c -f none.cfg",
                "-c -f good.cfg -sf 1 2",
                "-c -f good.cfg -n 100 -N 50 -m 1000 -L me -W",
                "-f bad.cfg",
                "-D -f bad.cfg",
                "-f warned.cfg -dW",
                "-C nowhere -c -f good.cfg",
                "-cc version_atleast(2.4)",
                "-cc version_atleast(2.7)",
                "-cc version_before(2.4)",
                "-cc !version_atleast(2.4)",
                "-cc feature(EPOLL)",
                "-cc feature(QUIC)",
                "-cc 1",
                "-cc 0",
                "-cc nonsense(1)"
            })
    void the_exit_code_and_stdout_are_the_twins(String line) {
        assertTrue(Files.isExecutable(TWIN), "there is no HAProxy to compare with: apt-get install haproxy");
        List<String> words = List.of(line.split(" "));
        List<String> twin = new ArrayList<>(List.of(TWIN.toString()));
        twin.addAll(words);
        try (Launched theirs = Launched.start(directory, Map.of(), twin);
                Launched ours = Launched.hecd(directory, words.toArray(new String[0]))) {
            int code = theirs.exitCode();
            assertThat(ours.exitCode()).as(ours.err()).isEqualTo(code);
            assertThat(ours.out()).isEqualTo(theirs.out());
            // An error is told by both or by none, whatever the words.
            assertThat(ours.err().contains("[ALERT]"))
                    .as(ours.err())
                    .isEqualTo(theirs.err().contains("[ALERT]"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c", "-Z", "-D", "-f", "nonsense.cfg -c"})
    void a_line_that_makes_no_sense_fails_in_both(String line) {
        assertTrue(Files.isExecutable(TWIN), "there is no HAProxy to compare with: apt-get install haproxy");
        List<String> words = List.of(line.split(" "));
        List<String> twin = new ArrayList<>(List.of(TWIN.toString()));
        twin.addAll(words);
        try (Launched theirs = Launched.start(directory, Map.of(), twin);
                Launched ours = Launched.hecd(directory, words.toArray(new String[0]))) {
            assertThat(theirs.exitCode()).isNotZero();
            assertThat(ours.exitCode()).isNotZero();
            assertThat(ours.err()).isNotEmpty();
        }
    }

    @Test
    void programs_that_read_the_version_of_haproxy_read_ours() {
        try (Launched ours = Launched.hecd(directory, "-v")) {
            assertThat(ours.exitCode()).isZero();
            assertThat(ours.out().lines().findFirst().orElse(""))
                    .matches("HAProxy version \\d+\\.\\d+\\.\\d+\\S* \\d{4}/\\d\\d/\\d\\d - hecd \\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void build_options_name_the_target_and_every_feature_of_the_twin() {
        assertTrue(Files.isExecutable(TWIN), "there is no HAProxy to compare with: apt-get install haproxy");
        try (Launched theirs = Launched.start(directory, Map.of(), List.of(TWIN.toString(), "-vv"));
                Launched ours = Launched.hecd(directory, "-vv")) {
            assertThat(theirs.exitCode()).isZero();
            assertThat(ours.exitCode()).isZero();
            assertThat(ours.out()).contains("\n  TARGET  = linux-glibc\n");
            assertThat(features(ours.out())).isEqualTo(features(theirs.out()));
        }
    }

    private static List<String> features(String text) {
        String row = text.lines()
                .filter(line -> line.startsWith("Feature list :"))
                .findFirst()
                .orElse("");
        return List.of(row.substring(row.indexOf(':') + 1)
                .trim()
                .replaceAll("[+-]", "")
                .split(" "));
    }
}
