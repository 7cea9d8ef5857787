package io.hecd.admin.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Operator;
import io.hecd.admin.kit.Site;
import io.hecd.scenario.kit.Haproxy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a conversation goes (management 9.3): the bytes on the wire are those of HAProxy, with half a close and without. */
class ConversationTwinTest {
    private static final String CONFIGURATION = """
            global
              stats socket @DIR@/SOCK.sock level admin
              stats timeout 10s
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            frontend fe
              bind ${SOCK}
              default_backend app
            backend app
              server s1 127.0.0.1:9 weight 10
              server s2 127.0.0.1:9 weight 20
            """;

    private static final Site SITE = new Site();
    private static @Nullable Haproxy twin;

    @BeforeAll
    static void start() {
        Haproxy.require();
        SITE.run(CONFIGURATION.replace("SOCK", "hecd"));
        twin = Haproxy.start(
                SITE.fill(CONFIGURATION.replace("SOCK", "twin")),
                SITE.address("twin").getPort());
    }

    @AfterAll
    static void stop() {
        if (twin != null) twin.close();
        SITE.close();
    }

    private static Path hecd() {
        return SITE.path("hecd.sock");
    }

    private static Path twin() {
        return SITE.path("twin.sock");
    }

    private static String talk(Path socket, String sent) {
        try (Operator operator = Operator.at(socket)) {
            return operator.send(sent).noMore().toEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get weight app/s1\n",
                "get weight app/s1",
                "get weight app/s1\r\n",
                "get weight app/s1\nget weight app/s2\n",
                "get weight app/s1;get weight app/s2\n",
                "get weight app/s1;get weight app/s2\nget weight app/s1\n",
                "prompt\nget weight app/s1\nget weight app/s2\n",
                "prompt\nget weight app/s1\nquit\nget weight app/s2\n",
                "prompt;get weight app/s1\nshow cli level\n",
                "get weight app/s1;prompt\nget weight app/s2\n",
                "prompt\nget weight app/zz\nprompt\nget weight app/s1\n",
                "prompt\nquit;get weight app/s1\n",
                "quit\n",
                "quit;get weight app/s1\n",
                "set severity-output number;prompt\nget weight a/b\nset weight app/s1 300\n",
                "set timeout cli 1;prompt\n",
                "prompt\nget weight app/s1 <<\nx\ny\n\nget weight app/s2\n",
                "get weight app/s1 <<\nx;y\n\nget weight app/s2\n",
                "get weight app/s1 <<\nx\n",
                "get weight app\\/s1\n",
                "get weight app/s1 # x\n",
                "operator;show cli level\nshow cli level\n",
                "",
            })
    void it_goes_as_with_haproxy(String sent) {
        assertThat(talk(hecd(), sent)).isEqualTo(talk(twin(), sent));
    }

    @Test
    void one_line_is_answered_and_the_connection_closed_though_the_client_stays() {
        for (Path socket : new Path[] {twin(), hecd()})
            try (Operator operator = Operator.at(socket)) {
                assertThat(operator.send("get weight app/s2\n").toEnd()).isEqualTo("20 (initial 20)\n\n");
            }
    }

    @Test
    void with_prompt_each_line_is_answered_when_it_comes() {
        for (Path socket : new Path[] {twin(), hecd()})
            try (Operator operator = Operator.at(socket)) {
                assertThat(operator.send("prompt\n").until("> ")).isEqualTo("\n> ");
                assertThat(operator.send("get weight app/s2\n").until("> ")).isEqualTo("20 (initial 20)\n\n> ");
                assertThat(operator.send("get weight").send(" app/s2\n").until("> "))
                        .isEqualTo("20 (initial 20)\n\n> ");
                assertThat(operator.send("quit\n").toEnd()).isEmpty();
            }
    }

    @Test
    void whoever_is_silent_is_sent_away() {
        for (Path socket : new Path[] {twin(), hecd()})
            try (Operator operator = Operator.at(socket)) {
                assertThat(operator.send("set timeout cli 1;prompt\n").until("> "))
                        .isEqualTo("\n\n> ");
                assertThat(operator.toEnd()).isEmpty();
            }
    }

    @Test
    void who_sends_more_than_a_buffer_without_a_line_is_sent_away() {
        // HAProxy waits for its timeout first.
        try (Operator operator = Operator.at(hecd())) {
            assertThat(operator.send("a".repeat(20_000)).toEnd()).isEmpty();
        }
    }

    @Test
    void a_payload_may_end_with_a_word_of_its_own() {
        assertThat(talk(hecd(), "get weight app/s1 <<%EOF%\nx\n\ny\n%EOF%\nget weight app/s2\n"))
                .isEqualTo("10 (initial 10)\n\n20 (initial 20)\n\n");
    }
}
