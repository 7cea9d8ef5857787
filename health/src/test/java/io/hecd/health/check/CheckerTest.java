package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.health.check.Origin.Manner;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks against servers that misbehave, on a clock that stands still; the sentences are those of HAProxy 2.6. */
class CheckerTest {
    private final Origin s1 = new Origin();
    private final Origin s2 = new Origin();
    private final List<Stand> stands = new ArrayList<>();

    private Stand stand(String cfg) {
        Stand stand = new Stand(cfg.replace("${s1}", "127.0.0.1:" + s1.port())
                .replace("${s2}", "127.0.0.1:" + s2.port())
                .replace("${s2.port}", "" + s2.port()));
        stands.add(stand);
        return stand;
    }

    @AfterEach
    void close() throws Exception {
        for (Stand stand : stands) stand.close();
        s1.close();
        s2.close();
    }

    @Test
    void a_dead_server_is_left_out_and_comes_back() {
        Stand stand = stand("""
                backend app
                  server s1 ${s1} check inter 2s fall 3 rise 2
                  server s2 ${s2}
                """).start();
        stand.checked("s1");
        assertThat(stand.state("s1").status()).isEqualTo(CheckStatus.L4OK);
        s1.does(Manner.REFUSE);
        stand.nextCheck("s1").nextCheck("s1");
        assertThat(stand.server("s1").isUsable()).isTrue();
        stand.saysNothing();
        stand.nextCheck("s1");
        assertThat(stand.said())
                .isEqualTo("1 Server app/s1 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\","
                        + " check duration: 0ms. 1 active and 0 backup servers left. 0 sessions active, 0 requeued,"
                        + " 0 remaining in queue.");
        assertThat(stand.server("s1").operState()).isEqualTo(OperState.STOPPED);
        s1.does(Manner.ANSWER);
        stand.nextCheck("s1");
        assertThat(stand.server("s1").isUsable()).isFalse();
        stand.nextCheck("s1");
        assertThat(stand.said())
                .isEqualTo("5 Server app/s1 is UP, reason: Layer4 check passed, check duration: 0ms."
                        + " 2 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.");
        assertThat(stand.server("s1").isUsable()).isTrue();
        stand.saysNothing();
    }

    @Test
    void the_last_server_takes_the_backend_with_it() {
        s1.does(Manner.REFUSE);
        Stand stand = stand("backend app\n server s1 ${s1} check\n server s2 ${s2} check backup\n")
                .start();
        stand.checked("s1");
        assertThat(stand.said())
                .startsWith("1 Server app/s1 is DOWN, ")
                .contains(". 0 active and 1 backup servers left. Running on backup. 0 sessions active,");
        s2.does(Manner.REFUSE);
        stand.advanceToNextAlarm();
        assertThat(stand.said())
                .startsWith("1 Backup Server app/s2 is DOWN, ")
                .contains(". 0 active and 0 backup servers left. 0");
        assertThat(stand.said()).isEqualTo("0 backend app has no server available!");
    }

    @Test
    void log_health_checks_tells_every_change() {
        Stand stand = stand("""
                backend app
                  option httpchk
                  option log-health-checks
                  server s1 ${s1} check fall 2 rise 2
                """).start();
        stand.checked("s1");
        s1.status(500, "Internal Server Error");
        stand.nextCheck("s1").nextCheck("s1").nextCheck("s1");
        s1.status(200, "OK");
        stand.nextCheck("s1").nextCheck("s1").nextCheck("s1");
        assertThat(stand.saidAll())
                .containsExactly(
                        "5 Health check for server app/s1 succeeded, reason: Layer7 check passed, code: 200, check duration: 0ms, status: 2/2 UP.",
                        "5 Health check for server app/s1 failed, reason: Layer7 wrong status, code: 500, info: \"Internal Server Error\", check duration: 0ms, status: 1/2 UP.",
                        "5 Health check for server app/s1 failed, reason: Layer7 wrong status, code: 500, info: \"Internal Server Error\", check duration: 0ms, status: 0/2 DOWN.",
                        "1 Server app/s1 is DOWN. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.",
                        "0 backend app has no server available!",
                        "5 Health check for server app/s1 succeeded, reason: Layer7 check passed, code: 200, check duration: 0ms, status: 1/2 DOWN.",
                        "5 Health check for server app/s1 succeeded, reason: Layer7 check passed, code: 200, check duration: 0ms, status: 2/2 UP.",
                        "5 Server app/s1 is UP. 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.");
        HealthState state = stand.state("s1");
        assertThat(state.failed()).isEqualTo(2);
        assertThat(state.downs()).isEqualTo(1);
        assertThat(state.events())
                .extracting(HealthState.Event::state)
                .containsExactly("UP", "UP 1/2", "DOWN", "DOWN 1/2", "UP");
    }

