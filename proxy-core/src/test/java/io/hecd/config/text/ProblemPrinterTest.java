package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProblemPrinterTest {
    private final Problems problems = new Problems();

    private static Problem at(String line, int column, int length) {
        return new Problem(
                Severity.ERROR, "syntax", new Position(new Source("t.cfg", line), 1, column), length, "m", "");
    }

    @Test
    void a_problem_shows_its_line_a_caret_and_the_hint() {
        Source source = new Source("edge.cfg", "frontend f\n    http-request set-hedaer X y\n");
        problems.add(new Problem(
                Severity.ERROR,
                "unknown-keyword",
                new Position(source, 2, 18),
                10,
                "unknown action 'set-hedaer' in 'http-request'",
                "did you mean 'set-header'?"));
        problems.warning(Word.of("x"), "no place", "");
        problems.warning(Word.of("x"), "none either", "");
        assertThat(ProblemPrinter.text(problems)).isEqualTo("""
                edge.cfg:2:18: error: unknown action 'set-hedaer' in 'http-request'
                      http-request set-hedaer X y
                                   ^~~~~~~~~~
                  hint: did you mean 'set-header'?
                warning: no place
                warning: none either
                1 error, 2 warnings
                """);
    }

    @Test
    void nothing_is_said_of_no_problems() {
        assertThat(ProblemPrinter.text(problems)).isEmpty();
        assertThat(ProblemPrinter.json(problems))
                .isEqualTo("{\"problems\":[],\"errors\":0,\"warnings\":0,\"notices\":0}\n");
    }

    @Test
    void wide_and_combining_characters_and_tabs_do_not_move_the_caret() {
        assertThat(caret("日本 x", 4, 1)).isEqualTo("       ^");
        assertThat(caret("e\u0301 x", 4, 1)).isEqualTo("    ^");
        assertThat(caret("😀 x", 4, 1)).isEqualTo("     ^");
        assertThat(caret("\ta\tx", 4, 1)).isEqualTo("  \t \t^");
        assertThat(caret("x 日本", 3, 2)).isEqualTo("    ^~~~");
        assertThat(caret("abc", 99, 5)).isEqualTo("     ^");
    }

    private static String caret(String line, int column, int length) {
        return ProblemPrinter.text(at(line, column, length)).split("\n")[2];
    }

    @Test
    void of_a_very_long_line_the_part_around_the_place_is_shown() {
        String text = ProblemPrinter.text(at("a".repeat(5000) + "HERE" + "b".repeat(5000), 5001, 4));
        String[] lines = text.split("\n");
        assertThat(lines[1].length()).isLessThan(220);
        assertThat(lines[1].substring(lines[2].indexOf('^'), lines[2].indexOf('^') + 4))
                .isEqualTo("HERE");
        assertThat(lines[2]).endsWith("^~~~");
    }

    @Test
    void terminals_are_not_given_orders() {
        assertThat(ProblemPrinter.text(at("a \u001b[31m x\r", 1, 1)))
                .contains("a ?[31m x\n")
                .doesNotContain("\u001b");
    }

    @Test
    void json_is_escaped() {
        Source source = new Source("a\"b\\.cfg", "tab\there \u0001 é \uDCE9");
        problems.add(new Problem(Severity.NOTICE, "c", new Position(source, 1, 2), 3, "line\nfeed", "h"));
        assertThat(ProblemPrinter.json(problems)).isEqualTo("""
                {"problems":[{"severity":"notice","code":"c","file":"a\\"b\\\\.cfg","line":1,"column":2,"length":3,\
                "text":"tab\\there \\u0001 é \uFFFD","message":"line\\nfeed","hint":"h"}],"errors":0,"warnings":0,"notices":1}
                """);
    }
}
