package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own commands, as a person types them. */
@Tag("process")
class CommandsTest {
    private static final Pattern CURL = Pattern.compile("(?m)^  (curl [^#]*?) +# (.*)$");

    @TempDir
    private Path directory;

    @Test
    void the_three_curl_lines_of_the_demo_work_and_an_interrupt_ends_it_with_0() throws Exception {
        int port = Ports.free();
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (Launched demo = Launched.hecd(
                directory,
                Map.of("HECD_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary),
                "demo",
                "--port",
                Integer.toString(port),
                "--keys-port",
                "0",
                "--fourth-port",
                "0")) {
            demo.eventually("greets", () -> demo.out().contains("^C ends it."));
            assertThat(demo.out().lines().count()).isLessThanOrEqualTo(6);
            List<String> lines = CURL.matcher(demo.out())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(lines).hasSize(3);
            List<String> turns = new ArrayList<>();
            for (int i = 0; i < 3; i++) turns.add(answer(lines.get(0)));
            assertThat(turns).containsExactlyInAnyOrder("hello from red\n", "hello from green\n", "hello from blue\n");
            assertThat(answer(lines.get(1))).startsWith("{\"action\":\"set\"");
            assertThat(answer(lines.get(2)))
                    .isEqualTo("hello from blue\nhello from green\nhello from red\nhello from yellow\n");
            for (int i = 0; i < 2; i++) {
                assertThat(answer(lines.get(0).trim() + "blue")).isEqualTo("hello from blue\n");
                assertThat(answer(lines.get(0).trim() + " -H 'Host: green.example'"))
                        .isEqualTo("hello from green\n");
            }
            demo.signal("INT");
            assertThat(demo.exitCode()).isZero();
            assertThat(demo.err()).doesNotContain("[ALERT]").doesNotContain("Exception");
            assertThat(temporary).isEmptyDirectory();
        }
    }

    private String answer(String line) {
        try (Launched curl =
                Launched.start(directory, Map.of(), List.of("sh", "-c", line.replace("curl ", "curl -sS ")))) {
            assertThat(curl.exitCode()).as(curl.err()).isZero();
            return curl.out();
        }
    }

    @Test
    void a_port_that_is_taken_is_said_and_another_one_used() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                Launched demo = Launched.hecd(directory, "demo", "--port", Integer.toString(taken.getLocalPort()))) {
            demo.eventually("greets", () -> demo.out().contains("^C ends it."));
            assertThat(demo.out()).contains("(port " + taken.getLocalPort() + " is taken)");
            assertThat(answer(CURL.matcher(demo.out())
                            .results()
                            .findFirst()
                            .orElseThrow()
                            .group(1)))
                    .startsWith("hello from ");
        }
    }

    @Test
    void run_balances_without_a_file() throws Exception {
        DemoServer one = DemoServer.start("one");
        DemoServer two = DemoServer.start("two");
        int port = Ports.free();
        try (Launched hecd = Launched.hecd(
                directory,
                "run",
                "--listen",
                "127.0.0.1:" + port,
                "--to",
                "127.0.0.1:" + one.port(),
                "--to",
                "127.0.0.1:" + two.port())) {
            hecd.eventually("greets", () -> hecd.out().contains("^C ends it."));
            String line = "curl http://127.0.0.1:" + port + "/";
            assertThat(List.of(answer(line), answer(line)))
                    .containsExactlyInAnyOrder("hello from one\n", "hello from two\n");
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
        } finally {
            one.stop();
            two.stop();
        }
    }

    @Test
    void run_follows_what_is_announced_in_etcd() throws Exception {
        DemoServer shop = DemoServer.start("shop");
        int port = Ports.free();
        String url = "http://127.0.0.1:" + Ports.free();
        String peer = "http://127.0.0.1:" + Ports.free();
        List<String> command = List.of(
                "etcd",
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        try (Launched etcd = Launched.start(directory, Map.of(), command);
                Launched hecd = Launched.hecd(
                        directory, "run", "--listen", "127.0.0.1:" + port, "--etcd", url, "--prefix", "/shop/")) {
            etcd.listensOn(java.net.URI.create(url).getPort());
            hecd.eventually("greets", () -> hecd.out().contains("^C ends it."));
            try (Launched register = Launched.hecd(
                    directory, "register", "one", "127.0.0.1:" + shop.port(), "--app", "/shop", "--etcd", url)) {
                assertThat(register.exitCode()).as(register.err()).isZero();
            }
            hecd.eventually(
                    "is used",
                    () -> answer("curl http://127.0.0.1:" + port + "/").equals("hello from shop\n"));
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
        } finally {
            shop.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --listen :8080 --to a:80 --to b:80 --print",
                "run --listen 127.0.0.1:1 --to a:80 --mode tcp --balance leastconn --print"
            })
    void what_is_printed_is_a_configuration_that_haproxy_takes(String line) throws IOException {
        assertThat(Path.of("/usr/sbin/haproxy"))
                .as("install it: apt-get install haproxy")
                .isExecutable();
        try (Launched hecd = Launched.hecd(directory, line.split(" "))) {
            assertThat(hecd.exitCode()).isZero();
            // Names of servers in the examples need no resolver here.
            Files.writeString(directory.resolve("printed.cfg"), hecd.out().replaceAll(" [ab]:80", " 127.0.0.1:80"));
        }
        try (Launched twin =
                Launched.start(directory, Map.of(), List.of("/usr/sbin/haproxy", "-c", "-dW", "-f", "printed.cfg"))) {
            assertThat(twin.exitCode()).as(twin.err()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "dmo|did you mean 'demo'?",
                "chekc x|did you mean 'check'?",
                "frobnicate|'hecd --help' lists the commands",
                "export haproxy|not there yet"
            })
    void a_command_that_is_not_there_is_answered_with_2_and_a_hint(String line, String hint) {
        try (Launched hecd = Launched.hecd(directory, line.split(" "))) {
            assertThat(hecd.exitCode()).isEqualTo(2);
            assertThat(hecd.err()).contains(hint);
            assertThat(hecd.out()).isEmpty();
        }
    }

    @Test
    void completion_is_a_script_that_bash_takes() {
        List<String> command = List.of(
                "bash",
                "-c",
                "set -e; . <(\"$0\" completion); complete -p hecd",
                Launched.launcher().toString());
        try (Launched bash = Launched.start(directory, Map.of(), command)) {
            assertThat(bash.exitCode()).as(bash.err()).isZero();
            assertThat(bash.out()).contains("hecd");
        }
    }

    @Test
    void check_speaks_json_for_programs() throws IOException {
        Files.writeString(directory.resolve("bad.cfg"), "listen px\n  bindd 127.0.0.1:1\n");
        try (Launched hecd = Launched.hecd(directory, "check", "bad.cfg", "--format", "json")) {
            assertThat(hecd.exitCode()).isEqualTo(1);
            assertThat(hecd.out())
                    .startsWith("{\"problems\":[{")
                    .contains("\"file\":\"bad.cfg\",\"line\":2,\"column\":3");
        }
    }
}
