package io.hecd.rule.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.acl.Acls;
import io.hecd.acl.Conditions;
import io.hecd.acl.Matchers;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.rule.Catalogs;
import io.hecd.rule.Outcome;
import io.hecd.rule.RuleCompiler;
import io.hecd.rule.RuleCursor;
import io.hecd.rule.RuleScope;
import io.hecd.rule.RuleSet;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Expression;
import io.hecd.sample.Samples;
import io.hecd.sample.Text;
import io.hecd.traffic.FakeTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each action on a bare exchange: what the request or answer looks like afterwards. */
final class ActionsTest {
    private final FakeTransaction exchange =
            new FakeTransaction().get("/a/b?x=1", "Host: h.example", "X-A: one, two", "X-B: 3", "X-A: four");
    private final Problems problems = new Problems();

    /** Literal text and `%[expression]`, enough of a log format for these tests. */
    private static Text text(Word word, Checkpoint where) {
        int open = word.text().indexOf("%[");
        if (open < 0) return Text.constant(word.bytes());
        int close = word.text().indexOf(']', open);
        Text before = Text.constant(io.hecd.bytes.Ascii.bytes(word.text().substring(0, open)));
        Expression expression = Samples.PARSER.parse(word, open + 2, close, where);
        Text after = Text.constant(io.hecd.bytes.Ascii.bytes(word.text().substring(close + 1)));
        return (transaction, out) -> {
            before.write(transaction, out);
            expression.appendTo(transaction, out);
            after.write(transaction, out);
        };
    }

    /** `SET ACTION ARGUMENTS`, one rule a line, each run always. */
    private RuleSet rules(String set, String lines) {
        List<RuleConfig> rules = new ArrayList<>();
        for (Line line : Conditions.lines(lines, problems))
            rules.add(new RuleConfig(line.at(), set, line.words(), ConditionConfig.ALWAYS));
        Catalogs catalogs = new Catalogs(Samples.PARSER.vocabulary(), Matchers.standard(), Actions.standard());
        RuleCompiler compiler = new RuleCompiler(catalogs, ActionsTest::text, RuleScope.NONE, problems);
        Acls acls = compiler.acls(List.of());
        return compiler.ruleSet(set, rules, acls);
    }

