package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers with a limit (manual 5.2, maxconn, maxqueue, minconn): who waits, how long, and what the log says of queues. */
class QueueTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              timeout connect 1s
              timeout client 3s
              timeout server 3s
              default-server pool-low-conn 100
            listen one
              bind ${one}
              server s1 ${s1} maxconn 1
            listen impatient
              bind ${impatient}
              timeout queue 100
              server s1 ${s1} maxconn 1
            listen short
              bind ${short}
              timeout queue 100
              server s1 ${s1} maxconn 1 maxqueue 1
            listen two
              bind ${two}
              server s1 ${s1} maxconn 1
              server s2 ${s2} maxconn 1
            listen hashed
              bind ${hashed}
              balance uri
              server s1 ${s1} maxconn 1
            listen hashedshort
              bind ${hashedshort}
              balance uri
              server s1 ${s1} maxconn 1 maxqueue 1
            listen dynamic
              bind ${dynamic}
              fullconn 10
              server s1 ${s1} minconn 1 maxconn 10
            listen abort
              bind ${abort}
              option abortonclose
              server s1 ${s1} maxconn 1
            listen connecttime
              bind ${connecttime}
              timeout connect 100
              server s1 ${s1} maxconn 1
            listen tcp
              bind ${tcp}
              mode tcp
              option tcplog
              timeout queue 100
              server s1 ${s1} maxconn 1
            listen refusing
              bind ${refusing}
              retries 0
              server d1 ${d1} maxconn 1
            """, "s1", "s2", "d1");

    /** Answers after a while. */
    private static final OriginSide.Script SLOW = talk -> {
        talk.pause().pause().pause();
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        return true;
    };

    private static final OriginSide.Script SLOWER = talk -> {
        for (int i = 0; i < 12; i++) talk.pause();
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        return true;
    };

    private static Twin busy(Twin twin, String at, OriginSide.Script server) {
        return twin.pagesAside()
                .origin("s1", s1 -> s1.plays("/slow", server))
                .at(at)
                .client(head("GET /slow HTTP/1.1"), 0)
                .untilHeard("s1", "/slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "hashed", "dynamic", "short", "hashedshort"})
    void one_waits(String at, Twin twin) {
        busy(twin, at, SLOW)
                .beside(head("GET /b HTTP/1.1"), 1)
                .before()
                .then("", 1)
                .logs(2)
                .same();
    }

    /** Not with a dynamic limit: that serves two of them at once, and who ends first is chance. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "hashed"})
    void three_wait(String at, Twin twin) {
        busy(twin, at, SLOW)
                .beside(head("GET /b HTTP/1.1"), 0)
                .pause()
                .beside(head("GET /c HTTP/1.1"), 0)
                .pause()
                .beside(head("GET /d HTTP/1.1"), 1)
                .before()
                .then("", 1)
                .before()
                .then("", 1)
                .before()
                .then("", 1)
                .logs(4)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"impatient", "connecttime"})
    void the_wait_is_too_long(String at, Twin twin) {
        busy(twin, at, SLOWER)
                .beside(head("GET /b HTTP/1.1"), 1)
                .before()
                .then("", 1)
                .logs(2)
                .same();
    }

    @Test
    void the_queue_of_a_server_is_full(Twin twin) {
        threeWithAQueueForTwo("short", twin);
    }

    @Test
    void the_queue_of_the_only_possible_server_is_full(Twin twin) {
        threeWithAQueueForTwo("hashedshort", twin);
    }

    private static void threeWithAQueueForTwo(String at, Twin twin) {
        busy(twin, at, SLOWER)
                .beside(head("GET /b HTTP/1.1"), 0)
                .pause()
                .beside(head("GET /c HTTP/1.1"), 1)
                .before()
                .then("", 1)
                .before()
                .then("", 1)
                .logs(3)
                .same();
    }

    @Test
    void one_of_two_is_free(Twin twin) {
        busy(twin, "two", SLOW)
                .beside(head("GET /b HTTP/1.1"), 1)
                .beside(head("GET /c HTTP/1.1"), 1)
                .before()
                .before()
                .then("", 1)
                .logs(3)
                .same();
    }

    @Test
    void who_waits_says_no_more(Twin twin) {
        busy(twin, "one", SLOWER)
                .beside(head("GET /b HTTP/1.1"), 0)
                .pause()
                .halfClose()
                .then("", 1)
                .before()
                .then("", 1)
                .logs(2)
                .same();
    }

    @Test
    void who_waits_leaves_and_is_noticed(Twin twin) {
        busy(twin, "abort", SLOWER)
                .beside(head("GET /b HTTP/1.1"), 0)
                .pause()
                .close()
                .untilLogged(1)
                .before()
                .then("", 1)
                .logs(2)
                .same();
    }

    @Test
    void a_connection_waits_too_long(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.greets(talk -> {
                            talk.say("hi").hearAll();
                            return false;
                        }))
                .at("tcp")
                .client("", 0)
                .until("hi")
                .beside("", 0)
                .untilClosed()
                .before()
                .halfClose()
                .untilClosed()
                .logs(2)
                .same();
    }

    @Test
    void a_slot_of_a_server_that_refuses_is_free_again(Twin twin) {
        twin.pagesAside()
                .origin("d1", d1 -> d1.refuse())
                .at("refusing")
                .get("/1")
                .get("/2")
                .logs(2)
                .same();
    }
}
