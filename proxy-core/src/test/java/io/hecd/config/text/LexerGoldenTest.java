package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The files `cfgtest/lexer/*.cfgtest`: a configuration, a line `----`, then the words of each line (`3: [word] ["quoted"]`)
 * and the problems. A new case is a new file.
 */
final class LexerGoldenTest {
    static final Facts FACTS = new Facts(
            "2.6.12-1+deb12u4",
            Set.of("EPOLL", "OPENSSL"),
            "OpenSSL 3.0.11 19 Sep 2023",
            Environment.of(
                    Map.of("LIST", "a b  c", "EMPTY", "", "X", "x", "X1", "x1", "EDGES", " a ", "HOST", "127.0.0.1")));

    @TestFactory
    Stream<DynamicTest> golden_files() throws IOException, URISyntaxException {
        Path directory =
                Path.of(LexerGoldenTest.class.getResource("/cfgtest/lexer").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> cases = files.filter(f -> f.toString().endsWith(".cfgtest"))
                    .sorted()
                    .toList();
            assertThat(cases).isNotEmpty();
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

    /** What the lexer makes of a text, in the notation of the golden files. */
    private static String understood(String text) {
        Problems problems = new Problems();
        StringBuilder out = new StringBuilder();
        for (Line line : Lexer.lines(new Source("t.cfg", text), FACTS, problems)) {
            out.append(line.at().line()).append(':');
            for (Word word : line.words()) {
                String shown =
                        word.text().replace("\n", "<LF>").replace("\r", "<CR>").replace("\t", "<TAB>");
                out.append(word.quoted() ? " [\"" : " [").append(shown).append(word.quoted() ? "\"]" : "]");
            }
            out.append('\n');
        }
        return out + ProblemPrinter.text(problems);
    }
}
