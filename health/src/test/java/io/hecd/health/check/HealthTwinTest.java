package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Origin.Manner;
import io.hecd.runtime.LoadBalancer;
import io.hecd.scenario.kit.Differences;
import io.hecd.scenario.kit.Haproxy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same servers misbehave behind HAProxy and behind hecd: the sentences in syslog, and the bytes that servers are asked,
 * must be the same. What is not stands with its reason in `twin/health-differences.txt`. All cases run side by side.
 */
class HealthTwinTest {
    private static final String ALWAYS = """
              mode http
              log global
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              default-server inter 100ms fall 2 rise 2
            """;

    /** A check has time enough on a slow machine, but where lateness is what is looked at. */
    private static final String COMMON = """
            global
              log ${log} local0
            defaults bare
            %1$sdefaults with_http
            %1$s  timeout check 3s
              option httpchk GET /inherited
              http-check send hdr Host inherited.example
              http-check expect status 204
              http-check disable-on-404
            defaults with_tcp
            %1$s  timeout check 3s
              option tcp-check
              tcp-check send inherited
              tcp-check expect string inherited
            defaults usual
            %1$s  timeout check 3s
            frontend front
              bind ${front}
            """.formatted(ALWAYS);

    private static final String NONE_LEFT = "has no server available!";

