package io.hecd.scenario;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** `mode tcp`: bytes both ways, half-closes, resets, timeouts, and the lines of `option tcplog` (manual 8.2.2). */
class TcpTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode tcp
              log global
              option tcplog
              retries 1
              timeout connect 400
              timeout client 800
              timeout server 800
            listen px
              bind ${px}
              server s1 ${s1}
            listen fin
              bind ${fin}
              timeout client 3s
              timeout server 3s
              timeout client-fin 300
              timeout server-fin 300
              server s1 ${s1}
            listen tunnel
              bind ${tunnel}
              timeout tunnel 300
              server s1 ${s1}
            listen dead
              bind ${dead}
              server d1 ${d1}
            listen none
              bind ${none}
            listen asap
              bind ${asap}
              option logasap
              server s1 ${s1}
            listen quiet
              bind ${quiet}
              option dontlognull
              server s1 ${s1}
            """, "s1", "d1");

    private static final String LARGE = "0123456789abcdef".repeat(300 * 64);

    private static final OriginSide.Script ECHO = talk -> {
        for (String heard = talk.hear(1); !heard.isEmpty(); heard = talk.hear(1)) talk.say(heard);
        return false;
    };

    private static final OriginSide.Script ANSWER_AT_THE_END = talk -> {
        talk.say("heard " + talk.hearAll());
        return false;
    };

    private static Twin with(Twin twin, OriginSide.Script server) {
        return twin.origin("s1", s1 -> s1.greets(server));
    }

    @Test
    void bytes_both_ways(Twin twin) {
        with(twin, ECHO)
                .client("abc", 0)
                .until("abc")
                .then("def", 0)
                .until("def")
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void an_answer_after_the_half_close(Twin twin) {
        with(twin, ANSWER_AT_THE_END)
                .client("abc", 0)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void many_bytes_both_ways(Twin twin) {
        with(twin, ANSWER_AT_THE_END)
                .client(LARGE, 0)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void the_server_speaks_first(Twin twin) {
        with(twin, talk -> {
                    talk.say("220 hi\r\n");
                    talk.say("bye " + talk.hear(5));
                    return false;
                })
                .client("", 0)
                .until("hi")
                .then("hello", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void the_server_closes_its_side_first(Twin twin) {
        with(twin, talk -> {
                    talk.say("x").endOutput().hearAll();
                    return false;
                })
                .client("", 0)
                .untilClosed()
                .then("late", 0)
                .halfClose()
                .untilHeard("s1", "late")
                .logs(1)
                .same();
    }

    @Test
    void the_client_leaves(Twin twin) {
        with(twin, ECHO).client("abc", 0).until("abc").close().logs(1).same();
    }

    @Test
    void the_client_resets(Twin twin) {
        with(twin, ECHO).client("abc", 0).until("abc").reset().logs(1).same();
    }

    @Test
    void the_server_resets(Twin twin) {
        with(twin, talk -> {
                    talk.hear(3);
                    return talk.reset();
                })
                .client("abc", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void nobody_says_anything(Twin twin) {
        with(twin, ANSWER_AT_THE_END).client("abc", 0).untilClosed().logs(1).same();
    }

    @Test
    void timeout_server_fin_after_the_client_ended(Twin twin) {
        with(twin, talk -> {
                    talk.hearAll();
                    talk.hold();
                    return false;
                })
                .at("fin")
                .client("abc", 0)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void timeout_client_fin_after_the_server_ended(Twin twin) {
        with(twin, talk -> {
                    talk.say("x").endOutput().hearAll();
                    return false;
                })
                .at("fin")
                .client("", 0)
                .untilClosed()
                .untilLogged(1)
                .logs(1)
                .same();
    }

    @Test
    void timeout_tunnel(Twin twin) {
        with(twin, ECHO)
                .at("tunnel")
                .client("abc", 0)
                .until("abc")
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_server_that_refuses(Twin twin) {
        twin.origin("d1", d1 -> d1.refuse())
                .at("dead")
                .client("abc", 0)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void no_server(Twin twin) {
        twin.at("none").client("abc", 0).untilClosed().logs(1).same();
    }

    @Test
    void a_line_as_soon_as_possible(Twin twin) {
        with(twin, ECHO)
                .at("asap")
                .client("abc", 0)
                .until("abc")
                .untilLogged(1)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void no_line_for_nothing(Twin twin) {
        with(twin, ECHO).at("quiet").client("", 0).pause().close().logs(0).same();
    }
}