    /** The first check decides, so each row is one check of a server that nobody had looked at. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CLOSE  | -                                                                   | -                    | L7RSP   | 0   | -
            RESET  | -                                                                   | -                    | SOCKERR | 0   | Connection reset by peer
            ANSWER | hello this is not http\\r\\n\\r\\n                                  | -                    | L7RSP   | 0   | -
            ANSWER | HTTP/1.0 200 OK\\r\\nContent-Le                                     | -                    | L7RSP   | 0   | -
            ANSWER | HTTP/1.0 500\\r\\nContent-Length: 0\\r\\n\\r\\n                     | -                    | L7STS   | 500 | -
            ANSWER | HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n        | -                    | L7STS   | 100 | Continue
            ANSWER | HTTP/1.0 301 Moved\\r\\n\\r\\n                                      | -                    | L7OK    | 301 | -
            ANSWER | HTTP/1.0 301 Moved\\r\\n\\r\\n                                      | status 200           | L7STS   | 301 | Moved
            ANSWER | HTTP/1.0 301 Moved\\r\\n\\r\\n                                      | ! status 200-299     | L7OK    | 301 | -
            ANSWER | HTTP/1.0 301 Moved\\r\\n\\r\\n                                      | rstatus ^[23]        | L7OK    | 301 | -
            ANSWER | HTTP/1.0 301 Moved\\r\\n\\r\\n                                      | !rstatus 01          | L7STS   | 301 | Moved
            ANSWER | HTTP/1.0 200 OK\\r\\nContent-Length: 11\\r\\n\\r\\nhello world      | string world         | L7OK    | 200 | -
            ANSWER | HTTP/1.0 200 OK\\r\\nContent-Length: 99\\r\\n\\r\\nhello world      | string world         | L7OK    | 200 | -
            ANSWER | HTTP/1.0 200 OK\\r\\n\\r\\nhello world                              | rstring wor.d$       | L7OK    | 200 | -
            ANSWER | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n4\\r\\nwor \\r\\n2\\r\\nld\\r\\n0\\r\\n\\r\\n | string wor ld | L7OK | 200 | -
            ANSWER | HTTP/1.0 200 OK\\r\\n\\r\\nhello world                              | ! string world       | L7RSP   | 200 | HTTP check matched unwanted content
            ANSWER | HTTP/1.0 200 OK\\r\\n\\r\\nhello world                              | string nope          | L7RSP   | 200 | HTTP content check did not match
            ANSWER | HTTP/1.0 200 OK\\r\\n\\r\\nhello world                              | comment foo string nope | L7RSP | 200 | HTTP content check did not match comment: foo
            ANSWER | HTTP/1.0 404 Not Found\\r\\n\\r\\n                                  | status 404           | L7OK    | 404 | -
            ANSWER | HTTP/1.0 200 OK\\r\\n\\r\\n                                         | ok-status L7OKC status 200 | L7OKC | 200 | -
            ANSWER | HTTP/1.0 500 No\\r\\n\\r\\n                                         | error-status L6RSP status 200 | L6RSP | 500 | No
            """)
    void http_results(Manner manner, String answer, String expect, CheckStatus status, int code, String detail) {
        s1.answers(answer.replace("\\r\\n", "\r\n")).does(manner);
        String line = expect.equals("-") ? "" : " http-check expect " + expect.replace("wor ld", "wor\\ ld") + "\n";
        Stand stand = stand("backend app\n option httpchk\n" + line + " server s1 ${s1} check\n")
                .start();
        stand.checked("s1");
        assertThat(stand.state("s1").status()).isEqualTo(status);
        assertThat(stand.state("s1").code()).isEqualTo(code);
        assertThat(stand.state("s1").detail()).isEqualTo(detail.equals("-") ? "" : detail);
        assertThat(s1.requests()).containsExactly("OPTIONS / HTTP/1.0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANSWER | expect string 200            | L7OK    | (tcp-check)
            ANSWER | expect ok-status L4OK string 200 | L4OK | (tcp-check)
            ANSWER | expect string 201            | L7RSP   | TCPCHK did not match content '201' at step 3
            ANSWER | expect ! string 200          | L7RSP   | TCPCHK matched unwanted content '200' at step 3
            ANSWER | expect comment b string 201  | L7RSP   | TCPCHK did not match content '201' at step 3 comment: b
            ANSWER | expect rstring 2.1           | L7RSP   | TCPCHK did not match content (regex) at step 3
            ANSWER | expect binary 323031         | L7RSP   | TCPCHK did not match content (binary) at step 3
            ANSWER | expect rbinary 323031        | L7RSP   | TCPCHK did not match content (binary regex) at step 3
            ANSWER | expect error-status L4CON string 201 | L4CON | TCPCHK did not match content '201' at step 3
            CLOSE  | expect string 200            | L7RSP   | TCPCHK got an empty response at step 3
            CLOSE  | expect comment b string 200  | L7RSP   | TCPCHK got an empty response at step 3 comment: 'b'
            RESET  | expect string 200            | SOCKERR | Connection reset by peer at step 3 of tcp-check (expect string '200')
            REFUSE | expect string 200            | L4CON   | Connection refused at step 1 of tcp-check (connect)
            """)
    void tcp_results(Manner manner, String expect, CheckStatus status, String detail) {
        s1.does(manner);
        Stand stand = stand(
                        "backend app\n option tcp-check\n tcp-check connect\n tcp-check send GET\\ /\\r\\n\n tcp-check "
                                + expect + "\n server s1 ${s1} check\n")
                .start();
        stand.checked("s1");
        assertThat(stand.state("s1").status()).isEqualTo(status);
        assertThat(stand.state("s1").detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            option httpchk   | http-check expect status 200        | L7TOUT | -
            option httpchk   | http-check expect tout-status L6TOUT status 200 | L6TOUT | -
            option tcp-check | tcp-check send x; tcp-check expect string 200 | L7TOUT | ' at step 2 of tcp-check (expect string ''200'')'
            option tcp-check | tcp-check send x; tcp-check expect comment foo rstring 2 | L7TOUT | ' at step 2 of tcp-check (expect regex) comment: ''foo'''
            """)
    void a_server_that_stalls_is_too_late_after_inter(String option, String line, CheckStatus status, String detail) {
        s1.does(Manner.STALL);
        Stand stand = stand("backend app\n " + option + "\n " + line.replace(";", "\n")
                        + "\n server s1 ${s1} check inter 700\n")
                .start();
        // the connection must be there, else it would be a timeout of layer 4
        Stand.eventually(() -> s1.requests().size() == 1);
        stand.advance(699);
        assertThat(stand.state("s1").running()).isTrue();
        stand.advance(1);
        stand.checked("s1");
        assertThat(stand.state("s1").durationMillis()).isEqualTo(700);
        assertThat(stand.state("s1").status()).isEqualTo(status);
        assertThat(stand.state("s1").detail()).isEqualTo(detail.equals("-") ? "" : detail);
    }

    @Test
    void timeout_check_begins_with_the_connection() {
        s1.does(Manner.STALL);
        Stand stand = stand(
                        "backend app\n option httpchk\n timeout connect 5s\n timeout check 3s\n server s1 ${s1} check inter 1s\n")
                .start();
        Stand.eventually(() -> !s1.requests().isEmpty());
        stand.advance(2999);
        assertThat(stand.state("s1").running()).isTrue();
        stand.advance(1);
        stand.checked("s1");
        assertThat(stand.said()).contains("reason: Layer7 timeout, check duration: 3000ms.");
    }

    @Test
    void a_pause_of_the_process_is_not_the_servers_fault() {
        s1.does(Manner.STALL);
        Stand stand = stand("backend app\n option httpchk\n server s1 ${s1} check inter 1s\n")
                .start();
        Stand.eventually(() -> s1.requests().size() == 1);
        stand.leap(5000);
        assertThat(stand.state("s1").running()).isTrue();
        stand.saysNothing();
        // who says nothing in the time given back is late, however late the second alarm is
        stand.leap(5000);
        assertThat(stand.said()).contains("reason: Layer7 timeout, check duration: 10000ms.");
    }

    @Test
    void a_connection_that_does_not_come_is_a_timeout_of_layer_4() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(full.getLocalSocketAddress(), 20);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            Stand stand = stand("backend app\n timeout connect 300\n timeout check 5s\n server s1 127.0.0.1:"
                            + full.getLocalPort() + " check inter 1s\n")
                    .start();
            stand.advance(300);
            assertThat(stand.said())
                    .startsWith("1 Server app/s1 is DOWN, reason: Layer4 timeout, check duration: 300ms. 0 active");
            for (Socket filler : fillers) filler.close();
        }
    }

    @Test
    void a_check_never_overlaps_itself() {
        s1.does(Manner.STALL);
        Stand stand = stand(
                        "backend app\n option httpchk\n timeout connect 1s\n timeout check 10s\n server s1 ${s1} check inter 1s\n")
                .start();
        Stand.eventually(() -> s1.requests().size() == 1);
        stand.advance(9_000);
        assertThat(s1.requests()).hasSize(1);
    }

    @Test
    void intervals_follow_the_state() {
        Stand stand = stand("backend app\n server s1 ${s1} check inter 4s fastinter 500 downinter 9s fall 2 rise 2\n")
                .start();
        stand.checked("s1");
        assertThat(pauseAfterCheck(stand)).isEqualTo(4000);
        s1.does(Manner.REFUSE);
        assertThat(pauseAfterCheck(stand)).isEqualTo(4000);
        assertThat(stand.state("s1").health()).isEqualTo(2);
        assertThat(pauseAfterCheck(stand)).isEqualTo(500);
        assertThat(stand.state("s1").health()).isZero();
        s1.does(Manner.ANSWER);
        assertThat(pauseAfterCheck(stand)).isEqualTo(9000);
        assertThat(pauseAfterCheck(stand)).isEqualTo(500);
        assertThat(pauseAfterCheck(stand)).isEqualTo(4000);
    }

    /** How long the next check lets wait for itself. */
    private static long pauseAfterCheck(Stand stand) {
        long before = stand.millis();
        stand.nextCheck("s1");
        return stand.millis() - before;
    }

