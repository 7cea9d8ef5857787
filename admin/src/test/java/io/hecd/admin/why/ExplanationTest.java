package io.hecd.admin.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Source;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.Explanation;
import io.hecd.runtime.Explanation.Candidate;
import io.hecd.runtime.Explanation.Verdict;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.runtime.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests would go, and why. */
class ExplanationTest {
    private static final String EDGE = """
            defaults
                mode http
                timeout client 5s
                timeout server 5s
                timeout connect 5s
            frontend web
                bind :80
                bind 192.0.2.1:8080
                acl static path_beg /static
                monitor-uri /up
                http-request set-header X-Seen yes
                http-request deny if { src 10.0.0.0/8 } !static
                http-request return status 418 if { hdr(x-tea) yes }
                redirect scheme https code 301 if { path /secure }
                use_backend files if static
                use_backend empty if { path /empty }
                default_backend app
            backend app
                http-request set-path /app%[path]
                server a1 192.0.2.11:80 weight 10
                server a2 unknown.invalid:80
                server a3 192.0.2.13:80 disabled
            backend files
                balance uri
                server f1 192.0.2.21:80
                server f2 192.0.2.22:80
                server f3 192.0.2.23:80
            backend empty
                server e1 192.0.2.31:80 disabled
            frontend raw
                mode tcp
                bind :25
                default_backend mail
            backend mail
                mode tcp
                balance leastconn
                server m1 192.0.2.41:25
                server m2 192.0.2.42:25
            """;

    @Test
    void a_request_is_followed_to_the_servers_that_may_get_it() throws Exception {
        assertThat(ExplanationText.text(explain(Question.get("http://www.example/x"))))
                .isEqualTo("""
                edge.cfg:7:5: frontend 'web' listens here
                      bind :80
                      ^~~~
                edge.cfg:11:5: this http-request line matches
                      http-request set-header X-Seen yes
                      ^~~~~~~~~~~~
                edge.cfg:17:21: so backend 'app' takes it
                      default_backend app
                                      ^~~
                edge.cfg:19:5: this http-request line matches
                      http-request set-path /app%[path]
                      ^~~~~~~~~~~~
                edge.cfg:20:5: server 'a1' at 192.0.2.11:80, weight 10
                      server a1 192.0.2.11:80 weight 10
                      ^~~~~~
                edge.cfg:21:5: server 'a2' at unknown.invalid:80, weight 1
                      server a2 unknown.invalid:80
                      ^~~~~~
                => app: any of them in turn ('balance roundrobin')
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://192.0.2.1:8080/up          | 127.0.0.1 |            | ANSWER    | 200",
                "http://192.0.2.9:8080/            | 127.0.0.1 |            | NOBODY    | 0",
                "http://www/x                      | 10.1.2.3  |            | ANSWER    | 403",
                "http://www/static/x               | 10.1.2.3  |            | SERVER    | 0",
                "http://www/x                      | 127.0.0.1 | X-Tea: yes | ANSWER    | 418",
                "http://www/secure                 | 127.0.0.1 |            | ANSWER    | 301",
                "http://www/empty                  | 127.0.0.1 |            | NO_SERVER | 503",
                "tcp://mx:25                       | 127.0.0.1 |            | SERVER    | 0",
            })
    void each_end_has_its_verdict(String url, String from, String header, Verdict verdict, int status)
            throws Exception {
        List<String> headers = header == null ? List.of() : List.of(header);
        Explanation explanation = explain(new Question("GET", url, "", from, headers));
        assertThat(explanation.verdict()).isEqualTo(verdict);
        assertThat(explanation.status()).isEqualTo(status);
    }

    @Test
    void a_hash_picks_the_server_that_would_get_it() throws Exception {
        Explanation first = explain(Question.get("http://www/static/a"));
        assertThat(first.candidates()).hasSize(1);
        assertThat(first.choice()).isEqualTo("'balance uri' always picks this one");
        assertThat(explain(Question.get("http://www/static/a")).candidates().toString())
                .isEqualTo(first.candidates().toString());
        assertThat(ExplanationText.json(first))
                .startsWith("{\"verdict\":\"server\",\"frontend\":\"web\",\"backend\":\"files\"")
                .contains("\"at\":{\"file\":\"edge.cfg\",\"line\":15,\"text\":\"use_backend files if static\"}");
    }

    @Test
    void a_redirect_tells_where_to() throws Exception {
        assertThat(ExplanationText.text(explain(Question.get("http://www/secure"))))
                .contains("this redirect line answers and sends the client to https://www/secure")
                .endsWith("=> 301: answered by hecd\n");
    }

    @Test
    void leastconn_says_which_of_them() throws Exception {
        Explanation mail = explain(Question.get("tcp://mx:25"));
        assertThat(mail.choice()).isEqualTo("the one with the fewest connections");
        assertThat(mail.candidates()).extracting(Candidate::name).containsExactly("m1", "m2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense        | 127.0.0.1 | 'nonsense' is no URL",
                "/x              | 127.0.0.1 | to which frontend?",
                "ftp://x/        | 127.0.0.1 | 'ftp' is no scheme",
                "http://x:0/     | 127.0.0.1 | '0' is no port",
                "http://x/       | nowhere   | 'nowhere' is no IP address",
                "http://x/a b    | 127.0.0.1 | this request would be answered 400",
                "tcp://x:80      | 127.0.0.1 | frontend 'web' is in mode http",
            })
    void a_question_that_makes_no_sense_is_not_answered(String url, String from, String why) {
        assertThatThrownBy(() -> explain(new Question("GET", url, "", from, List.of())))
                .isInstanceOf(Question.Unasked.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void the_running_one_knows_the_state_of_its_servers() throws Exception {
        try (LoadBalancer running =
                LoadBalancer.builder().configuration("""
                listen px
                  mode http
                  bind 127.0.0.1:0
                  timeout client 5s
                  timeout server 5s
                  timeout connect 5s
                  server s1 127.0.0.1:1
                  server s2 127.0.0.1:2 disabled
                """).threads(1).start()) {
            Explanation explanation = running.explain(Question.get("/x"));
            assertThat(explanation.candidates()).extracting(Candidate::name).containsExactly("s1");
            assertThat(explanation.choice()).isEqualTo("the only server");
        }
    }

    private static Explanation explain(Question question) throws ConfigurationException {
        return LoadBalancer.explain(
                Parts.standard(), List.of(new Source("edge.cfg", EDGE)), Environment.system(), question);
    }
}
