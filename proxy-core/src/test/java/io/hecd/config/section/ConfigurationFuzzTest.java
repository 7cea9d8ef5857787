package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hecd.config.text.Problem;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Source;
import java.util.List;

/** Whatever the bytes: a configuration and problems, each with its place; never an exception. And migrating is done once. */
final class ConfigurationFuzzTest {
    @FuzzTest
    void every_text_is_understood_or_refused_with_a_place(byte[] bytes) {
        Source source = new Source("fuzz.cfg", RawText.decode(bytes));
        Problems problems = new Problems();
        var configuration = ConfigurationParser.parse(
                List.of(source), SectionGoldenTest.facts(), SectionGoldenTest.sections(), problems);
        for (Problem problem : problems.list()) {
            assertThat(problem.at().line()).as(problem.toString()).isBetween(1, source.lines());
            assertThat(problem.at().column())
                    .isBetween(1, source.line(problem.at().line()).length() + 1);
            assertThat(problem.message()).isNotEmpty();
            assertThat(problem.code()).isNotEmpty();
        }
        assertThat(ModelDump.of(configuration, problems)).isNotNull();
        assertThat(ProblemPrinter.json(problems)).endsWith("}\n");
        migrate(source);
    }

    private static void migrate(Source source) {
        assertThat(Migration.diff(source).isEmpty())
                .isEqualTo(Migration.of(source).isEmpty());
        Source migrated = new Source(source.name(), Migration.migrated(source));
        assertThat(Migration.of(migrated))
                .allMatch(change -> change.replacement().isEmpty());
    }
}
