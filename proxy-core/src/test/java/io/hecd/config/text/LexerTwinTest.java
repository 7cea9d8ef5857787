package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same texts are given to HAProxy itself, which must understand or refuse them as we do. */
final class LexerTwinTest {
    private static final Map<String, String> VARIABLES =
            Map.of("LIST", "a b  c", "EMPTY", "", "X", "x", "X1", "x1", "EDGES", " a ", "HOST", "127.0.0.1");

    /** Without it HAProxy 2.6 reads a default value wrongly on the line that makes its buffer grow. */
    private static final String PADDING = "global\n setenv PAD \"" + "p".repeat(900) + "\"\n";

    @TempDir
    Path directory;

    private record Answer(int status, String said) {}

    /** One word: HAProxy shows what it made of it through `.notice`. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\\x41\\x2d",
                "a\\ b",
                "\\#x",
                "\\\\",
                "\\'",
                "\\\"",
                "\\$X",
                "\"\\$X\"",
                "$X",
                "\"$X\"",
                "\"${X}\"",
                "'$X'",
                "\"[$NOPE]\"",
                "\"[${NOPE}]\"",
                "\"[${NOPE-d e f}]\"",
                "\"[${X-d}]\"",
                "\"[${EMPTY-d}]\"",
                "\"[${NOPE-}]\"",
                "\"$X-foo\"",
                "\"$X$X1\"",
                "\"${NOPE-a\"b}\"",
                "\"${NOPE-a\\b}\"",
                "\"${NOPE-$X}\"",
                "\"${NOPE[*]-ab}\"",
                "\"${X[*]}\"",
                "\"${HOST-local}:514\"",
                "\"${.LINE}\"",
                "\"$.LINE.\"",
                "\"[${.SECTION}]\"",
                "a\"b c\"'d e'f",
                "'a\\ $X \"#'",
                "\"\\x41 \\\\ \\\" \\' \\# \\$X \\  \\q \\1\"",
                "end\\",
                "\\1\\.\\d",
                "x#y",
                "\"x#y\"",
                "\"'\"",
                "'\"'",
                "a\rb",
                "\\q\\ w",
                "\"a\tb\"",
                "%{+Q}o\\ %t",
                "\"\"x",
                "x\"\"",
                "日本é",
                "\"$X日\"",
                "{}",
                "\"${LIST}\"",
                "\"a\\\tb\"",
                "\"${_X-d}\"",
                "!\"a\"!"
            })
    void a_word_is_understood_alike(String word) throws Exception {
        String text = PADDING + "# filler\n.notice " + word + "\n";
        Answer twin = haproxy(text);
        assertThat(twin.status()).as(twin.said()).isNotEqualTo(1);
        Problems problems = new Problems();
        List<Line> lines = read(text, problems);
        assertThat(lines).hasSize(2);
        assertThat(problems.list()).hasSize(1);
        assertThat(twin.said()).contains("'" + problems.list().get(0).message() + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# c\n",
                "\n\n",
                "global#c\n daemon#d\n",
                ".notice \\xZZ\n",
                ".notice \"\\x4\"\n",
                ".notice \\x\n",
                ".notice hello",
                ".notice hello\r\n",
                "global\n\r\n",
                ".notice \"a$ b\"\n",
                ".notice \"a$1b\"\n",
                ".notice \"${X\"\n",
                ".notice \"${}\"\n",
                ".notice \"${X} ${X-foo\"\n",
                ".notice \"${LIST[*]}\"\n",
                ".notice \"${EDGES[*]}\"\n",
                ".notice \"${EMPTY[*]}\"\n",
                ".notice \"${X[}\"\n",
                ".notice \"${X[*}\"\n",
                ".notice \"${X[*]\n",
                ".notice \"abc\n",
                ".notice 'abc\n",
                "global\n daemon\"\n",
                ".notice \"abc\\\ndef\"\n",
                ".notice \"abc\r\n",
                "\"\" foo\n",
                "\"\"\n",
                ".notice \"${.NOPE}\"\n",
                ".notice a\\\tb\n",
                ".notice a\013b\n",
                "\0\n",
                "global\n log-tag a\0b\n",
                ".if 0\n .notice \"abc\n.endif\n",
                ".if 0\n.if foo(\n.endif\n.endif\n",
                ".if 0\n.else\n.else\n.endif\n",
                ".if 0\n.else\n.elif 1\n.endif\n",
                ".else\n",
                ".elif 1\n",
                ".endif\n",
                ".if 1\n",
                ".if\n.endif\n",
                ".if 0\n.else foo\n.endif\n",
                ".if 0\n.endif bar\n",
                ".if 1 2\n.endif\n",
                ".if 1 && 0\n.alert x\n.endif\n",
                ".if 1 || 0\n.alert x\n.endif\n",
                ".if streq(\"a b\",\"a b\")\n.alert x\n.endif\n",
                ".if streq( a , a)\n.alert x\n.endif\n",
                ".if 1\n.elif foo\n.endif\n",
                ".if 0\n.elif foo\n.endif\n",
                ".if 0\n.bad\n.alert no\n.endif\n",
                ".bad\n",
                ".\n",
                ".alert x\n",
                ".alert\n",
                ".alert a b\n",
                ".warning x\n",
                ".notice\n",
                ".diag a\n",
                ".diag a b\n",
                ".if defined(X)\n.else\n.alert x\n.endif\n",
                ".if defined(\"X\")\n.endif\n",
                ".if !defined(X)\n.alert x\n.endif\n",
                ".if 1 # c\n.endif # c\n",
                ".if \"$X\"\n.endif\n",
                ".if \"$NOPE\"\n.alert x\n.endif\n",
                ".if \"${EMPTY}\" 1\n.alert x\n.endif\n",
                ".if 1\n.if 1\n.endif\n",
                ".notice \"$\"\n",
                ".notice '$'\n",
                "\tglobal\n",
                ".notice \"${NOPE-a\r}\"\n"
            })
    void a_text_is_accepted_or_refused_alike(String text) throws Exception {
        Answer twin = haproxy(PADDING + text);
        Problems problems = new Problems();
        read(PADDING + text, problems);
        assertThat(problems.hasErrors()).as(twin.said() + problems).isEqualTo(twin.status() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 66})
    void as_many_words_as_haproxy_takes(int words) throws Exception {
        // A skipped block takes any line that can be cut.
        String text = PADDING + ".if 0\nx" + " w".repeat(words - 1) + "\n.endif\n";
        Answer twin = haproxy(text);
        Problems problems = new Problems();
        read(text, problems);
        assertThat(problems.hasErrors()).as(twin.said() + problems).isEqualTo(twin.status() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1",
                "00",
                "-1",
                "-0",
                "+1",
                "2x",
                "0x1",
                "0x0",
                "0x",
                "010",
                "08",
                "1 ",
                " 1",
                " ",
                "! 1",
                "!0",
                "!!0",
                "!",
                "! ",
                "(1)",
                "((1)",
                "(1))",
                "( 1 )",
                "()",
                "(",
                ")",
                "1 && 0",
                "1&&1",
                "1||0",
                "0||0||1",
                "1 && 0 || 1",
                "1 || 0 && 0",
                "0 || 1 && 0",
                "1 1",
                "1 &",
                "1 &&",
                "&& 1",
                "1 & & 1",
                "a",
                "0 && foo",
                "1 || foo",
                "foo || 1",
                "1 || foo()",
                "defined(X)",
                "defined( X)",
                "defined()",
                "defined",
                "defined(X",
                "defined(X,X)",
                "defined(NOPE)",
                "!defined(NOPE)",
                "defined && 1",
                "defined (X)",
                "feature(OPENSSL)",
                "feature(NOPE)",
                "feature(OPENSSL) && 1",
                "feature(openssl)",
                "streq(a,a)",
                "streq(a,b)",
                "streq(a)",
                "streq",
                "streq()",
                "streq(a,b,c)",
                "streq(,)",
                "streq(a,)",
                "strneq(a,b)",
                "strneq(a,a)",
                "STREQ(a,a)",
                "streqx(a,a)",
                "streq(a,a)x",
                "streq(a b,a b)",
                "streq(\"a,b\",\"a,b\")",
                "streq(a\\,b,a)",
                "'streq(\"a,b\",\"a,b\")'",
                "'streq(\"a)\",\"a)\")'",
                "'streq(\"a\",a)'",
                "'streq(\"a,a)'",
                "'streq(a\\ b,\"a b\")'",
                "'streq(\\\"a,\\\"a)'",
                "\"streq($X,x)\"",
                "streq(\"$X\",x)",
                "streq($X,x)",
                "\"",
                "'",
                "\\xZZ",
                "version_atleast(2.6)",
                "version_atleast(2.6.12)",
                "version_atleast(2.6.13)",
                "version_atleast(2.7)",
                "version_atleast(2)",
                "version_atleast(3)",
                "version_atleast()",
                "version_atleast(x)",
                "version_atleast(2.6-dev1)",
                "version_atleast(2.6.12-1)",
                "version_atleast(2.6.12-2)",
                "version_atleast(2.6.12-dev3)",
                "version_before(2.6)",
                "version_before(2.6.12)",
                "version_before(2.7-dev1)",
                "version_before(2.6-dev1)",
                "version_before(2.6.13)",
                "version_before(2.6.12-2)",
                "version_before(2.6.12-1)",
                "!(0 || 0)",
                "(1 && 0) || (1)",
                "(0)||1",
                "(1)1",
                "1 #x",
                "#",
                "1\n",
                "ssllib_name_startswith(OpenSSL)",
                "ssllib_name_startswith(Wolf)",
                "openssl_version_atleast(1.1.0)"
            })
    // Left out: `feature` without a name, which is true for HAProxy by accident and false for us.
    void a_condition_is_as_true_as_for_haproxy(String condition) throws Exception {
        Answer twin = run(List.of("-cc", condition));
        int status;
        String said = "";
        try {
            status = Conditions.evaluate(condition, LexerGoldenTest.FACTS) ? 0 : 1;
        } catch (Mistake mistake) {
            said = ProblemPrinter.text(mistake.problem());
            status = 2;
        }
        assertThat(status).as(twin.said() + said).isEqualTo(twin.status());
    }

    @Test
    void times_are_accepted_or_refused_alike() throws Exception {
        List<String> differences = new ArrayList<>();
        for (String time : List.of(
                "1",
                "0",
                "1us",
                "1s",
                "1S",
                "24d",
                "25d",
                "2147483647",
                "2147483648",
                "2147483s",
                "2147484s",
                "-1",
                "+1",
                "1.5s",
                "1s5",
                "1sx",
                "abc",
                "1w",
                "596h",
                "597h",
                "0x10",
                "007",
                "1u",
                "0d",
                "99999999999999999999",
                "1m s")) {
            Answer twin = haproxy("defaults\n timeout connect " + time + "\n");
            if ((twin.status() == 1) == readable(time)) differences.add(time + ": " + twin.said());
        }
        assertThat(differences).isEmpty();
    }

    private static boolean readable(String time) {
        Line line = Lexer.lines(new Source("t", "timeout connect " + time), LexerGoldenTest.FACTS, new Problems())
                .get(0);
        line.next();
        line.next();
        try {
            line.takeTime("a time", TimeUnit.MILLISECONDS);
            line.expectEnd();
            return true;
        } catch (Mistake mistake) {
            return false;
        }
    }

    @Test
    void sizes_are_accepted_or_refused_alike() throws Exception {
        List<String> differences = new ArrayList<>();
        for (String size : List.of(
                "1",
                "1k",
                "1K",
                "1m",
                "1g",
                "3g",
                "4g",
                "5g",
                "1kb",
                "1x",
                "-1",
                "4294967295",
                "4294967296",
                "1.5k",
                "abc",
                "10kk",
                "k")) {
            Answer twin = haproxy("backend b\n stick-table type ip size " + size + "\n");
            if ((twin.status() == 1) == Units.size(size).wrong().isEmpty()) differences.add(size + ": " + twin.said());
        }
        assertThat(differences).isEmpty();
    }

    private List<Line> read(String text, Problems problems) throws IOException {
        Path file = Files.write(directory.resolve("ours.cfg"), text.getBytes(StandardCharsets.UTF_8));
        Lexer lexer = new Lexer(Source.files(List.of(file), problems), LexerGoldenTest.FACTS, problems);
        List<Line> lines = new ArrayList<>();
        while (lexer.hasNext()) {
            Line line = lexer.next();
            if (line.keyword().equals("global")) lexer.section("global");
            lines.add(line);
        }
        return lines;
    }

    private Answer haproxy(String text) throws Exception {
        Path file = Files.write(directory.resolve("twin.cfg"), text.getBytes(StandardCharsets.UTF_8));
        return run(List.of("-c", "-f", file.toString()));
    }

    private static Answer run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(VARIABLES);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }

    private static String program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/local/sbin";
        for (String directory : path.split(File.pathSeparator)) {
            Path program = Path.of(directory, "haproxy");
            if (!directory.isEmpty() && Files.isExecutable(program)) return program.toString();
        }
        throw new AssertionError("this test needs HAProxy: apt-get install haproxy");
    }
}
