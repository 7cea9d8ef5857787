package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Server;
import io.hecd.runtime.Parts;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.SampleType;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault of hecd itself, in whatever phase and of whatever kind, costs one exchange and nothing that it held. */
@ExtendWith(ScenarioKit.class)
class InternalErrorTest {
    private static final String PX = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              timeout queue 2s
            listen px
              bind ${px}
              acl faulty capture.req.method -m str POST
              %s
              server s1 ${s1} maxconn 1
            """;

    /** Where the fault is: a line of the configuration that comes upon it. */
    enum Place {
        REQUEST_RULE("http-request set-header x-text %[fault] if faulty", 500, "IR--"),
        RESPONSE_RULE("http-response set-header x-text %[fault] if faulty", 500, "IH--"),
        RULE_AFTER_THE_ANSWER("http-after-response set-header x-text %[fault] if faulty", 0, ""),
        RULE_ON_AN_ERROR_PAGE(
                "http-after-response set-header x-text %[fault] if faulty\n  http-request deny if faulty", 0, ""),
        LOG_LINE("log-format '%ci %[fault]'", 200, "");

        private final String line;
        private final int status;
        private final String flags;

        Place(String line, int status, String flags) {
            this.line = line;
            this.status = status;
            this.flags = flags;
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void an_error_ends_its_exchange_and_gives_back_all_that_it_held(Place place, Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.parts(withFault(new NoClassDefFoundError("io/hecd/Missing"))));
        faults(place, s);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void an_exception_ends_its_exchange_and_gives_back_all_that_it_held(Place place, Scenario s) {
        s.origin("s1");
        s.with(builder -> builder.parts(withFault(new IllegalStateException("a fault for the test"))));
        faults(place, s);
    }

    private static void faults(Place place, Scenario s) {
        s.proxy(PX.formatted(place.line));
        for (int i = 0; i < 3; i++) {
            try (var client = s.client().open()) {
                client.send("POST /faulty HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(place.status);
                client.untilClosed();
            }
        }
        if (!place.flags.isEmpty()) s.log().containing("/faulty").hasFlags(place.flags);
        nothingHeld(s);
        if (place != Place.LOG_LINE) assertThat(s.client().get("/").status()).isEqualTo(200);
    }

    private static void nothingHeld(Scenario s) {
        Server server = s.server("px", "s1");
        eventually(() -> {
            assertThat(server.inFlight()).as("slots").isZero();
            assertThat(server.backend().inFlight().get()).as("in the backend").isZero();
            assertThat(s.loadBalancer().occupancy().exchanges().get())
                    .as("exchanges")
                    .isZero();
        });
    }

    private static Parts withFault(Throwable fault) {
        Parts parts = Parts.standard();
        parts.rules()
                .samples()
                .fetches()
                .with("fault", FetchRow.of("fault", ArgSpec.NONE, SampleType.STR, Need.NOTHING, (t, a, out) -> {
                    if (fault instanceof Error error) throw error;
                    throw (RuntimeException) fault;
                }));
        return parts;
    }
}
