package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.Configuration;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Problems;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files `cfgtest/section/*.cfgtest`: a configuration, a line `----`, then what was understood and the problems. A new
 * case is a new file. A line `==== NAME` begins another file of the same configuration.
 */
final class SectionGoldenTest {
    @TestFactory
    Stream<DynamicTest> golden_files() throws IOException, URISyntaxException {
        Path directory =
                Path.of(SectionGoldenTest.class.getResource("/cfgtest/section").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> cases = files.filter(f -> f.toString().endsWith(".cfgtest"))
                    .sorted()
                    .toList();
            assertThat(cases).hasSizeGreaterThan(60);
            return cases.stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = RawText.decode(Files.readAllBytes(file));
        int cut = text.indexOf("\n----\n");
        assertThat(cut).as("a line ---- in " + file).isGreaterThanOrEqualTo(0);
        assertThat(understood(text.substring(0, cut + 1))).isEqualTo(text.substring(cut + 6));
    }

    /** What the parser makes of a text, in the notation of the golden files. */
    static String understood(String text) {
        Problems problems = new Problems();
        List<Source> sources = new ArrayList<>();
        String name = "t.cfg";
        for (String part : text.split("(?m)^====", -1)) {
            if (!sources.isEmpty()) {
                int end = part.indexOf('\n');
                name = part.substring(0, end).strip();
                part = part.substring(end + 1);
            }
            sources.add(new Source(name, part));
        }
        Configuration configuration = ConfigurationParser.parse(sources, facts(), sections(), problems);
        return ModelDump.of(configuration, problems);
    }

    static Sections sections() {
        return Sections.standard().keeping("registry").withProxyWord("servers-from");
    }

    static Facts facts() {
        return new Facts("3.2", Set.of("EPOLL"), "", Environment.of(Map.of("HOST", "127.0.0.1", "x", "7")));
    }
}
