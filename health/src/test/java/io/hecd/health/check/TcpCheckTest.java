package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.text.Mistake;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpCheckTest {
    private static CheckPlan plan(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "option tcp-check";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return (CheckPlan) Checks.standard().plan(SmallCfg.backend(all));
    }

    @Test
    void without_lines_it_connects() {
        assertThat(plan().steps()).containsExactly(Step.Connect.IMPLICIT);
        assertThat(((CheckPlan) Checks.standard().plan(SmallCfg.backend("mode tcp"))).steps())
                .containsExactly(Step.Connect.IMPLICIT);
    }

    @Test
    void lines_become_numbered_steps_behind_a_connection() {
        CheckPlan plan = plan(
                "tcp-check comment hello",
                "tcp-check send PING\\r\\n",
                "tcp-check expect comment world string +PONG",
                "tcp-check send-binary 51550d0a",
                "tcp-check expect !rstring ^-ERR");
        assertThat(plan.steps()).hasSize(5);
        assertThat(plan.steps().get(0)).isEqualTo(Step.Connect.IMPLICIT);
        Step.Send ping = (Step.Send) plan.steps().get(1);
        assertThat(ping.number()).isEqualTo(2);
        assertThat(ping.comment()).isEqualTo("hello");
        assertThat(new String(ping.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo("PING\r\n");
        assertThat(plan.steps().get(2).comment()).isEqualTo("world");
        assertThat(new String(((Step.Send) plan.steps().get(3)).bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("QU\r\n");
        assertThat(((Step.Expect) plan.steps().get(4)).negated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "string 200,         HTTP/1.0 200 OK, true",
        "string 201,         HTTP/1.0 200 OK, false",
        "rstring ^HTTP.*2.0, HTTP/1.0 200 OK, true",
        "rstring ^2.0,       HTTP/1.0 200 OK, false",
        "binary 4f4B,        HTTP/1.0 200 OK, true",
        "binary 4f4C,        HTTP/1.0 200 OK, false",
        "rbinary 20323.3,    HTTP/1.0 200 OK, true",
        "rbinary 4f4c,       HTTP/1.0 200 OK, false",
    })
    void patterns_look_into_the_bytes_received(String words, String content, boolean found) {
        Step.Expect expect =
                (Step.Expect) plan("tcp-check expect " + words).steps().get(1);
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(((Pattern.OfContent) expect.pattern()).isIn(bytes, bytes.length))
                .isEqualTo(found);
    }

    @Test
    void only_bytes_received_are_looked_at() {
        byte[] bytes = "abcdef".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new Pattern.Literal("cd".getBytes(StandardCharsets.ISO_8859_1), false).isIn(bytes, 3))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tcp-check send-binary 5     | test.cfg:3:23: error: 'send-binary' needs an even number of hexadecimal digits
            tcp-check expect status 200 | test.cfg:3:18: error: unknown match 'status' in 'tcp-check'; one of string, rstring, binary, rbinary, min-recv, comment, ok-status, error-status, tout-status
            tcp-check expect ok-status L4TOUT string x | test.cfg:3:28: error: 'L4TOUT' is no status for 'ok-status'; one of [L7OK, L7OKC, L6OK, L4OK]
            tcp-check expect string x y | test.cfg:3:27: error: unexpected word 'y' after 'string'
            tcp-check expect            | test.cfg:3:11: error: 'expect' needs a pattern; one of string, rstring, binary, rbinary, min-recv, comment, ok-status, error-status, tout-status
            tcp-check connect port 0    | test.cfg:3:24: error: '0' is not a number for 'port'; from 1 to 65535
            tcp-check send-lf x         | test.cfg:3:11: error: 'send-lf' in 'tcp-check' is known to HAProxy, not in hecd yet
            """)
    void mistakes_are_told_with_their_place(String line, String message) {
        assertThatThrownBy(() -> plan(line)).isInstanceOf(Mistake.class).hasMessage(message);
    }

    @Test
    void a_connect_line_must_be_first() {
        assertThatThrownBy(() -> plan("tcp-check send x", "tcp-check connect"))
                .hasMessageContaining("the first step must be a 'connect'");
    }
}
