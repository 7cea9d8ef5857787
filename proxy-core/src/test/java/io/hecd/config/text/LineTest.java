package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hecd.names.Catalog;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LineTest {
    private final Problems problems = new Problems();

    private Line line(String text) {
        return Lexer.lines(new Source("t.cfg", text), LexerGoldenTest.FACTS, problems)
                .get(0);
    }

    private static Problem problemOf(Runnable reading) {
        return catchThrowableOfType(Mistake.class, reading::run).problem();
    }

    @Test
    void words_are_read_from_left_to_right() {
        Line line = line("server s1 127.0.0.1:80 weight 10");
        assertThat(line.keyword()).isEqualTo("server");
        assertThat(line.next().text()).isEqualTo("server");
        assertThat(line.take("a name")).isEqualTo("s1");
        assertThat(line.peek().text()).isEqualTo("127.0.0.1:80");
        assertThat(line.peek(1).text()).isEqualTo("weight");
        assertThat(line.accept("weight")).isFalse();
        line.next();
        assertThat(line.accept("weight")).isTrue();
        int mark = line.mark();
        assertThat(line.remaining()).isEqualTo(1);
        assertThat(line.takeInteger("a weight", 0, 256)).isEqualTo(10);
        assertThat(line.hasNext()).isFalse();
        line.expectEnd();
        line.reset(mark);
        assertThat(line.restJoined()).isEqualTo("10");
        assertThat(line.peek().isEmpty()).isTrue();
        assertThat(line.next().isEmpty()).isTrue();
    }

    @Test
    void a_missing_argument_is_missed_at_the_end_of_the_line() {
        Line line = line("  timeout client   # none");
        line.next();
        line.next();
        Problem problem = problemOf(() -> line.takeTime("a time", TimeUnit.MILLISECONDS));
        assertThat(problem.toString()).isEqualTo("t.cfg:1:17: error: 'timeout client' needs a time");
        assertThat(ProblemPrinter.text(problem)).endsWith("    timeout client   # none\n                  ^\n");
    }

    @Test
    void far_from_the_keyword_only_the_last_word_needs_something() {
        Line line = line("server s1 127.0.0.1:80 weight");
        for (int i = 0; i < 4; i++) line.next();
        assertThat(problemOf(() -> line.take("a number")).message()).isEqualTo("'weight' needs a number");
    }

    @Test
    void an_empty_word_is_as_good_as_none() {
        Line line = line("mode \"\" foo");
        line.next();
        assertThat(problemOf(() -> line.take("a mode")).toString()).isEqualTo("t.cfg:1:6: error: 'mode' needs a mode");
        assertThat(problemOf(line::expectEnd).message()).isEqualTo("unexpected word 'foo' after 'mode'");
    }

    @Test
    void a_time_that_is_none_is_pointed_at() {
        Line line = line("timeout client 10w");
        line.next();
        line.next();
        Problem problem = problemOf(() -> line.takeTime("a timeout", TimeUnit.MILLISECONDS));
        assertThat(problem.message()).isEqualTo("'10w' is not a timeout: unexpected 'w'");
        assertThat(problem.at().column()).isEqualTo(16);
        assertThat(problem.length()).isEqualTo(3);
        assertThat(problem.hint()).contains("us, ms, s, m, h or d");
    }

    @Test
    void a_doubtful_time_is_taken_with_a_warning() {
        Line line = line("x 1sx");
        line.next();
        assertThat(line.takeTime("a time", TimeUnit.MILLISECONDS)).isEqualTo(1000);
        assertThat(problems.count(Severity.WARNING)).isEqualTo(1);
    }

    @Test
    void integers_keep_to_their_range() {
        assertThat(integer("-5", -10, 10)).isEqualTo(-5);
        assertThat(integer("+5", -10, 10)).isEqualTo(5);
        assertThat(problemOf(() -> integer("11", -10, 10)).message()).isEqualTo("'11' is out of range for a number");
        assertThat(problemOf(() -> integer("99999999999999999999", 0, Long.MAX_VALUE))
                        .hint())
                .isEqualTo("a whole number, at least 0");
        assertThat(problemOf(() -> integer("1x", 1, 2)).message()).isEqualTo("'1x' is not a number");
        assertThat(problemOf(() -> integer("٣", 1, 5)).hint()).isEqualTo("a whole number from 1 to 5");
    }

    private long integer(String text, long min, long max) {
        Line line = line("x " + text);
        line.next();
        return line.takeInteger("a number", min, max);
    }

    @Test
    void a_mistyped_name_gets_the_nearest_one_as_a_hint() {
        Catalog<String> actions =
                new Catalog<String>("action").with("set-header", "SH").with("deny", "D");
        Line good = line("http-request deny");
        good.next();
        assertThat(good.takeFrom(actions)).isEqualTo("D");
        Line bad = line("http-request set-hedaer");
        bad.next();
        assertThat(problemOf(() -> bad.takeFrom(actions)).toString())
                .isEqualTo(
                        "t.cfg:1:14: error: unknown action 'set-hedaer' in 'http-request'; did you mean 'set-header'?");
        Line none = line("http-request");
        none.next();
        assertThat(problemOf(() -> none.takeFrom(actions)).message()).isEqualTo("'http-request' needs an action");
    }

    @Test
    void a_place_inside_a_word_is_exact_where_it_can_be() {
        Line line = line("a plain,x \"in quotes,x\" es\\ caped,x");
        assertThat(line.words().get(1).at(6).column()).isEqualTo(9);
        assertThat(line.words().get(2).at(10).column()).isEqualTo(22);
        assertThat(line.words().get(3).at(9).column()).isEqualTo(25);
        Problem exact = line.error(line.words().get(1), 6, 1, "m", "").problem();
        assertThat(exact.at().column()).isEqualTo(9);
        assertThat(exact.length()).isEqualTo(1);
        Problem whole = line.error(line.words().get(3), 9, 1, "m", "").problem();
        assertThat(whole.at().column()).isEqualTo(25);
        assertThat(whole.length()).isEqualTo(11);
    }
}
