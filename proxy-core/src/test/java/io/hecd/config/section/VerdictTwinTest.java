package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Problem;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * `haproxy -c` and hecd read the same small configurations (`twin/verdicts.txt`) and come to the same judgement. The
 * differences stand, with a reason, in docs/twin-differences-config.md; one that is gone must leave that list.
 */
final class VerdictTwinTest {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Path DIFFERENCES = Path.of("docs/twin-differences-config.md");

    @TempDir
    Path directory;

    @Test
    void the_twin_is_there() {
        assertThat(HAPROXY)
                .as("HAProxy 2.6; install it with: apt-get install haproxy")
                .exists();
    }

    @TestFactory
    Stream<DynamicTest> configurations_are_judged_as_by_haproxy() throws IOException {
        Map<String, String> differences = differences();
        List<String> cases = cases();
        assertThat(cases).hasSizeGreaterThan(80);
        return cases.stream().map(text -> {
            int end = text.indexOf('\n');
            String name = text.substring(0, end).strip();
            return DynamicTest.dynamicTest(name, () -> check(name, text.substring(end + 1), differences));
        });
    }

    private void check(String name, String text, Map<String, String> differences)
            throws IOException, InterruptedException {
        Problems problems = new Problems();
        ConfigurationParser.parse(
                List.of(new Source("t.cfg", text)), SectionGoldenTest.facts(), Sections.standard(), problems);
        String both = haproxy(text) + " / " + verdict(problems);
        String same = haproxy(text) + " / " + haproxy(text);
        assertThat(both)
                .as("HAProxy / hecd\n" + text + ProblemPrinter.text(problems))
                .isEqualTo(differences.getOrDefault(name, same));
    }

    private static String verdict(Problems problems) {
        if (problems.hasErrors()) return "error";
        return problems.list().stream().anyMatch(VerdictTwinTest::isTwinsWarning) ? "warning" : "fine";
    }

    /** That a word has no effect in hecd yet is news of ours, and no judgement of the text. */
    static boolean isTwinsWarning(Problem problem) {
        return problem.severity() == Severity.WARNING && !problem.code().equals("no-effect-yet");
    }

    private final Map<String, String> measured = new HashMap<>();

    private String haproxy(String text) throws IOException, InterruptedException {
        String known = measured.get(text);
        if (known != null) return known;
        Path file = directory.resolve("t.cfg");
        Files.writeString(file, text);
        Path output = directory.resolve("out");
        Process process = new ProcessBuilder(HAPROXY.toString(), "-c", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue() != 0)
                .as("exit code %d with: %s", process.exitValue(), said)
                .isEqualTo(said.contains("[ALERT]") && !said.contains("Configuration file is valid")
                        || said.contains("will not start"));
        String verdict = process.exitValue() != 0 ? "error" : said.contains("[WARNING]") ? "warning" : "fine";
        measured.put(text, verdict);
        return verdict;
    }

    private static List<String> cases() throws IOException {
        try (InputStream in = VerdictTwinTest.class.getResourceAsStream("/twin/verdicts.txt")) {
            assertThat(in).isNotNull();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("(?m)^==== ")).skip(1).toList();
        }
    }

    /** `| name | HAProxy | hecd | why |`. */
    private static Map<String, String> differences() throws IOException {
        Map<String, String> differences = new HashMap<>();
        for (String line : Files.readAllLines(DIFFERENCES)) {
            String[] cells = line.split("\\|");
            if (cells.length < 5 || !line.startsWith("| `")) continue;
            differences.put(cells[1].strip().replace("`", ""), cells[2].strip() + " / " + cells[3].strip());
        }
        return differences;
    }
}
