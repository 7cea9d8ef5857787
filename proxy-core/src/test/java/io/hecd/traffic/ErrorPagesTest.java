package io.hecd.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.http.HttpHead;
import io.hecd.time.Clock;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Error answers: built in, `errorfile`, `errorloc` (manual 4.2). */
class ErrorPagesTest {
    private static final byte[] ID = Ascii.bytes("1nf7rja-0-5");

    private final Problems problems = new Problems();

    @Test
    void the_built_in_page_says_why_in_words_and_in_a_header() {
        String answer = answer(ErrorPages.builtIn(), Ending.NO_SERVER, 503);
        assertThat(answer.replace("\r\n", "\n")).isEqualTo("""
                        HTTP/1.1 503 Service Unavailable
                        content-length: 170
                        cache-control: no-cache
                        content-type: text/html
                        x-hecd-reason: no-server 1nf7rja-0-5

                        <html><body><h1>503 Service Unavailable</h1>
                        <p>no server is available to handle this request</p>
                        <p><small>Reason: no-server. Id: 1nf7rja-0-5</small></p>
                        </body></html>
                        """);
    }

    @Test
    void a_program_that_asks_for_json_gets_json() {
        assertThat(answer(accepting("application/json"), ErrorPages.builtIn(), Ending.NO_SERVER, 503))
                .contains("content-type: application/json\r\n")
                .contains("x-hecd-reason: no-server 1nf7rja-0-5\r\n")
                .endsWith("\r\n\r\n{\"status\":503,\"error\":\"Service Unavailable\",\"reason\":\"no-server\","
                        + "\"message\":\"no server is available to handle this request\",\"id\":\"1nf7rja-0-5\"}\n");
    }

