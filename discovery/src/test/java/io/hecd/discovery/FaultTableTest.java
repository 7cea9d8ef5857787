package io.hecd.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** `docs/faults.md` names tests that exist, and leaves no fault without one. */
class FaultTableTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");
    private static final List<String> PACKAGES = List.of("", "registry.", "store.", "sync.");

    @Test
    void every_fault_has_a_test_and_every_test_exists() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/faults.md")).stream()
                .filter(line -> line.matches("\\| \\d+\\..*"))
                .toList();
        assertThat(rows).hasSize(20);
        for (String row : rows) {
            Matcher named = TEST.matcher(row);
            assertThat(named.find()).as(row).isTrue();
            do assertThat(methods(named.group(1))).as(row).contains(named.group(2));
            while (named.find());
        }
    }

    private static List<String> methods(String name) {
        for (String in : PACKAGES) {
            try {
                return Arrays.stream(
                                Class.forName("io.hecd.discovery." + in + name).getDeclaredMethods())
                        .map(Method::getName)
                        .toList();
            } catch (ClassNotFoundException e) {
                // in the next one, perhaps
            }
        }
        return List.of();
    }
}