    private Outcome run(String set, String lines) {
        RuleSet compiled = rules(set, lines);
        assertThat(problems.list()).isEmpty();
        Outcome outcome = compiled.run(exchange, new RuleCursor());
        assertThat(exchange.scratch().mark()).as("scratch memory given back").isZero();
        return outcome;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set-header X-A z%[src]z | GET /a/b?x=1;host: h.example;x-b: 3;x-a: z127.0.0.1z",
                "set-header X-A %[hdr(x-a,1)] | GET /a/b?x=1;host: h.example;x-b: 3;x-a: one",
                "add-header X-C %[path,upper] | GET /a/b?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four;x-c: /A/B",
                "del-header x-a | GET /a/b?x=1;host: h.example;x-b: 3",
                "del-header X- -m beg | GET /a/b?x=1;host: h.example",
                "del-header -a -m end | GET /a/b?x=1;host: h.example;x-b: 3",
                "del-header os -m sub | GET /a/b?x=1;x-a: one, two;x-b: 3;x-a: four",
                "del-header ^X-[A]$ -m reg | GET /a/b?x=1;host: h.example;x-b: 3",
                "replace-header X-A ^(o)(.*)$ '\\2-\\1' | GET /a/b?x=1;host: h.example;x-a: ne, two-o;x-b: 3;x-a: four",
                "replace-value X-A ^(.)o '\\1%[src]' | GET /a/b?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: f127.0.0.1",
                "replace-value X-A ^t(.*) '<\\1>' | GET /a/b?x=1;host: h.example;x-a: one, <wo>;x-b: 3;x-a: four",
                "set-method PUT | PUT /a/b?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "set-path /%[hdr(host)]%[path] | GET /h.example%[path]?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "set-path /n | GET /n?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "set-pathq /n?q | GET /n?q;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "set-query y=2 | GET /a/b?y=2;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "set-uri http://o/%[path] | GET http://o//a/b;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "replace-path /a/(.*) /z/\\1 | GET /z/b?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "replace-pathq (.*)\\?x=(.) /z/\\2 | GET /z/1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
                "replace-uri ^/(.*) http://o/\\1 | GET http://o/a/b?x=1;host: h.example;x-a: one, two;x-b: 3;x-a: four",
            })
    void edits_the_request(String rule, String request) {
        assertThat(run("http-request", rule)).isEqualTo(Outcome.CONTINUE);
        String shown = exchange.requestText().strip().replace(" HTTP/1.1", "").replace('\n', ';');
        assertThat(shown).isEqualTo(request);
    }

    @Test
    void a_query_is_emptied_but_its_mark_stays_and_none_is_made_for_nothing() {
        run("http-request", "set-query %[hdr(none)]");
        assertThat(exchange.requestText()).startsWith("GET /a/b? HTTP/1.1\n");
        exchange.get("/a");
        run("http-request", "set-query %[hdr(none)]");
        assertThat(exchange.requestText()).startsWith("GET /a HTTP/1.1\n");
        run("http-request", "set-query z");
        assertThat(exchange.requestText()).startsWith("GET /a?z HTTP/1.1\n");
    }

    @Test
    void the_star_is_replaced_by_a_path_and_an_authority_is_kept() {
        exchange.request("OPTIONS * HTTP/1.1\nHost: a\n\n");
        run("http-request", "set-path /x");
        assertThat(exchange.requestText()).startsWith("OPTIONS /x HTTP/1.1\n");
        exchange.request("GET http://h.example/a?b HTTP/1.1\nHost: h.example\n\n");
        run("http-request", "set-path /x");
        assertThat(exchange.requestText()).startsWith("GET http://h.example/x?b HTTP/1.1\n");
    }

    @Test
    void edits_of_the_response() {
        exchange.response("HTTP/1.1 200 OK\nServer: s\nX-A: 1\n\n");
        assertThat(run("http-response", "del-header Server\nset-header X-A %[status]\nset-status 404"))
                .isEqualTo(Outcome.CONTINUE);
        assertThat(exchange.responseText()).isEqualTo("HTTP/1.1 404 Not Found\nx-a: 200\n\n");
        run("http-response", "set-status 200 reason 'So so'");
        assertThat(exchange.responseText()).startsWith("HTTP/1.1 200 So so\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redirect location /x | 302;content-length: 0;location: /x;cache-control: no-cache",
                "redirect location /x code 301 | 301;content-length: 0;location: /x",
                "redirect code 308 location /x%[path] | 308;content-length: 0;location: /x/a/b",
                "redirect prefix http://o set-cookie A=b | 302;content-length: 0;location: http://o/a/b?x=1;cache-control: no-cache;set-cookie: A=b; path=/;",
                "redirect prefix / drop-query append-slash code 301 clear-cookie A= | 301;content-length: 0;location: /a/b/;set-cookie: A=; path=/; Max-Age=0;",
                "redirect scheme https | 302;content-length: 0;location: https://h.example/a/b?x=1;cache-control: no-cache",
                "redirect location %[hdr(none)] | 302;content-length: 0;location:;cache-control: no-cache",
                "return | 200;content-length: 0",
                "return status 204 | 204",
                "return status 404 hdr X-Why %[src] | 404;x-why: 127.0.0.1;content-length: 0",
                "return content-type text/plain string hi%[src] | 200;content-length: 8;content-type: text/plain;;hi%[src]",
                "return content-type text/plain lf-string hi%[src] hdr A b | 200;a: b;content-length: 11;content-type: text/plain;;hi127.0.0.1",
            })
    void answers(String rule, String answer) {
        assertThat(run("http-request", rule)).isEqualTo(Outcome.ANSWER);
        String shown = exchange.responseText()
                .replace("HTTP/1.1 ", "")
                .replace(" Reason", "")
                .replace(" \n", "\n");
        assertThat(shown.strip().replace('\n', ';')).isEqualTo(answer);
    }

    @Test
    void a_redirect_to_nowhere_is_passed_over_when_asked() {
        assertThat(run("http-request", "redirect location %[hdr(none)] ignore-empty"))
                .isEqualTo(Outcome.CONTINUE);
        assertThat(exchange.response().status()).isZero();
    }

    @Test
    void a_redirect_line_takes_its_text_as_it_stands() {
        assertThat(run("redirect", "location /%[src] code 303")).isEqualTo(Outcome.ANSWER);
        assertThat(exchange.responseText()).contains("location: /%[src]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http-request, allow, ALLOW",
        "http-request, reject, CLOSE",
        "http-request, silent-drop, CLOSE",
        "http-request, deny, DENY",
        "tcp-request connection, accept, ALLOW",
        "tcp-request connection, reject, CLOSE",
        "tcp-request content, reject, CLOSE",
        "http-response, allow, ALLOW",
    })
    void decides(String set, String rule, Outcome outcome) {
        assertThat(run(set, rule)).isEqualTo(outcome);
    }

    @Test
    void a_denial_names_its_page_or_brings_its_answer() {
        assertThat(rules("http-request", "deny").rule(0).action().pageStatus()).isEqualTo(403);
        assertThat(rules("http-response", "deny").rule(0).action().pageStatus()).isEqualTo(502);
        assertThat(rules("http-request", "deny deny_status 429")
                        .rule(0)
                        .action()
                        .pageStatus())
                .isEqualTo(429);
        RuleSet answering =
                rules("http-request", "deny status 429 content-type text/plain string slowly hdr Retry-After 5");
        assertThat(answering.rule(0).action().pageStatus()).isZero();
        assertThat(answering.run(exchange, new RuleCursor())).isEqualTo(Outcome.DENY);
        assertThat(exchange.responseText())
                .isEqualTo(
                        "HTTP/1.1 429 Reason\nretry-after: 5\ncontent-length: 6\ncontent-type: text/plain\n\nslowly");
    }

    @Test
    void a_body_comes_from_a_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("page");
        Files.writeString(file, "from %[src]\n");
        assertThat(run("http-request", "return content-type text/html file " + file))
                .isEqualTo(Outcome.ANSWER);
        assertThat(exchange.responseText()).endsWith("\n\nfrom %[src]\n");
        run("http-request", "return content-type text/html lf-file " + file);
        assertThat(exchange.responseText()).endsWith("\n\nfrom 127.0.0.1\n");
    }

    @Test
    void a_failing_edit_ends_the_exchange_unless_the_mode_is_not_strict() {
        String large = "x".repeat(30_000);
        String twoEdits = "set-header A " + large + "\nset-header B " + large + "\nset-header C 1";
        assertThat(run("http-request", twoEdits)).isEqualTo(Outcome.FAIL);
        exchange.get("/");
        assertThat(run("http-request", "strict-mode off\n" + twoEdits)).isEqualTo(Outcome.CONTINUE);
        assertThat(exchange.requestText()).contains("\nc: 1\n").doesNotContain("\nb: ");
        exchange.get("/");
        assertThat(run("http-request", "strict-mode off\nstrict-mode on\n" + twoEdits))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void the_cursor_tells_which_rule_decided() {
        RuleSet set = rules("http-request", "set-header A b\nallow\ndeny");
        RuleCursor cursor = new RuleCursor();
        assertThat(set.run(exchange, cursor)).isEqualTo(Outcome.ALLOW);
        assertThat(cursor.decided()).isSameAs(set.rule(1));
        assertThat(cursor.clear().decided()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set-hedaer A b | t.cfg:1:1: error: unknown action 'set-hedaer' in http-request; did you mean 'set-header'?",
                "set-var(txn.a) src | t.cfg:1:1: error: action 'set-var(txn.a)' in http-request is known to HAProxy, not in hecd yet",
                "set-status 200 | t.cfg:1:1: error: action 'set-status' does not exist in http-request",
                "set-header A | t.cfg:1:13: error: 'set-header A' needs a value",
                "set-header A: b | t.cfg:1:12: error: 'A:' is not a header name; letters, digits and dashes make one",
                "set-header A b c | t.cfg:1:16: error: unexpected word 'c' after 'b'",
                "set-header A b%[sc] | t.cfg:1:17: error: unknown sample fetch 'sc'; did you mean 'src'?",
                "set-header A %[status] | t.cfg:1:16: error: 'status' needs the response, which is not there in http-request",
                "del-header A -m bge | t.cfg:1:17: error: unknown matching method 'bge'; did you mean 'beg'?",
                "replace-header A ( b | t.cfg:1:18: error: wrong regular expression '(': Unclosed group",
                "redirect code 302 | t.cfg:1:1: error: a redirect needs 'location', 'prefix' or 'scheme'",
                "redirect location / code 304 | t.cfg:1:26: error: a redirect has no status 304; 301, 302, 303, 307 or 308",
                "redirect locatoin / | t.cfg:1:10: error: unknown word 'locatoin' in a redirect; did you mean 'location'?",
                "return string a | t.cfg:1:15: error: 'a' needs a content-type beside it; as 'content-type text/plain'",
                "return statsu 200 | t.cfg:1:8: error: unknown word 'statsu' in http-request return; did you mean 'status'?",
                "deny deny_status 444 | t.cfg:1:1: error: there is no error page for status 444; give the answer, as with 'content-type text/plain string \"...\"'",
                "return string a errorfile /x content-type a/b | t.cfg:1:17: error: the body of this answer is given twice",
                "return errorfiles site | t.cfg:1:19: error: there is no http-errors section 'site'",
                "return errorfile /no/such | t.cfg:1:18: error: cannot read the file '/no/such'",
                "return status 207 default-errorfiles | t.cfg:1:19: error: there is no error page for status 207; give the answer, as with 'content-type text/plain string \"...\"'",
                "return file /no/such | t.cfg:1:13: error: cannot read the file '/no/such'",
                "set-log-level errr | t.cfg:1:15: error: unknown log level 'errr'; did you mean 'err'?",
                "capture path | t.cfg:1:13: error: it is not said where the sample is kept; as in 'len 32' or 'id 0'",
                "capture path len 4 | t.cfg:1:18: error: a backend has no slots of its own; 'id' and the number of a frontend's slot",
                "use-service | t.cfg:1:12: error: 'use-service' needs the name of a service",
                "use-service prometheus-exporter | t.cfg:1:13: error: there is no service 'prometheus-exporter' in this program; the module admin brings it",
                "use-service lua.hello | t.cfg:1:13: error: services in Lua are known to HAProxy, not in hecd yet",
                "use-service other | t.cfg:1:13: error: unknown service 'other' in 'use-service'",
                "strict-mode of | t.cfg:1:13: error: 'of' is neither 'on' nor 'off'",
            })
    void says_what_is_wrong_and_where(String rule, String message) {
        rules("http-request", rule);
        assertThat(problems.list()).singleElement().hasToString(message);
    }
}
