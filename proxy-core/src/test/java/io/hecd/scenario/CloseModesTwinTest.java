package io.hecd.scenario;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Which connections are kept, and what the Connection headers say (manual 4, the connection modes): four modes, four kinds of
 * clients, five kinds of servers.
 */
class CloseModesTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              timeout connect 2s
              timeout client 3s
              timeout server 3s
            listen keep
              bind ${keep}
              option http-keep-alive
              server s1 ${s1}
            listen serverclose
              bind ${serverclose}
              option http-server-close
              server s1 ${s1}
            listen close
              bind ${close}
              option httpclose
              server s1 ${s1}
            listen pretend
              bind ${pretend}
              option http-server-close
              option http-pretend-keepalive
              server s1 ${s1}
            """, "s1");

    private static final OriginSide.Script NEW_KEEPS = talk -> {
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        return true;
    };
    private static final OriginSide.Script NEW_CLOSES = talk -> {
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        return false;
    };
    private static final OriginSide.Script OLD_CLOSES = talk -> {
        talk.say("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
        return false;
    };
    private static final OriginSide.Script OLD_KEEPS = talk -> {
        talk.say("HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok");
        return true;
    };
    private static final OriginSide.Script ENDS_BY_CLOSING = talk -> {
        talk.say("HTTP/1.0 200 OK\r\n\r\nok");
        return false;
    };

    /**
     * Two requests of an HTTP/1.1 client, one of one that closes, one of an HTTP/1.0 client, two of one that keeps. Where the
     * answer says that the connection closes, no second one: whether it meets a reset is chance.
     */
    private static void play(Twin twin, String mode, OriginSide.Script server) {
        String old = " HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
        twin.origin("s1", s1 -> {
            for (String path : new String[] {"/1", "/2", "/close", "/old", "/old1", "/old2"}) s1.plays(path, server);
        });
        boolean closes = mode.equals("close");
        twin.at(mode).get("/1");
        if (!closes) twin.thenGet("/2");
        twin.get("/close", "Connection: close");
        twin.client("GET /old HTTP/1.0\r\n\r\n");
        twin.client("GET /old1" + old);
        if (!closes) twin.then("GET /old2" + old);
        twin.same();
    }

    @Test
    void keeping_with_a_server_that_keeps(Twin twin) {
        play(twin, "keep", NEW_KEEPS);
    }

    @Test
    void keeping_with_a_server_that_closes(Twin twin) {
        play(twin, "keep", NEW_CLOSES);
    }

    @Test
    void keeping_with_an_old_server_that_closes(Twin twin) {
        play(twin, "keep", OLD_CLOSES);
    }

    @Test
    void keeping_with_an_old_server_that_keeps(Twin twin) {
        play(twin, "keep", OLD_KEEPS);
    }

    @Test
    void keeping_with_answers_that_end_by_closing(Twin twin) {
        play(twin, "keep", ENDS_BY_CLOSING);
    }

    @Test
    void closing_servers_with_a_server_that_keeps(Twin twin) {
        play(twin, "serverclose", NEW_KEEPS);
    }

    @Test
    void closing_servers_with_a_server_that_closes(Twin twin) {
        play(twin, "serverclose", NEW_CLOSES);
    }

    @Test
    void closing_servers_with_an_old_server_that_keeps(Twin twin) {
        play(twin, "serverclose", OLD_KEEPS);
    }

    @Test
    void closing_both_with_a_server_that_keeps(Twin twin) {
        play(twin, "close", NEW_KEEPS);
    }

    @Test
    void closing_both_with_a_server_that_closes(Twin twin) {
        play(twin, "close", NEW_CLOSES);
    }

    @Test
    void closing_both_with_an_old_server_that_keeps(Twin twin) {
        play(twin, "close", OLD_KEEPS);
    }

    @Test
    void pretending_with_a_server_that_keeps(Twin twin) {
        play(twin, "pretend", NEW_KEEPS);
    }

    @Test
    void pretending_with_a_server_that_closes(Twin twin) {
        play(twin, "pretend", NEW_CLOSES);
    }

    @Test
    void pretending_with_answers_that_end_by_closing(Twin twin) {
        play(twin, "pretend", ENDS_BY_CLOSING);
    }
}
