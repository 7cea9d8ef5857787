package io.hecd.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Source;
import io.hecd.proxy.Service;
import io.hecd.runtime.Explanation;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.runtime.Question;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** `http-request use-service` (manual 4.2): a service of the program answers what the rule is for, and nothing else. */
@ExtendWith(ScenarioKit.class)
class UseServiceTest {
    private static final String DEFAULTS = """
            defaults
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            """;

    /** Says what it was asked, on a thread of its own. */
    private record Echo() implements Service {
        @Override
        public void answer(Query query, Consumer<Reply> then) {
            Thread thread = new Thread(() -> then.accept(new Reply(
                    200,
                    List.of(new Header("content-type", "text/plain")),
                    (query.method() + " " + query.target()).getBytes(StandardCharsets.US_ASCII))));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void withEcho(Scenario s) {
        Parts parts = Parts.standard();
        parts.named().with("echo", new Echo());
        s.with(builder -> builder.parts(parts));
    }

    @Test
    void a_named_service_answers_what_its_rule_is_for(Scenario s) {
        s.origin("s1");
        withEcho(s);
        s.proxy(DEFAULTS + """
                listen px
                  bind ${px}
                  http-request use-service echo if { path /echo }
                  http-request set-path /behind
                  redirect location /elsewhere if { query gone }
                  http-after-response set-header x-seen yes
                  server s1 ${s1}
                """);
        Answer answer = s.client().get("/echo?a");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("GET /echo?a");
        assertThat(answer.header("x-seen")).isEqualTo("yes");
        assertThat(s.client().get("/other").body()).isEqualTo("s1");
        // HAProxy looks at `redirect` lines before the service gets the request.
        assertThat(s.client().get("/echo?gone").status()).isEqualTo(302);
    }

    @Test
    void each_request_of_a_connection_is_chosen_for_anew(Scenario s) throws Exception {
        s.origin("s1");
        withEcho(s);
        s.proxy(DEFAULTS + """
                listen px
                  bind ${px}
                  http-request use-service echo if { path /echo }
                  server s1 ${s1}
                """);
        try (Conversation open = s.client().open()) {
            for (int i = 0; i < 3; i++) {
                open.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(open.answer().body()).isEqualTo("GET /echo");
                open.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(open.answer().body()).isEqualTo("s1");
            }
        }
    }

    @Test
    void a_backend_may_name_a_service_too(Scenario s) {
        withEcho(s);
        s.proxy(DEFAULTS + """
                frontend px
                  bind ${px}
                  default_backend inside
                backend inside
                  http-request use-service echo
                """);
        assertThat(s.client().get("/b").body()).isEqualTo("GET /b");
    }

    @Test
    void an_explanation_says_that_a_service_answers() throws Exception {
        Parts parts = Parts.standard();
        parts.named().with("echo", new Echo());
        String text = DEFAULTS + """
                listen px
                  bind 127.0.0.1:8080
                  http-request use-service echo if { path /echo }
                  server s1 127.0.0.1:1
                """;
        Explanation explained = LoadBalancer.explain(
                parts,
                List.of(new Source("t.cfg", text)),
                Environment.of(Map.of()),
                Question.get("http://127.0.0.1:8080/echo"));
        assertThat(explained.verdict()).isEqualTo(Explanation.Verdict.ANSWER);
        assertThat(explained.steps().toString()).contains("the service 'echo' answers here");
    }
}
