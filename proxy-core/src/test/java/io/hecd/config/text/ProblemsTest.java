package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Source A = new Source("a.cfg", "1\n2\n3\n");
    private static final Source B = new Source("b.cfg", "1\n2\n3\n");

    private final Problems problems = new Problems();

    private void error(Source source, int line, int column, String message) {
        problems.error("x", new Position(source, line, column), 1, message, "");
    }

    @Test
    void sorted_problems_stand_as_the_lines_do() {
        error(A, 3, 1, "three");
        error(B, 1, 1, "other file");
        problems.error("x", Position.NONE, 0, "nowhere", "");
        error(A, 1, 5, "one, behind");
        error(A, 1, 2, "one");
        problems.sort();
        assertThat(problems.list())
                .extracting(Problem::message)
                .containsExactly("one", "one, behind", "three", "other file", "nowhere");
    }

    @Test
    void what_was_said_twice_is_said_once() {
        error(A, 1, 1, "same");
        error(A, 1, 1, "same");
        error(A, 1, 1, "another");
        problems.sort();
        assertThat(problems.list()).hasSize(2);
        assertThat(problems.count(Severity.ERROR)).isEqualTo(2);
    }

    @Test
    void of_a_line_with_an_error_nothing_further_is_said() {
        error(A, 1, 1, "unknown word");
        Problems more = new Problems();
        more.error("x", new Position(A, 1, 9), 1, "and a rule", "");
        more.error("x", new Position(A, 2, 1), 1, "a rule elsewhere", "");
        problems.addFurther(more);
        assertThat(problems.list()).extracting(Problem::message).containsExactly("unknown word", "a rule elsewhere");
    }
}
