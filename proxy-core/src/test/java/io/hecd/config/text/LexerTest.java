package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LexerTest {
    private final Environment environment = Environment.of(Map.of("OLD", "old"));
    private final Facts facts = new Facts("2.6.12", Set.of(), "", environment);
    private final Problems problems = new Problems();

    private Lexer lexer(String... texts) {
        List<Source> sources = new java.util.ArrayList<>();
        for (String text : texts) sources.add(new Source("f" + (sources.size() + 1), text));
        return new Lexer(sources, facts, problems);
    }

    @Test
    void a_variable_set_on_one_line_is_seen_by_the_next() {
        Lexer lexer = lexer("setenv NEW 1\n.if defined(NEW)\n a \"$NEW $OLD\"\n.endif\n");
        assertThat(lexer.next().keyword()).isEqualTo("setenv");
        environment.set("NEW", "1");
        assertThat(lexer.next().toString()).isEqualTo("a 1 old");
        assertThat(lexer.hasNext()).isFalse();
        assertThatThrownBy(lexer::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void the_section_is_known_to_the_text() {
        Lexer lexer = lexer("listen foo\n a \"${.SECTION}:${.LINE}:${.FILE}\"\n");
        lexer.next();
        lexer.section("foo");
        assertThat(lexer.next().toString()).isEqualTo("a foo:2:f1");
    }

    @Test
    void a_file_begins_at_its_first_real_line_and_blocks_end_with_it() {
        Lexer lexer = lexer("# nothing\n\na\nb\n.if 0\n", "", ".notice x\nc\nd\n");
        assertThat(lexer.next().startsFile()).isTrue();
        assertThat(lexer.next().startsFile()).isFalse();
        Line c = lexer.next();
        assertThat(c.startsFile()).isTrue();
        assertThat(c.at().toString()).isEqualTo("f3:2:1");
        assertThat(lexer.next().startsFile()).isFalse();
        assertThat(problems.list()).extracting(Problem::message).containsExactly("this '.if' has no '.endif'", "x");
    }

    @Test
    void diag_speaks_in_diagnostic_mode_only() {
        lexer(".diag \"hm\"\n").forEachRemaining(line -> {});
        assertThat(problems.isEmpty()).isTrue();
        lexer(".diag \"hm\"\n").diagnostic(true).forEachRemaining(line -> {});
        assertThat(problems.list()).extracting(Problem::message).containsExactly("hm");
    }

    @Test
    void a_nul_is_refused() {
        lexer("a\0b\n").forEachRemaining(line -> {});
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("f1:1:2: error: a NUL character in the text; is this a text file, saved as UTF-8?");
    }

    @Test
    void the_environment_changes_as_the_global_words_say() {
        environment.setIfAbsent("OLD", "new");
        assertThat(environment.find("OLD")).contains("old");
        environment.set("A", "1");
        environment.retain(Set.of("A"));
        assertThat(environment.copy()).isEqualTo(Map.of("A", "1"));
        environment.remove("A");
        assertThat(environment.find("A")).isEmpty();
        environment.withProcess("me", List.of(new Source("a.cfg", ""), new Source("b.cfg", "")), "2.6");
        assertThat(environment.copy())
                .containsEntry("HAPROXY_LOCALPEER", "me")
                .containsEntry("HAPROXY_CFGFILES", "a.cfg;b.cfg");
    }
}