    @Test
    void a_404_asks_for_no_new_traffic() {
        Stand stand = stand("""
                backend app
                  option httpchk
                  http-check disable-on-404
                  server s1 ${s1} check fall 1 rise 1
                """).start();
        stand.checked("s1");
        s1.status(404, "Not Found");
        stand.nextCheck("s1");
        assertThat(stand.said())
                .isEqualTo(
                        "5 Server app/s1 is stopping, reason: Layer7 check conditionally passed, code: 404,"
                                + " check duration: 0ms. 0 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.");
        assertThat(stand.said()).isEqualTo("0 backend app has no server available!");
        assertThat(stand.server("s1").operState()).isEqualTo(OperState.STOPPING);
        s1.does(Manner.REFUSE);
        stand.nextCheck("s1");
        // who let it stop by itself is told, not alarmed
        assertThat(stand.said()).startsWith("5 Server app/s1 is DOWN, reason: Layer4 connection problem,");
        stand.saysNothing();
        s1.does(Manner.ANSWER);
        stand.nextCheck("s1");
        // a server that is down does not get up by a 404
        assertThat(stand.state("s1").status()).isEqualTo(CheckStatus.L7STS);
        s1.status(200, "OK");
        stand.nextCheck("s1");
        assertThat(stand.said()).startsWith("5 Server app/s1 is UP, reason: Layer7 check passed, code: 200,");
    }