    @Test
    void who_asks_for_plain_text_gets_plain_text() {
        assertThat(answer(accepting("text/plain"), ErrorPages.builtIn(), Ending.SERVER_TIMEOUT, 504))
                .contains("content-type: text/plain\r\n")
                .endsWith("\r\n\r\n504 Gateway Time-out\nthe server did not answer in time\n"
                        + "Reason: server-timeout. Id: 1nf7rja-0-5\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " = ",
            quoteCharacter = '~',
            value = {
                "*/* = html",
                "'' = html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 = html",
                "application/json, text/plain, */* = json",
                "application/* = json",
                "application/json;q=0.5, text/plain = plain",
                "text/plain;q=0.5, application/json;q=0.501 = json",
                "TEXT/Plain = plain",
                "text/* = html",
                "*/*, application/json;q=0 = html",
                "text/html;q=0, */* = json",
                "text/html;level=1;q=0.2, application/json ; q=0.3 = json",
                "image/png = html",
                "application/json;q = json",
                "application/json;q=, text/plain;q=0.9 = json",
                ";;;,,,q,0 = html",
            })
    void the_form_of_a_page_is_what_the_client_accepts(String accept, String form) {
        assertThat(answer(accepting(accept.replace("''", "")), ErrorPages.builtIn(), Ending.NO_SERVER, 503))
                .containsPattern("content-type: (text|application)/" + form + "\r\n");
    }

    @Test
    void without_reasons_a_page_has_none() {
        ErrorPages pages = ErrorPages.builder().tells(false).build();
        for (String accept : new String[] {"*/*", "application/json", "text/plain"})
            assertThat(answer(accepting(accept), pages, Ending.NO_SERVER, 503))
                    .contains("503")
                    .doesNotContain("no-server")
                    .doesNotContain("x-hecd-reason")
                    .doesNotContain("1nf7rja");
    }

    private static HttpHead accepting(String value) {
        HttpHead request = new HttpHead();
        request.startRequest(Ascii.bytes("GET"), ByteView.of("/"));
        request.add(Ascii.bytes("accept"), Ascii.bytes(value));
        return request;
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void each_ending_with_a_status_has_a_page_of_its_own_status(Ending ending) {
        if (ending.status() == 0) return;
        String answer = answer(ErrorPages.builtIn(), ending, ending.status());
        assertThat(answer).startsWith("HTTP/1.1 " + ending.status() + " ").contains(ending.reason());
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).contains("content-length: " + parts[1].length() + "\r\n");
    }

    @Test
    void a_status_nobody_knows_is_an_internal_error() {
        assertThat(answer(ErrorPages.builtIn(), Ending.DENIED, 599)).startsWith("HTTP/1.1 500 ");
        assertThat(answer(ErrorPages.builtIn(), Ending.DENIED, 0)).startsWith("HTTP/1.1 500 ");
    }

    @Test
    void an_errorfile_is_sent_as_it_stands_but_for_what_the_connection_decides() {
        ErrorPages pages =
                file("HTTP/1.0 503 My Err\r\nX-Y:  z \r\nConnection: close\r\nContent-length: 6\r\n\r\nhello\n");
        assertThat(problems.list()).isEmpty();
        assertThat(answer(pages, Ending.NO_SERVER, 503))
                .isEqualTo("HTTP/1.1 503 My Err\r\ncontent-length: 6\r\nx-y: z\r\n\r\nhello\n");
    }

    @Test
    void an_errorfile_may_have_plain_line_ends_and_another_status() {
        ErrorPages pages = file("HTTP/1.1 404\nA: b\n\nbody\n\nmore");
        assertThat(answer(pages, Ending.NO_SERVER, 503))
                .isEqualTo("HTTP/1.1 404 \r\ncontent-length: 10\r\na: b\r\n\r\nbody\n\nmore");
        assertThat(answer(pages, Ending.NO_SERVER, 502)).startsWith("HTTP/1.1 502 Bad Gateway");
    }

    @Test
    void an_empty_errorfile_means_silence() {
        ErrorPages pages = file("");
        assertThat(pages.fill(new HttpHead(), new HttpHead(), new ByteView(), Ending.NO_SERVER, 503, ID))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.0 503 X~Content-Length: 99~~hello ; the error file announces 99 bytes and has 5",
                "HTTP/1.1 xx~~ ; the error file does not begin with 'HTTP/1.x STATUS'",
                "<html>~~ ; the error file does not begin with 'HTTP/1.x STATUS'",
                "HTTP/1.1 503 X~A: b~ ; the error file has no empty line behind its headers",
                "HTTP/1.1 503 X~nonsense~~ ; the error file has no header in line 2",
                "HTTP/1.1 503 X~a b: c~~ ; the error file has no header in line 2",
            })
    void a_wrong_errorfile_is_told_while_loading(String file, String message) {
        file(file.replace("~", "\r\n"));
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list().get(0).message()).isEqualTo(message);
    }

    @Test
    void a_status_without_page_has_no_errorfile() {
        ErrorPages.builder().file(418, new byte[0], Word.of("418"), problems);
        assertThat(problems.list().get(0).message()).isEqualTo("status 418 has no error page");
    }

    @ParameterizedTest
    @CsvSource({"302, Found", "303, See Other"})
    void an_errorloc_sends_the_client_elsewhere(int with, String reason) {
        ErrorPages pages = ErrorPages.builder()
                .redirect(503, with, "http://x/sorry?a", Word.of("503"), problems)
                .build();
        assertThat(answer(pages, Ending.NO_SERVER, 503))
                .isEqualTo("HTTP/1.1 " + with + " " + reason + "\r\ncache-control: no-cache\r\ncontent-length: 0\r\n"
                        + "location: http://x/sorry?a\r\n\r\n");
    }

    @Test
    void ids_never_repeat() {
        Set<String> seen = new HashSet<>();
        for (int worker = 0; worker < 3; worker++) {
            ReasonIds ids = new ReasonIds(worker, Clock.system());
            for (int i = 0; i < 2000; i++) seen.add(new String(ids.next(), StandardCharsets.US_ASCII));
        }
        assertThat(seen).hasSize(6000).allMatch(id -> id.matches("[0-9a-z]{7}-[0-9a-z]-[0-9a-z]{1,3}"));
    }

    private ErrorPages file(String content) {
        return ErrorPages.builder()
                .file(503, Ascii.bytes(content), Word.of("x.http"), problems)
                .build();
    }

    private static String answer(ErrorPages pages, Ending ending, int status) {
        return answer(new HttpHead(), pages, ending, status);
    }

    private static String answer(HttpHead request, ErrorPages pages, Ending ending, int status) {
        HttpHead head = new HttpHead();
        ByteView body = new ByteView();
        assertThat(pages.fill(request, head, body, ending, status, ID)).isTrue();
        var out = Unpooled.buffer();
        head.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1) + body;
    }
}
