package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * `check`, `migrate` and `-c`, to the byte. A `*.clitest` is a configuration, a line `----`, then command lines about it
 * (`$ check FILE`) with what they print; lines on stderr begin with `! `. `-Dhecd.golden=write` writes the answers anew.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CliGoldenTest {
    private static final String RULER = "----\n";

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> golden() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(CliGoldenTest.class.getResource("/clitest"))
                .toURI());
        List<Path> cases;
        try (Stream<Path> files = Files.list(folder)) {
            cases = files.sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(5);
        return cases.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> compare(file)));
    }

    private void compare(Path file) throws IOException {
        String text = Files.readString(file);
        int ruler = text.indexOf(RULER);
        String input = text.substring(0, ruler);
        String expected = text.substring(ruler + RULER.length());
        Path configuration = directory.resolve("edge.cfg");
        Files.writeString(configuration, input);
        StringBuilder answered = new StringBuilder();
        for (String line : expected.lines().toList())
            if (line.startsWith("$ ")) answered.append(line).append('\n').append(answer(line.substring(2)));
        if (System.getProperty("hecd.golden", "").equals("write")) {
            Path source = Path.of("src/test/resources/clitest").resolve(String.valueOf(file.getFileName()));
            Files.writeString(source, input + RULER + answered);
            return;
        }
        assertThat(answered.toString()).isEqualTo(expected);
    }

    private String answer(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        int code;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            List<String> words =
                    List.of(line.replace("FILE", directory.resolve("edge.cfg").toString())
                            .split(" "));
            Alerts alerts = new Alerts(System.err);
            code = line.startsWith("-")
                    ? new FlagRun(alerts, Wiring.starter()).run(words)
                    : Commands.run(words, alerts);
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
        StringBuilder answer = new StringBuilder(steady(out));
        steady(err).lines().forEach(said -> answer.append("! ").append(said).append('\n'));
        return answer.append("exit ").append(code).append('\n').toString();
    }

    /** Without what differs from one run to the next. */
    private String steady(ByteArrayOutputStream said) {
        return said.toString(StandardCharsets.UTF_8)
                .replace(directory + "/", "")
                .replaceAll("\\(\\d+\\) :", "(PID) :")
                .replaceAll("(?m)^.*path to executable is.*\n", "");
    }
}