    @Test
    void addr_and_port_send_the_check_elsewhere() {
        Stand stand = stand(
                        "backend app\n option httpchk\n server s1 127.0.0.2:1 check addr 127.0.0.1 port ${s2.port}\n")
                .start();
        stand.checked("s1");
        assertThat(s2.requests()).hasSize(1);
        assertThat(s1.requests()).isEmpty();
    }

    @Test
    void several_connections_make_one_check() {
        Stand stand = stand("""
                backend app
                  option httpchk
                  http-check connect
                  http-check send meth GET uri /a
                  http-check connect port ${s2.port}
                  http-check send meth GET uri /b
                  http-check expect string ok
                  server s1 ${s1} check
                """).start();
        stand.checked("s1");
        assertThat(stand.state("s1").status()).isEqualTo(CheckStatus.L7OK);
        assertThat(s1.requests()).containsExactly("GET /a HTTP/1.0\r\n\r\n");
        assertThat(s2.requests()).containsExactly("GET /b HTTP/1.0\r\n\r\n");
    }

    @Test
    void nobody_is_checked_in_maintenance() {
        s1.does(Manner.STALL);
        Stand stand = stand("backend app\n option httpchk\n server s1 ${s1} check inter 1s\n")
                .start();
        Stand.eventually(() -> s1.requests().size() == 1);
        maintenance(stand, true);
        assertThat(stand.state("s1").running()).isFalse();
        stand.advance(5_000);
        assertThat(s1.requests()).hasSize(1);
        stand.saysNothing();
        s1.does(Manner.ANSWER);
        maintenance(stand, false);
        assertThat(stand.state("s1").health()).isEqualTo(2);
        stand.advance(1_000);
        Stand.eventually(() -> s1.requests().size() == 2);
    }