    private static final List<TwinCase> CASES = List.of(
            alone("refused", "").does("s1", HealthTwinTest::refuses).until(NONE_LEFT),
            alone("comes_back", "")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT)
                    .does("s1", HealthTwinTest::works)
                    .until("is UP"),
            alone("comes_back_told", "option log-health-checks")
                    .does("s1", HealthTwinTest::works)
                    .until("succeeded")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT)
                    .does("s1", HealthTwinTest::works)
                    .until("is UP"),
            http("http_comes_back_told", "", "option log-health-checks")
                    .does("s1", HealthTwinTest::works)
                    .until("succeeded")
                    .does("s1", status(503, "Service Unavailable"))
                    .until(NONE_LEFT)
                    .does("s1", HealthTwinTest::works)
                    .until("is UP"),
            http("wrong_status", "GET /health")
                    .does("s1", status(500, "Internal Server Error"))
                    .until(NONE_LEFT),
            http("status_without_reason", "HEAD / HTTP/1.1")
                    .does("s1", answer("HTTP/1.0 500\r\nContent-Length: 0\r\n\r\n"))
                    .until(NONE_LEFT),
            http("stalled", "", "timeout check 100ms")
                    .does("s1", HealthTwinTest::stalls)
                    .until(NONE_LEFT),
            new TwinCase("stalled_without_timeout_check", """
                    backend stalled_without_timeout_check from bare
                      option httpchk
                      server s1 ${s1} check
                    """)
                    .does("s1", HealthTwinTest::stalls)
                    .until(NONE_LEFT),
            http("closed_early", "").does("s1", HealthTwinTest::closes).until(NONE_LEFT),
            http("reset", "").does("s1", HealthTwinTest::resets).until(NONE_LEFT),
            http("garbage", "")
                    .does("s1", answer("hello this is not http\r\n\r\n"))
                    .until(NONE_LEFT),
            http("half_a_head", "")
                    .does("s1", answer("HTTP/1.0 200 OK\r\nContent-Le"))
                    .until(NONE_LEFT),
            http("says_continue", "")
                    .does("s1", answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
                    .until(NONE_LEFT),
            http("http_refused", "GET / HTTP/1.1", "http-check send hdr Host www.example")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT),
            http("disable_on_404", "", "http-check disable-on-404")
                    .does("s1", HealthTwinTest::works)
                    .untilAsked("s1", 2)
                    .does("s1", status(404, "Not Found"))
                    .until("is stopping")
                    .does("s1", HealthTwinTest::works)
                    .until("is UP"),
            http("disable_on_404_then_gone", "", "http-check disable-on-404", "option log-health-checks")
                    .does("s1", HealthTwinTest::works)
                    .until("succeeded")
                    .does("s1", status(404, "Not Found"))
                    .until("is stopping")
                    .does("s1", HealthTwinTest::refuses)
                    .until("is DOWN"),
            http("first_404_is_down", "", "http-check disable-on-404", "option log-health-checks")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT)
                    .does("s1", status(404, "Not Found"))
                    .until("Not Found"),
            http("expects_200", "", "http-check expect status 200")
                    .does("s1", status(301, "Moved"))
                    .until(NONE_LEFT),
            http("expects_no_2xx", "", "http-check expect comment 'no twos' ! rstatus ^2")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            http("expects_rstring", "GET /", "http-check expect rstring ^all.is.well")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            http("expects_no_string", "GET /", "http-check expect ! string ok")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            http(
                            "sends_a_body",
                            "",
                            "http-check send meth POST uri /x ver HTTP/1.1 hdr Host h hdr X-A 'b c' body hello")
                    .does("s1", status(400, "Bad"))
                    .until(NONE_LEFT),
            http("the_way_of_1_4", "GET /f HTTP/1.1\\r\\nHost:\\ www\\r\\nUser-Agent:\\ x")
                    .does("s1", status(403, "No"))
                    .until(NONE_LEFT),
            alone(
                            "wrong_banner",
                            "option tcp-check",
                            "tcp-check send PING\\r\\n",
                            "tcp-check expect comment pong string +PONG")
                    .does("s1", answer("-ERR\r\n"))
                    .until(NONE_LEFT),
            alone("unwanted_banner", "option tcp-check", "tcp-check send x", "tcp-check expect ! rstring ^-ERR")
                    .does("s1", answer("-ERR\r\n"))
                    .until(NONE_LEFT),
            alone(
                            "no_banner",
                            "timeout check 100ms",
                            "option tcp-check",
                            "tcp-check comment banner",
                            "tcp-check expect string hello")
                    .does("s1", HealthTwinTest::stalls)
                    .until(NONE_LEFT),
            alone("closes_without_banner", "option tcp-check", "tcp-check send x", "tcp-check expect string hello")
                    .does("s1", HealthTwinTest::closes)
                    .until(NONE_LEFT),
            alone("tcp_check_refused", "option tcp-check", "tcp-check connect comment first", "tcp-check send x")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT),
            alone("tcp_check_refused_at_once", "option tcp-check", "tcp-check send x")
                    .does("s1", HealthTwinTest::refuses)
                    .until(NONE_LEFT),
            from("with_http", "inherits_http_lines", "")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            from("with_http", "own_expect_line", "timeout check 200ms", "http-check expect status 205")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            from("with_http", "own_send_line", "http-check send uri /own", "option log-health-checks")
                    .does("s1", HealthTwinTest::works)
                    .until("Health check for"),
            from("with_http", "own_request", "option httpchk HEAD /own", "option log-health-checks")
                    .does("s1", HealthTwinTest::works)
                    .until("Health check for"),
            from("with_tcp", "own_option_tcp_check", "option tcp-check")
                    .does("s1", answer("hi"))
                    .until(NONE_LEFT),
            from("with_http", "own_404_line_replaces_nothing", "http-check disable-on-404")
                    .does("s1", HealthTwinTest::works)
                    .until(NONE_LEFT),
            from("with_http", "inherited_404_line_stays", "option httpchk", "http-check expect status 200")
                    .does("s1", HealthTwinTest::works)
                    .untilAsked("s1", 2)
                    .does("s1", status(404, "Not Found"))
                    .until(NONE_LEFT),
            from("with_tcp", "inherits_tcp_lines", "").does("s1", answer("hi")).until(NONE_LEFT),
            from("with_tcp", "own_tcp_line_replaces_all", "timeout check 200ms", "tcp-check expect string own")
                    .does("s1", answer("hi"))
                    .until(NONE_LEFT),
            from(
                            "with_http",
                            "other_kind_of_check",
                            "option tcp-check",
                            "tcp-check send x",
                            "tcp-check expect string y")
                    .does("s1", answer("hi"))
                    .until(NONE_LEFT),
            new TwinCase("second_port", """
                    backend second_port from usual
                      option tcp-check
                      tcp-check connect
                      tcp-check connect port ${s2.port}
                      server s1 ${s1} check
                    """).does("s2", HealthTwinTest::refuses).until(NONE_LEFT),
            new TwinCase("checked_elsewhere", """
                    backend checked_elsewhere from usual
                      option httpchk
                      server s1 ${s1} check port ${s2.port} addr 127.0.0.1
                    """)
                    .does("s2", status(418, "I am a teapot"))
                    .until(NONE_LEFT),
            new TwinCase("backup", """
                    backend backup from usual
                      server s1 ${s1} check
                      server s2 ${s2} check backup
                    """)
                    .does("s1", HealthTwinTest::refuses)
                    .until("is DOWN")
                    .does("s2", HealthTwinTest::refuses)
                    .until(NONE_LEFT)
                    .does("s2", HealthTwinTest::works)
                    .until("Server backup/s2 is UP")
                    .does("s1", HealthTwinTest::works)
                    .until("Server backup/s1 is UP"),
            new TwinCase("two", """
                    backend two from usual
                      option log-health-checks
                      server s1 ${s1} check
                      server s2 ${s2} check disabled
                      server s3 ${s3}
                    """)
                    .does("s1", HealthTwinTest::refuses)
                    .until("is DOWN")
                    .does("s1", HealthTwinTest::works)
                    .until("is UP"),
            new TwinCase("drained", """
                    backend drained from usual
                      option log-health-checks
                      server s1 ${s1} check weight 0
                    """)
                    .does("s1", HealthTwinTest::works)
                    .until("succeeded")
                    .does("s1", HealthTwinTest::refuses)
                    .until("is DOWN")
                    .does("s1", HealthTwinTest::works)
                    .until("succeeded", 3));

    private static TwinCase alone(String name, String... lines) {
        return new TwinCase(
                name, "backend " + name + "\n  " + String.join("\n  ", lines) + "\n  server s1 ${s1} check\n");
    }

    private static TwinCase from(String defaults, String name, String... lines) {
        return new TwinCase(
                name,
                "backend " + name + " from " + defaults + "\n  " + String.join("\n  ", lines)
                        + "\n  server s1 ${s1} check\n");
    }

    private static TwinCase http(String name, String request, String... lines) {
        return alone(name, "option httpchk " + request, String.join("\n  ", lines));
    }

    private static void refuses(Origin origin) {
        origin.does(Manner.REFUSE);
    }

    private static void stalls(Origin origin) {
        origin.does(Manner.STALL);
    }

    private static void closes(Origin origin) {
        origin.does(Manner.CLOSE);
    }

    private static void resets(Origin origin) {
        origin.does(Manner.RESET);
    }

    private static void works(Origin origin) {
        origin.status(200, "OK");
    }

    private static Consumer<Origin> status(int code, String reason) {
        return origin -> origin.status(code, reason);
    }

    private static Consumer<Origin> answer(String text) {
        return origin -> origin.answers(text);
    }

    private static final Differences DIFFERENCES = Differences.in("/twin/health-differences.txt");
    private static Map<String, Map<String, String>> theirs = Map.of();
    private static Map<String, Map<String, String>> ours = Map.of();

    @BeforeAll
    static void play_all() throws Exception {
        Haproxy.require();
        theirs = TwinCase.play(CASES, COMMON, (configuration, port) -> Haproxy.start(configuration, port)::close);
        ours = TwinCase.play(
                CASES,
                COMMON,
                (configuration, port) -> LoadBalancer.builder()
                        .configuration(configuration)
                        .with(new HealthSubsystem(Checks.standard()))
                        .start()::close);
    }

    static List<TwinCase> cases() {
        return CASES;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void checks_say_and_ask_the_same(TwinCase one) {
        Map<String, String> saidByUs = ours.getOrDefault(one.name, Map.of());
        theirs.getOrDefault(one.name, Map.of()).forEach((part, text) -> {
            String said = saidByUs.getOrDefault(part, "");
            if (DIFFERENCES.of(one.name, part).isEmpty())
                assertThat(said).as(part).isEqualTo(text);
            else
                assertThat(said)
                        .as(part + ": explained in health-differences.txt, but the same")
                        .isNotEqualTo(text);
        });
        assertThat(theirs.get(one.name)).containsKey("log");
        assertThat(saidByUs.keySet())
                .isEqualTo(theirs.getOrDefault(one.name, Map.of()).keySet());
    }
}
