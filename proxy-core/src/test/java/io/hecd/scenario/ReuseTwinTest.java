package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `http-reuse` (manual 4.2): which connections the server sees for whose requests, in each mode and with each close option. */
class ReuseTwinTest {
    // pool-low-conn: else HAProxy closes idle connections beyond an estimate of its own.
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              timeout connect 500
              timeout client 900
              timeout server 900
            listen never
              bind ${never}
              http-reuse never
              server s1 ${s1} pool-low-conn 100
            listen safe
              bind ${safe}
              server s1 ${s1} pool-low-conn 100
            listen aggressive
              bind ${aggressive}
              http-reuse aggressive
              server s1 ${s1} pool-low-conn 100
            listen always
              bind ${always}
              http-reuse always
              server s1 ${s1} pool-low-conn 100
            listen alwaysserverclose
              bind ${alwaysserverclose}
              http-reuse always
              option http-server-close
              server s1 ${s1} pool-low-conn 100
            listen alwayspretend
              bind ${alwayspretend}
              http-reuse always
              option http-server-close
              option http-pretend-keepalive
              server s1 ${s1} pool-low-conn 100
            listen alwaysclose
              bind ${alwaysclose}
              http-reuse always
              option httpclose
              server s1 ${s1} pool-low-conn 100
            listen neverclose
              bind ${neverclose}
              http-reuse never
              option http-server-close
              server s1 ${s1} pool-low-conn 100
            listen maxreuse
              bind ${maxreuse}
              http-reuse always
              server s1 ${s1} pool-low-conn 100 max-reuse 1
            listen nopool
              bind ${nopool}
              http-reuse always
              server s1 ${s1} pool-max-conn 0
            listen twoservers
              bind ${twoservers}
              balance roundrobin
              server s1 ${s1} pool-low-conn 100
              server s2 ${s2} pool-low-conn 100
            """, "s1", "s2");

    private static void closing(Origin s1) {
        s1.answers("*", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "safe", "aggressive", "always", "nopool", "twoservers"})
    void clients_one_after_another(String mode, Twin twin) {
        twin.at(mode)
                .get("/1")
                .thenGet("/2")
                .get("/3")
                .thenGet("/4")
                .get("/5")
                .get("/6")
                .logs(6)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alwaysserverclose", "alwayspretend", "alwaysclose", "neverclose"})
    void clients_one_after_another_with_close_options(String mode, Twin twin) {
        twin.at(mode).get("/1").get("/3").get("/5").get("/6").logs(4).same();
    }

    @Test
    void a_connection_with_a_limit_of_its_uses(Twin twin) {
        twin.at("maxreuse")
                .get("/1")
                .thenGet("/2")
                .get("/3")
                .thenGet("/4")
                .logs(4)
                .same();
    }

    private static void sideBySide(String mode, Twin twin) {
        twin.at(mode)
                .get("/1")
                .beside(head("GET /2 HTTP/1.1"), 1)
                .thenGet("/3")
                .before()
                .thenGet("/4")
                .beside(head("GET /5 HTTP/1.1"), 1)
                .thenGet("/6")
                .logs(6)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always"})
    void clients_side_by_side(String mode, Twin twin) {
        sideBySide(mode, twin);
    }

    @Test
    void clients_side_by_side_and_safe(Twin twin) {
        sideBySide("safe", twin);
    }

    @Test
    void clients_side_by_side_and_aggressive(Twin twin) {
        sideBySide("aggressive", twin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "safe", "aggressive", "always"})
    void servers_that_close(String mode, Twin twin) {
        twin.origin("s1", ReuseTwinTest::closing)
                .at(mode)
                .get("/1")
                .thenGet("/2")
                .get("/3")
                .logs(3)
                .same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "safe", "aggressive", "always"})
    void bodies(String mode, Twin twin) {
        String post = head("POST /p HTTP/1.1", "Content-Length: 2") + "hi";
        twin.at(mode).client(post).then(post).client(post).get("/g").logs(4).same();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "safe", "aggressive", "always"})
    void clients_that_do_not_keep(String mode, Twin twin) {
        twin.at(mode)
                .get("/1", "Connection: close")
                .client("GET /2 HTTP/1.0\r\n\r\n")
                .get("/3")
                .logs(3)
                .same();
    }
}