    @Test
    void who_was_down_and_comes_from_maintenance_is_up_until_looked_at() {
        s1.does(Manner.REFUSE);
        Stand stand = stand("backend app\n server s1 ${s1} check inter 1s\n").start();
        stand.checked("s1");
        assertThat(stand.server("s1").operState()).isEqualTo(OperState.STOPPED);
        maintenance(stand, true);
        maintenance(stand, false);
        assertThat(stand.server("s1").isUsable()).isTrue();
        stand.nextCheck("s1");
        assertThat(stand.server("s1").isUsable()).isFalse();
    }

    private static void maintenance(Stand stand, boolean on) {
        stand.onLoop(() -> {
            int bit = AdminState.FORCED_MAINT;
            stand.control().admin(stand.control().servers().get(0), on ? bit : 0, on ? 0 : bit, "test");
            return null;
        });
    }

    @Test
    void a_disabled_server_is_not_checked() {
        Stand stand = stand("backend app\n option httpchk\n server s1 ${s1} check disabled inter 1s\n")
                .start();
        stand.advance(3_000);
        assertThat(s1.requests()).isEmpty();
        assertThat(stand.state("s1").status()).isEqualTo(CheckStatus.INI);
    }

    @Test
    void a_reload_keeps_what_is_known_and_takes_new_words_over() {
        s1.does(Manner.REFUSE);
        String cfg = "backend app\n server s1 ${s1} check inter 1s fall 3 rise 2\n server s2 ${s2}\n";
        Stand stand = stand(cfg).start();
        stand.checked("s1");
        assertThat(stand.saidAll()).hasSize(1);
        stand.reload(
                at(
                        "backend app\n option httpchk GET /new\n server s1 ${s1} check inter 7s fall 3 rise 1\n server s2 ${s2} check\n"));
        assertThat(stand.server("s1").operState()).isEqualTo(OperState.STOPPED);
        assertThat(stand.state("s1").status()).isEqualTo(CheckStatus.L4CON);
        assertThat(stand.isChecked("s2")).isTrue();
        s1.does(Manner.ANSWER);
        stand.advance(1_000);
        assertThat(stand.said()).startsWith("5 Server app/s1 is UP, reason: Layer7 check passed, code: 200");
        assertThat(s1.requests()).containsExactly("GET /new HTTP/1.0\r\n\r\n");
    }

    @Test
    void a_reload_without_check_leaves_the_server_up_and_alone() {
        s1.does(Manner.REFUSE);
        Stand stand = stand("backend app\n server s1 ${s1} check inter 1s\n").start();
        stand.checked("s1");
        stand.reload(at("backend app\n server s1 ${s1}\n"));
        assertThat(stand.isChecked("s1")).isFalse();
        assertThat(stand.server("s1").isUsable()).isTrue();
        assertThat(stand.alarms()).isZero();
    }

    @Test
    void a_server_that_is_removed_is_checked_no_more() {
        Stand stand = stand("backend app\n server s1 ${s1} check inter 1s\n server s2 ${s2} check inter 1s\n")
                .start();
        stand.checked("s1");
        stand.reload(at("backend app\n server s2 ${s2} check inter 1s\n"));
        assertThat(stand.alarms()).isEqualTo(1);
    }

    private String at(String cfg) {
        return cfg.replace("${s1}", "127.0.0.1:" + s1.port()).replace("${s2}", "127.0.0.1:" + s2.port());
    }
}
