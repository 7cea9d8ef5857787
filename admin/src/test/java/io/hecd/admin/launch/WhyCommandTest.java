package io.hecd.admin.launch;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.command.Commands;
import io.hecd.admin.socket.SocketSubsystem;
import io.hecd.admin.why.ShowWhy;
import io.hecd.config.text.Source;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the id of an error page to its story: the socket's `show why` and the command `hecd why`. */
class WhyCommandTest {
    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private LoadBalancer hecd;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(directory.resolve("edge.cfg"), """
                global
                    stats socket %s/hecd.sock
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 5s
                    timeout server 5s
                listen px
                    bind 127.0.0.1:0
                    retries 0
                    http-request deny if { path /no }
                    server s1 127.0.0.1:%d
                    server s2 127.0.0.1:1 disabled
                """.formatted(directory, Ports.free()));
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        Parts parts = Parts.standard();
        SocketSubsystem.words(parts.sections());
        hecd = LoadBalancer.builder()
                .parts(parts)
                .configuration(List.of(new Source("edge.cfg", Files.readString(file))))
                .with(health)
                .with(new SocketSubsystem(health, Commands.standard().with(new ShowWhy())))
                .start();
    }

    @AfterEach
    void stop() {
        hecd.stop();
    }

    /** What it prints, and its exit code behind it. */
    private static String why(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = new picocli.CommandLine(new WhyCommand()).execute(words);
            return out.toString(StandardCharsets.UTF_8) + "exit code " + code;
        } finally {
            System.setOut(before);
        }
    }

    private String failed(String path) {
        String header = new Client((InetSocketAddress) hecd.addresses().get(0))
                .get(path)
                .header("x-hecd-reason");
        String id = header.substring(header.indexOf(' ') + 1);
        eventually(() -> assertThat(hecd.story(id)).isPresent());
        return id;
    }

    @Test
    void the_story_is_told_by_the_socket_of_the_configuration() {
        String id = failed("/a");
        assertThat(why(id, "-f", file.toString()))
                .startsWith(id + ": the server refused the connection\n")
                .contains("came to frontend 'px'")
                .contains("  Attempt 1, s1 (127.0.0.1:")
                .contains("    s2: MAINT for ")
                .contains(" ms (Connection refused).\n")
                .endsWith("went to it.\nexit code 0");
        assertThat(why(id, "--socket", directory + "/hecd.sock", "--format", "json"))
                .startsWith("{\"id\":\"" + id + "\"")
                .endsWith("}\nexit code 0");
    }

    @Test
    void without_an_id_the_last_ones_are_listed() {
        String first = failed("/a");
        String second = failed("/no");
        assertThat(why("-f", file.toString()).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(second + " ").contains(" 403 denied PR px - \"GET /no"),
                        line -> assertThat(line).startsWith(first + " ").contains(" 503 connect-refused SC px px/s1 "),
                        line -> assertThat(line).isEqualTo("exit code 0"));
        assertThat(why("-f", file.toString(), "--last", "1").lines()).hasSize(2);
    }

    @Test
    void what_cannot_be_told_has_another_exit_code() {
        assertThat(why("1nf7rja-0-5", "-f", file.toString())).isEqualTo("exit code 1");
        assertThat(why("1nf7rja-0-5", "--socket", directory + "/nobody.sock")).isEqualTo("exit code 1");
        assertThat(why("1nf7rja-0-5")).isEqualTo("exit code 2");
        assertThat(why("x; shutdown frontend px", "-f", file.toString())).isEqualTo("exit code 2");
        assertThat(why("--socket", "nonsense:port")).isEqualTo("exit code 2");
    }
}
