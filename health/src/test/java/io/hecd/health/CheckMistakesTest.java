package io.hecd.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import io.hecd.health.check.Checks;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check lines that cannot be understood keep the whole configuration out, and are told with file, line and column. */
class CheckMistakesTest {
    private static final String FILE = """
            defaults
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            listen px
              bind 127.0.0.1:%d
              option %s
              %s
              server s1 127.0.0.1:1 %s
            """;

    private static List<Source> file(String option, String line, String server) {
        return List.of(new Source("test.cfg", FILE.formatted(Ports.free(), option, line, server)));
    }

    private static List<String> errors(Problems problems) {
        return problems.list().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.at() + ": " + problem.message())
                .toList();
    }

    private static Problems check(List<Source> sources) {
        return LoadBalancer.check(
                Parts.standard(), sources, Environment.system(), new HealthSubsystem(Checks.standard()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            httpchk GET / | http-check expect stats 200   | test.cfg:9:21: unknown match 'stats' in 'http-check'
            httpchk GET / | http-check expect status 2xx  | test.cfg:9:28: '2xx' is no status and no range of them
            httpchk GET / | http-check expect rstring (a  | test.cfg:9:29: 'rstring': Unclosed group in the regular expression
            httpchk GET / | http-check sent uri /         | test.cfg:9:14: unknown word 'sent' in 'http-check'
            httpchk GET / | http-check send url /         | test.cfg:9:19: unknown option 'url' in 'http-check'
            httpchk GET / | http-check expect             | test.cfg:9:14: 'expect' needs a pattern
            httpchk GET / | http-check expect string if x | test.cfg:9:31: unexpected word 'x' after 'string'
            tcp-check     | tcp-check send-binary abc     | test.cfg:9:25: 'send-binary' needs an even number of hexadecimal digits
            tcp-check     | tcp-check expect status 200   | test.cfg:9:20: unknown match 'status' in 'tcp-check'
            """)
    void mistakes_are_told_with_their_place(String option, String line, String message) {
        List<Source> sources = file(option, line, "check");
        assertThat(errors(check(sources))).containsExactly(message);
        assertThatThrownBy(() -> LoadBalancer.builder()
                        .configuration(sources)
                        .with(new HealthSubsystem(Checks.standard()))
                        .start()
                        .close())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(errors(e.problems())).containsExactly(message));
    }

    @Test
    void a_word_is_no_condition_in_a_check_line() {
        assertThat(errors(check(file("httpchk GET /", "http-check expect string if", "check"))))
                .isEmpty();
        assertThat(errors(check(file("tcp-check", "tcp-check send unless", "check"))))
                .isEmpty();
    }

    @Test
    void lines_that_nobody_needs_are_not_looked_at() {
        assertThat(errors(check(file("httpchk GET /", "http-check expect stats 200", ""))))
                .isEmpty();
    }
}
