package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever the bytes: no crash, every word and every problem has a place in the text, every problem can be shown. */
final class LexerFuzzTest {
    @FuzzTest
    void every_text_is_read_or_refused(byte[] bytes) {
        String text = RawText.decode(bytes);
        assertThat(RawText.encode(text)).isEqualTo(bytes);
        Source source = new Source("fuzz.cfg", text);
        Problems problems = new Problems();
        List<Line> lines = Lexer.lines(source, LexerGoldenTest.FACTS, problems);
        int last = 0;
        for (Line line : lines) {
            assertThat(line.at().line()).isGreaterThan(last);
            last = line.at().line();
            assertThat(line.words()).hasSizeBetween(1, WordSplitter.MAX_WORDS);
            assertThat(line.keyword()).isNotEmpty();
            for (Word word : line.words()) check(source, last, word);
        }
        for (Problem problem : problems.list()) {
            assertThat(problem.at().line()).isBetween(1, source.lines());
            assertThat(problem.at().column())
                    .isBetween(1, source.line(problem.at().line()).length() + 1);
            assertThat(problem.message()).isNotEmpty();
        }
        assertThat(ProblemPrinter.text(problems).isEmpty()).isEqualTo(problems.isEmpty());
        assertThat(ProblemPrinter.json(problems)).endsWith("}\n");
        condition(text);
    }

    private static void check(Source source, int line, Word word) {
        int end = source.line(line).length() + 1;
        assertThat(word.at().line()).isEqualTo(line);
        assertThat(word.at().column()).isBetween(1, end - 1);
        assertThat(word.endColumn()).isBetween(word.at().column() + 1, end);
        for (int i = 0; i <= word.text().length(); i++) {
            assertThat(word.at(i).column()).isBetween(word.at().column(), word.endColumn());
        }
    }

    private static void condition(String text) {
        try {
            Conditions.evaluate(text, LexerGoldenTest.FACTS);
        } catch (Mistake mistake) {
            assertThat(ProblemPrinter.text(mistake.problem())).isNotEmpty();
        }
    }
}
