package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @Test
    void a_directory_stands_for_its_cfg_files_in_byte_order() throws IOException {
        for (String name : List.of("b.cfg", "a.cfg", "B.cfg", "é.cfg", ".hidden.cfg", "x.txt")) {
            Files.writeString(directory.resolve(name), "# " + name + "\n");
        }
        Files.createDirectory(directory.resolve("d.cfg"));
        assertThat(Source.files(List.of(directory), problems))
                .extracting(s -> Path.of(s.name()).getFileName().toString())
                .containsExactly("B.cfg", "a.cfg", "b.cfg", "é.cfg");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void what_cannot_be_read_is_a_problem_and_the_rest_is_read() throws IOException {
        Path good = Files.writeString(directory.resolve("good"), "global\n");
        Path missing = directory.resolve("missing");
        assertThat(Source.files(List.of(missing, good), problems))
                .extracting(Source::text)
                .containsExactly("global\n");
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0).toString())
                .isEqualTo("error: cannot read '" + missing + "': no such file or directory");
    }

    @Test
    void a_file_without_a_last_line_feed_is_refused_a_text_is_not() throws IOException {
        Path file = Files.writeString(directory.resolve("cut.cfg"), "global\n daem");
        List<Source> sources = Source.files(List.of(file), problems);
        Lexer lexer = new Lexer(sources, LexerGoldenTest.FACTS, problems);
        lexer.forEachRemaining(line -> {});
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0).code()).isEqualTo("truncated");
        assertThat(problems.list().get(0).at().column()).isEqualTo(6);

        Problems none = new Problems();
        assertThat(Lexer.lines(new Source("t", "global\n daemon"), LexerGoldenTest.FACTS, none))
                .hasSize(2);
        assertThat(none.isEmpty()).isTrue();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_word() throws IOException {
        Path file = Files.writeString(directory.resolve("bom.cfg"), "\uFEFFglobal\n");
        assertThat(Source.files(List.of(file), problems))
                .extracting(Source::text)
                .containsExactly("global\n");
    }

    @Test
    void lines_are_found_by_number() {
        Source source = new Source("t", "a\n\nb\r\nc");
        assertThat(source.lines()).isEqualTo(4);
        assertThat(source.line(1)).isEqualTo("a");
        assertThat(source.line(2)).isEmpty();
        assertThat(source.line(3)).isEqualTo("b\r");
        assertThat(source.line(4)).isEqualTo("c");
        assertThat(source.line(5)).isEmpty();
        assertThat(source.line(0)).isEmpty();
        assertThat(new Source("t", "x\n\n").line(2)).isEmpty();
        assertThat(new Source("t", "").lines()).isZero();
    }

    @Test
    void bytes_that_are_no_utf8_come_out_as_they_went_in() throws IOException {
        byte[] bytes = {'a', (byte) 0xE9, ' ', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, (byte) 0xF0, (byte) 0x9F, '\n'};
        Path file = Files.write(directory.resolve("latin1"), bytes);
        String text = Source.files(List.of(file), problems).get(0).text();
        assertThat(text).contains("é");
        assertThat(RawText.encode(text)).isEqualTo(bytes);
        for (int b = 0; b < 256; b++) {
            byte[] one = {(byte) b};
            assertThat(RawText.encode(RawText.decode(one))).isEqualTo(one);
        }
        assertThat(RawText.encode("日本 😀")).isEqualTo("日本 😀".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
