package io.hecd.scenario;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Heads that only a larger `tune.bufsize` lets in (manual 3.2). */
class LargeHeadTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
              tune.bufsize 131072
            defaults
              mode http
              log global
              option httplog
              timeout connect 2s
              timeout client 9s
              timeout server 9s
            listen large
              bind ${large}
              http-request set-header X-Long %[req.hdr(x-large)] if { path /copy }
              http-request del-header X-Large if { path /copy }
              server s1 ${s1}
            """, "s1");

    @Test
    void one_header_of_60_kilobytes(Twin twin) {
        twin.at("large")
                .get("/a", "X-Large: " + "x".repeat(60_000))
                .thenGet("/b")
                .logs(2)
                .same();
    }

    @Test
    void a_long_value_is_copied(Twin twin) {
        twin.at("large").get("/copy", "X-Large: " + "x".repeat(40_000)).logs(1).same();
    }

    @Test
    void a_long_response_header(Twin twin) {
        twin.origin(
                        "s1",
                        s1 -> s1.answers(
                                "*",
                                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Large: " + "y".repeat(60_000) + "\r\n\r\n"))
                .at("large")
                .get("/a")
                .logs(1)
                .same();
    }
}
