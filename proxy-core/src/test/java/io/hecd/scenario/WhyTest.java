package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.proxy.Stories;
import io.hecd.proxy.Story;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.traffic.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept of an exchange that failed: the story that `hecd why ID` tells. */
@ExtendWith(ScenarioKit.class)
class WhyTest {
    private static final String TOP = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 50s
              timeout server 5s
            """;

    @Test
    void the_id_of_an_answer_leads_to_its_story(Scenario s) {
        s.origin("s1").refuse();
        s.origin("s2").refuse();
        s.proxy(TOP + """
                frontend web
                  bind ${web}
                  log-format "%ST %[reason] %[reason_id]"
                  http-request set-header x-a b if { path_beg /a }
                  use_backend app if { path_beg /a }
                backend app
                  retries 1
                  server s1 ${s1}
                  server s2 ${s2}
                """);
        Answer answer = s.client().get("/a?b=c", "Cookie: secret=1", "Authorization: Basic c2VjcmV0");
        assertThat(answer.status()).isEqualTo(503);
        String id = id(answer);
        assertThat(answer.body()).contains("Id: " + id);
        s.log().containing("503 connect-refused " + id);

        Story story = story(s, id);
        assertThat(story.ending()).isEqualTo(Ending.CONNECT_REFUSED);
        assertThat(story.flags()).isEqualTo("SC");
        assertThat(story.status()).isEqualTo(503);
        assertThat(story.requestLine()).isEqualTo("GET /a?b=c HTTP/1.1");
        assertThat(story.frontend()).isEqualTo("web");
        assertThat(story.backend()).isEqualTo("app");
        assertThat(story.client()).startsWith("127.0.0.1:");
        assertThat(story.bind()).endsWith(":" + s.client().address().getPort());
        assertThat(story.rules())
                .extracting(at -> at.source().line(at.line()).strip())
                .containsExactly(
                        "http-request set-header x-a b if { path_beg /a }", "use_backend app if { path_beg /a }");
        assertThat(story.attemptsMade()).isEqualTo(2);
        assertThat(story.attempts()).extracting(Story.Attempt::server).containsExactly("s1", "s2");
        assertThat(story.attempts()).extracting(Story.Attempt::ending).containsOnly(Ending.CONNECT_REFUSED);
        assertThat(story.attempts()).extracting(Story.Attempt::cause).allMatch(cause -> cause.contains("refused"));
        assertThat(story.toString()).doesNotContain("secret").doesNotContain("c2VjcmV0");
    }

    @Test
    void servers_that_were_out_are_named_with_their_reason(Scenario s) {
        s.origin("s1");
        s.proxy(TOP + """
                listen px
                  bind ${px}
                  server s1 ${s1}
                  server s2 127.0.0.1:1 disabled
                  server s3 127.0.0.1:1
                """);
        var control = s.loadBalancer().backends().get(0);
        s.loadBalancer().control().call(() -> {
            control.oper(s.server("px", "s1"), OperState.STOPPED, "Layer4 timeout");
            control.admin(s.server("px", "s3"), AdminState.FORCED_DRAIN, 0, "by an operator");
            return this;
        });
        Story story = story(s, id(s.client().get("/")));
        assertThat(story.ending()).isEqualTo(Ending.NO_SERVER);
        assertThat(story.attempts()).isEmpty();
        assertThat(story.servers()).isEqualTo(3);
        assertThat(story.absentInAll()).isEqualTo(3);
        assertThat(story.absent())
                .extracting(out -> out.server() + " " + out.state() + " " + out.why())
                .containsExactly("s1 DOWN Layer4 timeout", "s2 MAINT ", "s3 DRAIN by an operator");
        assertThat(story.absent().get(0).sinceMillis()).isPositive();
    }

    @Test
    void what_a_server_did_wrong_is_told(Scenario s) {
        s.origin("s1").garbage("nonsense\r\n\r\n");
        s.proxy(TOP + """
                listen px
                  bind ${px}
                  server s1 ${s1}
                """);
        Answer answer = s.client().get("/");
        assertThat(answer.status()).isEqualTo(502);
        Story story = story(s, id(answer));
        assertThat(story.attempts()).extracting(Story.Attempt::ending).containsExactly(Ending.BAD_RESPONSE);
        assertThat(story.absent()).isEmpty();
    }

    @Test
    void a_rule_that_denies_is_the_last_that_matched(Scenario s) {
        s.origin("s1");
        s.proxy(TOP + """
                listen px
                  bind ${px}
                  http-request deny deny_status 429 if { path /no }
                  server s1 ${s1}
                """);
        Answer answer = s.client().get("/no");
        assertThat(answer.status()).isEqualTo(429);
        Story story = story(s, id(answer));
        assertThat(story.ending()).isEqualTo(Ending.DENIED);
        assertThat(story.status()).isEqualTo(429);
        assertThat(story.rules())
                .extracting(at -> at.source().line(at.line()).strip())
                .containsExactly("http-request deny deny_status 429 if { path /no }");
    }

    @Test
    void what_cannot_be_read_has_a_story_and_a_long_uri_is_cut(Scenario s) {
        s.proxy(TOP + """
                listen px
                  bind ${px}
                  server s1 127.0.0.1:1 disabled
                """);
        Story bad = story(s, id(s.client().raw("GET / HTTP/1.1\r\nHo st: x\r\n\r\n")));
        assertThat(bad.ending()).isEqualTo(Ending.BAD_REQUEST);
        assertThat(bad.requestLine()).isEmpty();
        Story longOne = story(s, id(s.client().get("/" + "x".repeat(1000))));
        assertThat(longOne.requestLine()).hasSize(259).endsWith("xxx...");
    }

    @Test
    void tcp_has_stories_too(Scenario s) {
        s.origin("s1").refuse();
        s.proxy("""
                defaults
                  mode tcp
                  timeout connect 1s
                  timeout client 5s
                  timeout server 5s
                listen px
                  bind ${px}
                  retries 0
                  server s1 ${s1}
                """);
        try (var client = s.client().open()) {
            assertThat(client.untilClosed()).isEmpty();
        }
        eventually(() -> assertThat(s.loadBalancer().stories(5)).hasSize(1));
        Story story = s.loadBalancer().stories(5).get(0);
        assertThat(story.ending()).isEqualTo(Ending.CONNECT_REFUSED);
        assertThat(story.requestLine()).isEmpty();
        assertThat(story.attempts()).hasSize(1);
    }

    @Test
    void only_the_last_ones_are_kept_and_what_went_well_has_none(Scenario s) {
        s.origin("s1");
        s.proxy(TOP + """
                listen px
                  bind ${px}
                  http-request deny if { path /no }
                  http-request return status 503 if { path /mine }
                  server s1 ${s1}
                """);
        assertThat(s.client().get("/").status()).isEqualTo(200);
        assertThat(s.client().get("/mine").status()).isEqualTo(503);
        assertThat(s.loadBalancer().stories(10)).isEmpty();
        String first = "";
        String last = "";
        try (var client = s.client().open()) {
            for (int i = 0; i <= Stories.KEPT; i++) {
                last = id(client.send("GET /no HTTP/1.1\r\nHost: x\r\n\r\n").answer());
                if (i == 0) first = last;
            }
        }
        assertThat(story(s, last).id()).isEqualTo(last);
        assertThat(s.loadBalancer().story(first)).isEmpty();
        assertThat(s.loadBalancer().stories(5000)).hasSize(Stories.KEPT);
        assertThat(s.loadBalancer().stories(1).get(0).id()).isEqualTo(last);
    }

    /** It is told when the answer has left, so a client may know the id a moment before. */
    private static Story story(Scenario s, String id) {
        eventually(() -> assertThat(s.loadBalancer().story(id)).isPresent());
        return s.loadBalancer().story(id).orElseThrow();
    }

    private static String id(Answer answer) {
        String header = answer.header("x-hecd-reason");
        assertThat(header).as(answer.head()).contains(" ");
        return header.substring(header.indexOf(' ') + 1);
    }
}
