package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of formats (manual 8.2.6) and what becomes of hostile bytes (manual 8.6). */
class LogFormatTest {
    /** In one request line, one captured header and one cookie, all that clients of HAProxy 2.6 got through. */
    private static final byte[] HOSTILE = Ascii.bytes("v\"a\\l]#{|}\u00e9 \u0001\tz%s\u007f");

    @Test
    void spaces_merge_and_the_first_is_dropped() {
        FakeExchange e = new FakeExchange();
        e.line = Ascii.bytes("GET /p HTTP/1.1");
        assertThat(Formats.write("  a  %ci   %hr  %HQ  %HQ x  ", Formats.http(), e))
                .isEqualTo("a 127.0.0.1   x ");
    }

    @Test
    void captures_that_are_not_configured_take_their_space_with_them() {
        assertThat(write("a %hr %hs %hrl %hsl b")).isEqualTo("a b");
        assertThat(write("%hr %hs")).isEmpty();
    }

    @Test
    void flags_of_o_hold_for_all_that_follow_until_they_are_taken_back() {
        assertThat(write("%{+Q}o %ci %{-Q}b %{+X}cp %s")).isEqualTo("\"127.0.0.1\" be ECFA \"s1\"");
        assertThat(write("%{+Q,+E}o %ci \"x]\" %%  %{+X}o %cp %fp %b"))
                .isEqualTo("\"127.0.0.1\" \"x]\" % ECFA 1F4C \"be\"");
        assertThat(write("%o%b %{}b %{+Q,-Q}b")).isEqualTo("be be be");
    }

    @Test
    void a_name_ends_where_its_letters_end() {
        assertThat(write("%ci:%cp-%ts_%b.%s]%%b")).isEqualTo("127.0.0.1:60666---_be.s1]%b");
    }

    @Test
    void a_sample_may_hold_brackets_in_its_arguments() {
        assertThat(write("<%[str('a]b')]|%[f(a]b),g]|%{+Q}[x]>")).isEqualTo("<str('a]b')|f(a]b),g|\"x\">");
    }

    @Test
    void a_missing_sample_is_a_dash_in_a_line_and_nothing_in_other_texts() {
        assertThat(write("%[] %{+Q}[]")).isEqualTo("- \"\"");
        assertThat(text("%[]<%{+Q}[]>", LogFormat.Use.UNIQUE_ID)).isEqualTo("<\"\">");
    }

    @Test
    void in_other_texts_every_space_counts() {
        assertThat(text(" a  %b ", LogFormat.Use.TEXT)).isEqualTo(" a  be ");
        assertThat(text(" a  %b ", LogFormat.Use.UNIQUE_ID)).isEqualTo("a be ");
    }

    @Test
    void hostile_bytes_of_a_request_line_are_encoded() {
        FakeExchange e = new FakeExchange();
        e.line = Ascii.bytes("GET /x\"\\]#{|}\u00e9\u0001\u007f HTTP/1.1");
        assertThat(Formats.write("%HU %{+Q}HU %{+E}HU", Formats.http(), e))
                .isEqualTo("/x#22\\]#23{|}#E9#01#7F \"/x#22\\]#23{|}#E9#01#7F\" /x#22\\\\\\]#23{|}#E9#01#7F");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    %hr       ; {v#22a\\l]#23#7B#7C#7D#E9 #01#09z%s#7F|b2}
                    %{+Q}hr   ; "{v#22a\\l]#23#7B#7C#7D#E9 #01#09z%s#7F|b2}"
                    %{+E}hr   ; {v#22a\\\\l\\]#23#7B#7C#7D#E9 #01#09z%s#7F|b2}
                    %hrl      ; v#22a\\l]#23#7B#7C#7D#E9 #01#09z%s#7F b2
                    %{+Q}hrl  ; "v#22a\\l]#23#7B#7C#7D#E9 #01#09z%s#7F" "b2"
                    %{+E}CC   ; s=\\"\\\\\\]#
                    %{+Q}CC   ; "s="\\]#"
                    """)
    void hostile_bytes_of_captures_are_encoded_as_haproxy_does(String format, String expected) {
        FakeExchange e = new FakeExchange();
        e.requestCaptures = new byte[][] {HOSTILE, Ascii.bytes("b2")};
        e.requestCookie = Ascii.bytes("s=\"\\]#");
        assertThat(Formats.write(format, Formats.http().withCaptures(2, 0), e)).isEqualTo(expected);
    }

    @Test
    void no_name_or_sample_starts_a_line_of_its_own() {
        FakeExchange e = new FakeExchange();
        e.requestCookie = Ascii.bytes("s=\r\n<0>");
        assertThat(Formats.write("%CC %[a\nb]", Formats.http(), e)).isEqualTo("s=#0D#0A<0> a#0Ab");
        assertThat(text("%[a\nb]", LogFormat.Use.TEXT)).isEqualTo("a\nb");
    }

    @Test
    void a_text_may_be_written_to_the_memory_that_its_parts_use() {
        FakeExchange e = new FakeExchange();
        LogFormat format = Formats.compile("%HM %HU %ID", Formats.http());
        int from = e.scratch.mark();
        format.write(e, e.scratch);
        assertThat(new ByteView()
                        .set(e.scratch.array(), from, e.scratch.mark() - from)
                        .toString())
                .isEqualTo("GET /a?b=1 -");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    a%          ; 2 ; nothing follows the '%'
                    x%zz        ; 2 ; unknown variable '%zz' in a log format
                    %cix        ; 1 ; unknown variable '%cix' in a log format
                    %{+Q        ; 1 ; '}' is missing behind the flags
                    %{+Q}       ; 1 ; no variable follows '%{+Q}'
                    %5ci        ; 1 ; no variable follows '%'
                    ab %[src    ; 4 ; ']' is missing behind the sample expression
                    %ci %{+Q}%  ; 5 ; no variable follows '%{+Q}'
                    """)
    void a_mistake_has_its_place(String format, int column, String message) {
        Problem problem = problems(format, Formats.http()).list().get(0);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.at().column()).isEqualTo(column);
    }

