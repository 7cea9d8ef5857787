package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.Configuration;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** `hecd migrate`: from the dialect of 1.4 to today's. */
final class MigrationTest {
    private static final String OLD = """
            global
              maxconn 100

            defaults
            \tcontimeout 5000   # ms
            \tmode http

            listen web *:8080 name "a b"
              # a comment
              reqadd X-Proto:\\ https if TRUE
              reqpass ^X
              server a 127.0.0.1:1
            """;

    @Test
    void the_diff_has_a_reason_for_each_line() {
        assertThat(Migration.diff(new Source("old.cfg", OLD))).isEqualTo("""
                        # old.cfg:5: 'contimeout' is 'timeout connect' since HAProxy 2.1
                        # old.cfg:8: the address stands on a 'bind' line since HAProxy 2.1
                        # old.cfg:10: 'reqadd' is 'http-request add-header' since HAProxy 2.1
                        # old.cfg:11: this 'reqpass' is the language of HAProxy 1.4 and cannot be translated; use 'acl' and conditions on the other rules
                        --- old.cfg
                        +++ old.cfg
                        @@ -2,11 +2,12 @@
                           maxconn 100
                        \s
                         defaults
                        -\tcontimeout 5000   # ms
                        +\ttimeout connect 5000   # ms
                         \tmode http
                        \s
                        -listen web *:8080 name "a b"
                        +listen web
                        +  bind *:8080 name "a b"
                           # a comment
                        -  reqadd X-Proto:\\ https if TRUE
                        +  http-request add-header X-Proto https if TRUE
                           reqpass ^X
                           server a 127.0.0.1:1
                        """);
    }

    @Test
    void a_modern_file_has_no_diff() {
        assertThat(Migration.diff(new Source("new.cfg", "frontend a\n  bind :80\n  timeout client 5s\n")))
                .isEmpty();
    }

    @Test
    void what_is_migrated_means_the_same_and_is_not_migrated_again() throws IOException {
        String seed;
        try (InputStream in = MigrationTest.class.getResourceAsStream("/cfgtest/section/seed-article.cfgtest")) {
            assertThat(in).isNotNull();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            seed = all.substring(0, all.indexOf("\n----\n") + 1);
        }
        String modern = Migration.migrated(new Source("seed.cfg", seed));
        assertThat(Migration.of(new Source("seed.cfg", modern))).isEmpty();
        assertThat(model(modern)).isEqualTo(model(seed));
        Problems problems = new Problems();
        parse(modern, problems);
        assertThat(problems.list()).extracting(Problem::code).doesNotContain("old-dialect");
    }

    @Test
    void both_branches_of_a_condition_are_migrated() {
        String old = "defaults\n.if defined(X)\n  clitimeout 1\n.else\n  clitimeout 2\n.endif\n";
        assertThat(Migration.migrated(new Source("a.cfg", old)))
                .isEqualTo("defaults\n.if defined(X)\n  timeout client 1\n.else\n  timeout client 2\n.endif\n");
    }

    @Test
    void a_variable_is_never_replaced_by_its_value() {
        Source source = new Source("a.cfg", "listen a\n  clitimeout \"$T\"\n  reqadd \"X: $HOST\"\n");
        assertThat(Migration.migrated(source)).isEqualTo("listen a\n  timeout client \"$T\"\n  reqadd \"X: $HOST\"\n");
    }

    private static final String BLOCKS = """
            listen a
              mode http
              bind :1
              acl bad path /bad
              reqadd X-A:\\ b
              http-request allow if TRUE
              block if bad   # first of all
              block unless { method GET }
              server s 127.0.0.1:1
            """;

    /** Manual of 1.5, block: they came before all http-request rules. */
    @Test
    void block_lines_move_above_the_rules_that_they_went_before() {
        Source source = new Source("a.cfg", BLOCKS);
        String modern = Migration.migrated(source);
        assertThat(modern).contains("""
                  acl bad path /bad
                  http-request deny if bad   # first of all
                  http-request deny unless { method GET }
                  http-request add-header X-A b
                  http-request allow if TRUE
                  server s 127.0.0.1:1
                """);
        assertThat(model(modern)).isEqualTo(model(BLOCKS));
        assertThat(Migration.diff(source)).startsWith("""
                # a.cfg:5: 'reqadd' is 'http-request add-header' since HAProxy 2.1
                # a.cfg:7: 'block' is 'http-request deny' since HAProxy 2.1; it moves above line 5, because it was looked at before all http-request rules
                # a.cfg:8: 'block' is 'http-request deny' since HAProxy 2.1; it moves above line 5, because it was looked at before all http-request rules
                --- a.cfg
                +++ a.cfg
                @@ -2,8 +2,8 @@
                """);
    }

    @Test
    void a_block_line_with_nothing_above_it_stays() {
        String text = "listen a\n  block if TRUE\n  http-request allow\n";
        assertThat(Migration.migrated(new Source("a.cfg", text)))
                .isEqualTo("listen a\n  http-request deny if TRUE\n  http-request allow\n");
    }

    @Test
    void a_block_line_does_not_move_above_its_acl_or_out_of_its_branch() {
        String acl = "listen a\n  http-request allow if TRUE\n  acl bad path /b\n  block if !bad\n";
        assertThat(Migration.migrated(new Source("a.cfg", acl))).isEqualTo(acl);
        assertThat(Migration.diff(new Source("a.cfg", acl)))
                .isEqualTo("# a.cfg:4: 'block' was looked at before the http-request rule of line 2 and cannot be moved"
                        + " above it, because of the acl in line 3; move it by hand\n");
        String branch = "listen a\n  http-request allow if TRUE\n.if defined(X)\n  block if TRUE\n.endif\n";
        assertThat(Migration.diff(new Source("a.cfg", branch))).contains("because of the condition in line 3");
    }

    private static String model(String text) {
        return ModelDump.of(parse(text, new Problems()), new Problems());
    }

    private static Configuration parse(String text, Problems problems) {
        return ConfigurationParser.parse(
                List.of(new Source("t.cfg", text)), SectionGoldenTest.facts(), SectionGoldenTest.sections(), problems);
    }
}
