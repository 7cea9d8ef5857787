package io.hecd.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All that is wrong is told, once, in the order of the lines: by a check, by a start, by a reload. */
class ReloadProblemsTest {
    private static final String GOOD = """
            listen px
              mode http
              bind 127.0.0.1:0
              timeout connect 1s
              timeout client 1s
              timeout server 1s
            """;
    /** Lines 7 and 9 are mistakes of words, line 8 is one of a rule. */
    private static final String BAD = GOOD + """
              nonsense 1
              http-request set-hedaer X-A b
              nonsense 2
            """;

    private static List<Integer> errorLines(Problems problems) {
        return problems.list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.at().line())
                .toList();
    }

    @Test
    void a_reload_tells_of_rules_beside_words() throws ConfigurationException {
        try (LoadBalancer balancer =
                LoadBalancer.builder().configuration(GOOD).threads(1).start()) {
            assertThat(errorLines(balancer.reload(BAD))).containsExactly(7, 8, 9);
            assertThat(balancer.frontend("px")).isPresent();
        }
    }

    @Test
    void a_check_tells_the_mistakes_of_a_listen_section_once() {
        String text = GOOD + """
                  acl odd hdr(
                  http-request deny if odd
                  http-request set-hedaer X-A b
                  errorfile 503 /nowhere/503.http
                """;
        Problems problems =
                LoadBalancer.check(Parts.standard(), List.of(new Source("t.cfg", text)), Environment.of(Map.of()));
        assertThat(problems.list()).extracting(Problem::toString).doesNotHaveDuplicates();
        assertThat(errorLines(problems)).contains(7, 9, 10).isSorted();
    }

    @Test
    void a_log_line_of_a_backend_that_cannot_be_used_is_told() {
        String text = GOOD + """
                backend be
                  log ring@nowhere local0
                """;
        Problems problems =
                LoadBalancer.check(Parts.standard(), List.of(new Source("t.cfg", text)), Environment.of(Map.of()));
        assertThat(errorLines(problems)).containsExactly(8);
    }
}
