package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.text.Mistake;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent for each form of the lines was taken from HAProxy 2.6. */
class HttpCheckTest {
    private static CheckPlan plan(String... lines) {
        return (CheckPlan) Checks.standard().plan(SmallCfg.backend(lines));
    }

    static String request(String... lines) {
        Step.Send send = (Step.Send) plan(lines).steps().get(1);
        return new String(send.bytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "|");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            option httpchk                     ; OPTIONS / HTTP/1.0||
            option httpchk /foo                ; OPTIONS /foo HTTP/1.0||
            option httpchk GET /foo            ; GET /foo HTTP/1.0||
            option httpchk OPTIONS *           ; OPTIONS * HTTP/1.0||
            option httpchk GET /foo HTTP/1.1   ; GET /foo HTTP/1.1|connection: close||
            option httpchk GET /foo HTTP/2.0   ; GET /foo HTTP/1.1|connection: close||
            option httpchk PUT /3 HTTP/1.0     ; PUT /3 HTTP/1.0|content-length: 0||
            option httpchk POST /2 HTTP/1.1    ; POST /2 HTTP/1.1|content-length: 0|connection: close||
            option httpchk HEAD /f HTTP/1.1\\r\\nHost:\\ www\\r\\nUser-Agent:\\ x ; HEAD /f HTTP/1.1|host: www|user-agent: x|connection: close||
            option httpchk GET /f HTTP/1.0\\r\\nAuthorization:\\ Basic\\ xyz   ; GET /f HTTP/1.0|authorization: Basic xyz||
            option httpchk GET /f HTTP/1.1\\r\\nHost:\\ a\\r\\n\\r\\nabc     ; GET /f HTTP/1.1|host: a|content-length: 3|connection: close||abc
            """)
    void the_option_alone(String line, String request) {
        assertThat(request(line)).isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            GET /                           ; meth POST uri /x ver HTTP/1.1 hdr Host h.example hdr X-A "b c" body "hello" ; POST /x HTTP/1.1|host: h.example|x-a: b c|content-length: 5|connection: close||hello
            GET /q                          ; hdr Host www hdr connection keep-alive      ; GET /q HTTP/1.0|host: www|connection: keep-alive||
            GET /q HTTP/1.1                 ; hdr Connection keep-alive                   ; GET /q HTTP/1.1||
            GET /q HTTP/1.1\\r\\nHost:\\ a  ; hdr X-C 2                                   ; GET /q HTTP/1.1|x-c: 2|connection: close||
            GET /6 HTTP/1.1\\r\\nHost:\\ a  ; body x                                      ; GET /6 HTTP/1.1|host: a|content-length: 1|connection: close||x
            GET http://foo/bar HTTP/1.1     ; hdr Host zz                                 ; GET http://zz/bar HTTP/1.1|host: zz|connection: close||
            GET /7 HTTP/1.1                 ; hdr Content-Length 9 hdr Transfer-Encoding chunked body xy ; GET /7 HTTP/1.1|content-length: 2|connection: close||xy
            GET /8 HTTP/1.1                 ; hdr X 100%%                                 ; GET /8 HTTP/1.1|x: 100%|connection: close||
            ''                              ; body abc                                    ; OPTIONS / HTTP/1.0|content-length: 3||abc
            ''                              ; uri /only                                   ; OPTIONS /only HTTP/1.0||
            """)
    void the_option_changed_by_a_send_line(String option, String send, String request) {
        assertThat(request("option httpchk " + option, "http-check send " + send))
                .isEqualTo(request);
    }

    @Test
    void a_request_that_nobody_judges_is_judged_by_2xx_and_3xx() {
        CheckPlan plan = plan("option httpchk");
        assertThat(plan.steps()).hasSize(3);
        Step.Expect expect = (Step.Expect) plan.steps().get(2);
        Pattern.OfStatus alive = (Pattern.OfStatus) expect.pattern();
        assertThat(alive.accepts(199)).isFalse();
        assertThat(alive.accepts(200)).isTrue();
        assertThat(alive.accepts(399)).isTrue();
        assertThat(alive.accepts(400)).isFalse();
    }

    @Test
    void connect_lines_make_several_exchanges() {
        CheckPlan plan = plan(
                "option httpchk",
                "http-check connect",
                "http-check send meth GET uri /a",
                "http-check connect port 81",
                "http-check comment second",
                "http-check send meth GET uri /b",
                "http-check expect ! string bad");
        assertThat(plan.steps()).hasSize(6);
        assertThat(plan.steps().get(2)).isEqualTo(Expectation.alive());
        assertThat(((Step.Connect) plan.steps().get(3)).port()).isEqualTo(81);
        assertThat(plan.steps().get(4).comment()).isEqualTo("second");
        assertThat(plan.steps().get(5).number()).isEqualTo(6);
        assertThat(((Step.Expect) plan.steps().get(5)).negated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http-check sent uri /        | test.cfg:3:12: error: unknown word 'sent' in 'http-check'; did you mean 'send'?
            http-check send url /        | test.cfg:3:17: error: unknown option 'url' in 'http-check'; did you mean 'uri'?
            http-check send uri          | test.cfg:3:17: error: 'http-check': 'uri' needs an argument
            http-check send hdr X %[src] | test.cfg:3:23: error: 'hdr with a log-format variable' in 'http-check' is known to HAProxy, not in hecd yet
            http-check send-state        | test.cfg:3:12: error: 'send-state' in 'http-check' is known to HAProxy, not in hecd yet
            http-check set-var(check.x) int(1) | test.cfg:3:12: error: 'set-var(check.x)' in 'http-check' is known to HAProxy, not in hecd yet
            http-check expect status 2xx | test.cfg:3:26: error: '2xx' is no status and no range of them; as in 200,301-399
            http-check expect rstatus [  | test.cfg:3:27: error: 'rstatus': Unclosed character class in the regular expression
            http-check expect stats 200  | test.cfg:3:19: error: unknown match 'stats' in 'http-check'; did you mean 'status'?
            http-check expect hdr name x | test.cfg:3:19: error: 'hdr' in 'http-check' is known to HAProxy, not in hecd yet
            http-check connect ssl       | test.cfg:3:20: error: 'ssl' in 'http-check' is known to HAProxy, not in hecd yet
            http-check disable-on-404 x  | test.cfg:3:27: error: unexpected word in 'http-check'
            """)
    void mistakes_are_told_with_their_place(String line, String message) {
        assertThatThrownBy(() -> plan("option httpchk", line))
                .isInstanceOf(Mistake.class)
                .hasMessage(message);
    }

    @Test
    void other_protocols_are_known_by_name() {
        assertThatThrownBy(() -> plan("option mysql-check"))
                .hasMessageContaining("'option mysql-check' is known to HAProxy, not in hecd yet");
        assertThatThrownBy(() -> plan("option htp")).hasMessageContaining("unknown check 'htp'; did you mean 'http'?");
    }
}