    @Test
    void a_near_name_is_offered() {
        assertThat(problems("%Tq %tscc", Formats.http()).list().get(0).hint()).startsWith("did you mean '%tsc'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC", "CS", "HM", "HP", "HPO", "HQ", "HU", "HV", "Ta", "Ti", "Tq", "TR", "Tr", "r", "tr", "trg", "trl",
                "tsc"
            })
    void a_variable_of_http_is_refused_in_tcp_mode(String name) {
        assertThat(problems("%" + name, Formats.tcp()).list().get(0).message())
                .isEqualTo("'%" + name + "' is for 'mode http' only");
    }

    @Test
    void an_unknown_flag_is_told_and_changes_nothing() {
        Problems problems = problems("%{Z}ci", Formats.http());
        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"%ci:%cp %HM, BEGIN", "%ci %s, SERVER", "%ST, RESPONSE", "%ST %B, END", "%[x], END"})
    void a_line_is_written_when_all_in_it_is_known(String format, Moment moment) {
        assertThat(Formats.compile(format, Formats.http()).moment()).isEqualTo(moment);
    }

    @Test
    void with_logasap_a_line_does_not_wait_for_the_end() {
        LogScope asap = Formats.http().withAsap(true);
        assertThat(Formats.compile(Presets.HTTPLOG, asap).moment()).isEqualTo(Moment.RESPONSE);
        assertThat(Formats.compile(Presets.TCPLOG, Formats.tcp().withAsap(true)).moment())
                .isEqualTo(Moment.SERVER);
    }

    @Test
    void the_presets_are_those_of_the_manual() {
        FakeExchange e = new FakeExchange();
        e.requestCaptures = new byte[][] {Ascii.bytes("1wt.eu")};
        LogScope scope = Formats.http().withCaptures(1, 1);
        assertThat(Formats.write(Presets.HTTPLOG, scope, e))
                .isEqualTo("127.0.0.1:60666 [22/Nov/2026:19:04:26.472] fe be/s1 10/7/9/32/108 200 62 - - ----"
                        + " 4/3/2/1/0 0/0 {1wt.eu} {} \"GET /a?b=1 HTTP/1.1\"");
        assertThat(Formats.write(Presets.HTTPLOG_CLF, scope, e))
                .isEqualTo(
                        "127.0.0.1 - - [22/Nov/2026:18:04:26 +0000] \"GET /a?b=1 HTTP/1.1\" 200 62 \"\" \"\" 60666 457"
                                + " \"fe\" \"be\" \"s1\" 10 7 9 32 108 ---- 4 3 2 1 0 0 0 \"\" \"\" \"1wt.eu\" \"\"");
        assertThat(Formats.write(Presets.TCPLOG, Formats.http(), e))
                .isEqualTo("127.0.0.1:60666 [22/Nov/2026:19:04:26.457] fe be/s1 7/9/123 62 -- 4/3/2/1/0 0/0");
        assertThat(Formats.write(Presets.plain(true), Formats.http(), e))
                .isEqualTo("Connect from 127.0.0.1:60666 to 10.0.3.31:8012 (fe/HTTP)");
        assertThat(Formats.compile(Presets.plain(false), Formats.tcp()).moment())
                .isEqualTo(Moment.BEGIN);
    }

    private static String write(String format) {
        return Formats.write(format, Formats.http(), new FakeExchange());
    }

    private static String text(String format, LogFormat.Use use) {
        Problems problems = new Problems();
        LogFormat compiled = LogFormat.compile(Word.of(format), use, Formats.http(), problems);
        assertThat(problems.list()).isEmpty();
        return Formats.write(compiled, new FakeExchange());
    }

    private static Problems problems(String format, LogScope scope) {
        Problems problems = new Problems();
        Position at = new Position(new Source("x.cfg", format), 1, 1);
        LogFormat.compile(new Word(format, at, format.length() + 1, false), LogFormat.Use.LOG, scope, problems);
        return problems;
    }
}
