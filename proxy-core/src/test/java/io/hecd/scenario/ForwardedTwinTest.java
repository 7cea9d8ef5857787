package io.hecd.scenario;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** `option forwardfor` and `option originalto` (manual 4.2): where frontend and backend say it, what the server is told. */
class ForwardedTwinTest {
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
            listen plain
              bind ${plain}
              option forwardfor
              server s1 ${s1}
            listen named
              bind ${named}
              option forwardfor header X-Client
              server s1 ${s1}
            listen ifnone
              bind ${ifnone}
              option forwardfor if-none
              server s1 ${s1}
            listen namedifnone
              bind ${namedifnone}
              option forwardfor except 10.0.0.0/8 header X-Client if-none
              server s1 ${s1}
            listen excepted
              bind ${excepted}
              option forwardfor except 127.0.0.0/8
              server s1 ${s1}
            listen exceptone
              bind ${exceptone}
              option forwardfor except 127.0.0.1
              server s1 ${s1}
            listen exceptmask
              bind ${exceptmask}
              option forwardfor except 127.0.0.0/255.0.0.0
              server s1 ${s1}
            listen exceptsix
              bind ${exceptsix}
              option forwardfor except ::1
              server s1 ${s1}
            listen ruled
              bind ${ruled}
              option forwardfor
              http-request set-header X-Forwarded-For 1.2.3.4
              server s1 ${s1}
            listen ruledifnone
              bind ${ruledifnone}
              option forwardfor if-none
              http-request set-header X-Forwarded-For 1.2.3.4
              server s1 ${s1}
            listen original
              bind ${original}
              option originalto
              server s1 ${s1}
            listen originalnamed
              bind ${originalnamed}
              option originalto header X-Dst
              option forwardfor header X-Src
              server s1 ${s1}
            listen originalexcept
              bind ${originalexcept}
              option originalto except 127.0.0.1 header X-Dst
              server s1 ${s1}

            frontend f_plain
              bind ${f_plain}
              option forwardfor
              use_backend b_named if { path /named }
              use_backend b_except if { path /except }
              use_backend b_ifnone if { path /ifnone }
              use_backend b_plain if { path /plain }
              default_backend b_none
            frontend f_named
              bind ${f_named}
              option forwardfor header X-Fe
              option originalto header X-Fe-Dst
              use_backend b_named if { path /named }
              use_backend b_except if { path /except }
              use_backend b_ifnone if { path /ifnone }
              use_backend b_plain if { path /plain }
              default_backend b_none
            frontend f_ifnone
              bind ${f_ifnone}
              option forwardfor if-none
              use_backend b_named if { path /named }
              use_backend b_except if { path /except }
              use_backend b_ifnone if { path /ifnone }
              use_backend b_plain if { path /plain }
              default_backend b_none
            frontend f_except
              bind ${f_except}
              option forwardfor except 127.0.0.1
              option originalto except 127.0.0.0/8
              use_backend b_named if { path /named }
              use_backend b_except if { path /except }
              use_backend b_ifnone if { path /ifnone }
              use_backend b_plain if { path /plain }
              default_backend b_none
            frontend f_none
              bind ${f_none}
              use_backend b_named if { path /named }
              use_backend b_except if { path /except }
              use_backend b_ifnone if { path /ifnone }
              use_backend b_plain if { path /plain }
              default_backend b_none
            backend b_named
              option forwardfor header X-Be
              option originalto header X-Be-Dst
              server s1 ${s1}
            backend b_except
              option forwardfor except 127.0.0.0/8
              option originalto except 127.0.0.0/8
              server s1 ${s1}
            backend b_ifnone
              option forwardfor if-none
              server s1 ${s1}
            backend b_plain
              option forwardfor
              option originalto
              server s1 ${s1}
            backend b_none
              server s1 ${s1}
            """, "s1");

    /** Without the header, with it, with it twice and empty. */
    private static void ask(Twin twin, String at, String header) {
        twin.at(at)
                .get("/1")
                .thenGet("/2", header + ": 9.9.9.9")
                .thenGet(
                        "/3",
                        header + ": 9.9.9.9, 8.8.8.8",
                        "X-Other: a",
                        header.toUpperCase(java.util.Locale.ROOT) + ":")
                .logs(3)
                .same();
    }

    /** Through each backend, without the header and with it. */
    private static void askEach(Twin twin, String frontend) {
        twin.at(frontend).get("/none");
        for (String backend : new String[] {"named", "except", "ifnone", "plain", "none"})
            twin.thenGet("/" + backend).thenGet("/" + backend, "X-Forwarded-For: 9.9.9.9", "X-Be: 7.7.7.7");
        twin.logs(11).same();
    }

    @Test
    void the_address_of_the_client(Twin twin) {
        ask(twin, "plain", "X-Forwarded-For");
    }

    @Test
    void in_a_header_of_another_name(Twin twin) {
        ask(twin, "named", "X-Client");
    }

    @Test
    void unless_somebody_before_said_it(Twin twin) {
        ask(twin, "ifnone", "X-Forwarded-For");
    }

    @Test
    void unless_somebody_before_said_it_by_another_name(Twin twin) {
        ask(twin, "namedifnone", "X-Client");
    }

    @Test
    void not_of_a_network(Twin twin) {
        ask(twin, "excepted", "X-Forwarded-For");
    }

    @Test
    void not_of_an_address(Twin twin) {
        ask(twin, "exceptone", "X-Forwarded-For");
    }

    @Test
    void not_of_a_network_with_a_mask(Twin twin) {
        ask(twin, "exceptmask", "X-Forwarded-For");
    }

    @Test
    void an_exception_of_another_family(Twin twin) {
        ask(twin, "exceptsix", "X-Forwarded-For");
    }

    @Test
    void beside_a_header_that_a_rule_has_set(Twin twin) {
        ask(twin, "ruled", "X-Forwarded-For");
    }

    @Test
    void unless_a_rule_has_set_it(Twin twin) {
        ask(twin, "ruledifnone", "X-Forwarded-For");
    }

    @Test
    void the_address_that_the_client_came_to(Twin twin) {
        ask(twin, "original", "X-Original-To");
    }

    @Test
    void both_by_other_names(Twin twin) {
        ask(twin, "originalnamed", "X-Dst");
    }

    @Test
    void not_of_an_address_that_the_client_came_to(Twin twin) {
        ask(twin, "originalexcept", "X-Dst");
    }

    @Test
    void an_old_client(Twin twin) {
        twin.at("plain").client("GET /a HTTP/1.0\r\n\r\n").logs(1).same();
    }

    @Test
    void a_frontend_that_says_it(Twin twin) {
        askEach(twin, "f_plain");
    }

    @Test
    void a_frontend_with_names(Twin twin) {
        askEach(twin, "f_named");
    }

    @Test
    void a_frontend_that_adds_none_to_another(Twin twin) {
        askEach(twin, "f_ifnone");
    }

    @Test
    void a_frontend_with_exceptions(Twin twin) {
        askEach(twin, "f_except");
    }

    @Test
    void a_backend_alone(Twin twin) {
        askEach(twin, "f_none");
    }
}
