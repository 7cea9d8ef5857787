package io.hecd.scenario;

import static io.hecd.scenario.kit.Twin.head;

import io.hecd.scenario.kit.OriginSide;
import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged, how loud, when, and in which words (manual 8): captures, ids, formats, options and receivers. */
class LogLinesTwinTest {
    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              option httplog
              retries 1
              timeout connect 500
              timeout client 700
              timeout server 700
            listen captures
              bind ${captures}
              capture request header X-A len 8
              capture request header Host len 20
              capture request header X-Long len 4
              capture response header X-R len 10
              capture response header Content-Length len 3
              capture response header X-None len 3
              server s1 ${s1}
            listen requestonly
              bind ${requestonly}
              capture request header X-A len 8
              server s1 ${s1}
            listen responseonly
              bind ${responseonly}
              capture response header X-R len 10
              server s1 ${s1}
            listen clf
              bind ${clf}
              option httplog clf
              capture request header X-A len 8
              capture response header X-R len 10
              server s1 ${s1}
            frontend halves
              bind ${halves}
              capture request header X-A len 8
              capture request header X-B len 8
              default_backend b1

            listen id
              bind ${id}
              unique-id-format %{+X}o\\ %ci_%fi_t<%Ts>_%[hdr(x-a)]
              unique-id-header X-Unique-ID
              log-format "%ID %{+Q}ID %[unique-id] %ST"
              server s1 ${s1}
            listen idquiet
              bind ${idquiet}
              unique-id-format "id-%HM-%HP-%[hdr(x-a)]"
              log-format "%ID %ST"
              server s1 ${s1}
            listen idearly
              bind ${idearly}
              unique-id-format "id-%[hdr(x-a)]"
              unique-id-header X-Id
              http-request set-header X-A changed
              http-request set-header X-Id-Copy %[unique-id]
              server s1 ${s1}
            listen idempty
              bind ${idempty}
              unique-id-header X-Id
              log-format "<%ID> <%[unique-id]> %ST %[fe_id]"
              server s1 ${s1}

            listen names
              bind ${names}
              log-format "%b %f %ft %s %fi %ci %si %bi t<%sp> t<%bp>"
              server s1 ${s1}
            listen request
              bind ${request}
              log-format "%r|%HM|%HP|%HPO|%HQ|%HU|%HV|%ST"
              server s1 ${s1}
            listen quoted
              bind ${quoted}
              log-format "%{+Q}o %r %HM %HP %HPO %HQ %HU %HV %b %s %ST %ts %tsc t<%B> t<%U> %hr %hs %hrl %hsl %CC %CS %ID"
              capture request header X-A len 20
              server s1 ${s1}
            listen escaped
              bind ${escaped}
              log-format "%{+E}o %r %HM [%HU] %hr %hrl"
              capture request header X-A len 20
              server s1 ${s1}
            listen counts
              bind ${counts}
              log-format "%ac %fc %bc %sc %rc %sq %bq %lc %ST %ts %tsc"
              server s1 ${s1}
            listen times
              bind ${times}
              log-format "t<%Th> t<%Ti> t<%TR> t<%Tw> t<%Tc> t<%Tr> t<%Td> t<%Ta> t<%Tt> t<%Tq> t<%Tu> t<%Ts> t<%ms> %ts"
              server s1 ${s1}
            listen dates
              bind ${dates}
              log-format "[%t] [%tr] [%T] [%Tl] [%trg] [%trl] %H t<%pid> t<%rt> %ST"
              server s1 ${s1}
            listen hex
              bind ${hex}
              log-format "%{+X}o %ci %fi %si %ST %ac %rc"
              server s1 ${s1}
            listen samples
              bind ${samples}
              log-format "%[src] %[capture.req.method] %[capture.req.uri] %[capture.req.ver] %{+Q}[capture.req.hdr(0)] %[capture.res.hdr(0)] %{+Q,+E}[capture.req.hdr(1)] %[dst_port,mul(0)] %[capture.req.hdr(0),upper] %[int(3),add(4)] %[str(a)] %ST"
              capture request header X-A len 20
              capture response header X-R len 20
              server s1 ${s1}
            listen answered
              bind ${answered}
              log-format "%[status] %[capture.res.ver] %ST"
              server s1 ${s1}
            listen spaces
              bind ${spaces}
              log-format "  a  %ST   %%  %{+Q}hr b %hs"
              server s1 ${s1}
            listen errorformat
              bind ${errorformat}
              error-log-format "ERR %ST %ts %r"
              use_backend dead if { path /dead }
              server s1 ${s1}

            listen normal
              bind ${normal}
              option dontlog-normal
              use_backend dead if { path /dead }
              server s1 ${s1}
            listen null
              bind ${null}
              option dontlognull
              server s1 ${s1}
            listen separate
              bind ${separate}
              option log-separate-errors
              use_backend dead if { path /dead }
              server s1 ${s1}
            listen separatedown
              bind ${separatedown}
              no log
              log ${log} local1 info
              log ${log} local2 err
              log ${log} local3 info notice
              option log-separate-errors
              use_backend dead if { path /dead }
              server s1 ${s1}
            listen asap
              bind ${asap}
              option logasap
              server s1 ${s1}
            listen asaptotal
              bind ${asaptotal}
              option logasap
              log-format "%ST %b +t<%B> %ts"
              server s1 ${s1}
            listen asapearly
              bind ${asapearly}
              option logasap
              log-format "%HM %ci %s %ST"
              server s1 ${s1}
            listen asaptcp
              bind ${asaptcp}
              mode tcp
              option tcplog
              option logasap
              server s1 ${s1}
            listen tagged
              bind ${tagged}
              log-tag my-tag
              server s1 ${s1}
            listen targets
              bind ${targets}
              no log
              log ${log} format rfc3164 local1
              log ${log} format rfc5424 local2
              log ${log} format raw local3
              log ${log} format short local4
              log ${log} format timed local5
              log ${log} format iso local6
              log ${log} format priority local7
              log ${log} format local daemon
              log ${log} len 90 format short user
              server s1 ${s1}
            listen structured
              bind ${structured}
              no log
              log ${log} format rfc5424 local2
              log ${log} format rfc3164 local2
              log-format-sd "[exampleSDID@1234 bytes=\\"t<%U>\\" status=\\"%ST\\" q=\\"%{+E}HQ\\"]"
              log-format "%ST"
              server s1 ${s1}
            listen both
              bind ${both}
              log ${log} local4
              server s1 ${s1}
            listen sampled
              bind ${sampled}
              no log
              log ${log} sample 1,3:3 local4
              log ${log} sample 2:3 local5
              log-format "%HP %ST"
              server s1 ${s1}
            listen nolog
              bind ${nolog}
              no log
              server s1 ${s1}
            backend b1
              capture response header X-R len 10
              server s1 ${s1}
            backend dead
              server d1 ${d1}
            defaults
              mode http
              log global
              timeout connect 500
              timeout client 700
              timeout server 700
            listen bare
              bind ${bare}
              server s1 ${s1}
            listen tcplogged
              bind ${tcplogged}
              option tcplog
              server s1 ${s1}
            """, "s1", "d1");

    private static final String HOSTILE = "v\"a\\l]#{|}\u00e9 \tz%s";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\nX-R: some answer\r\n\r\nok";

    private static Twin on(Twin twin, String at) {
        return twin.pagesAside().origin("s1", s1 -> s1.answers("*", ANSWER)).at(at);
    }

    /** A request with every part, one with none, one that is refused and one whose client never sends it. */
    private static void four(Twin twin, String at) {
        on(twin, at)
                .get("/a/b?c=d&e", "X-A: " + HOSTILE, "X-B: b")
                .client("GET / HTTP/1.0\r\n\r\n")
                .client("NONSENSE\r\n\r\n")
                .client("", 0)
                .halfClose()
                .untilClosed()
                .logs(4)
                .same();
    }

    // ---- captures

    @Test
    void captured_headers(Twin twin) {
        on(twin, "captures")
                .get("/", "X-A: a value that is long", "X-Long: 12345", "X-A: last")
                .thenGet("/", "X-A:", "X-Long: {|}")
                .client("GET / HTTP/1.0\r\n\r\n")
                .logs(3)
                .same();
    }

    @Test
    void captures_and_a_bad_request(Twin twin) {
        twin.pagesAside()
                .at("captures")
                .client("GET / HTTP/1.1\r\nHo st: a\r\n\r\n")
                .logs(1)
                .same();
    }

    @Test
    void captures_and_an_answer_from_a_rule(Twin twin) {
        twin.pagesAside()
                .at("captures")
                .origin("s1", s1 -> s1.plays("/", OriginSide::reset))
                .get("/", "X-A: a")
                .logs(1)
                .same();
    }

    @Test
    void captures_of_requests_alone(Twin twin) {
        on(twin, "requestonly").get("/", "X-A: " + HOSTILE).thenGet("/").logs(2).same();
    }

    @Test
    void captures_of_responses_alone(Twin twin) {
        on(twin, "responseonly").get("/").logs(1).same();
    }

    @Test
    void captures_of_a_frontend_and_none_of_its_backend(Twin twin) {
        on(twin, "halves").get("/", "X-B: b").logs(1).same();
    }

    @Test
    void the_common_log_format(Twin twin) {
        four(twin, "clf");
    }

    // ---- ids

    @Test
    void an_id_for_each_request(Twin twin) {
        on(twin, "id")
                .get("/", "X-A: one")
                .thenGet("/", "X-Unique-ID: theirs")
                .logs(2)
                .same();
    }

    @Test
    void an_id_for_the_log_alone(Twin twin) {
        on(twin, "idquiet")
                .get("/p", "X-A: " + HOSTILE)
                .client("NONSENSE\r\n\r\n")
                .logs(2)
                .same();
    }

    @Test
    void an_id_and_rules(Twin twin) {
        on(twin, "idearly").get("/", "X-A: one").logs(1).same();
    }

    @Test
    void an_id_without_a_format(Twin twin) {
        on(twin, "idempty").get("/").logs(1).same();
    }

    // ---- formats

    @Test
    void names_and_addresses(Twin twin) {
        four(twin, "names");
    }

    @Test
    void the_request_line_and_its_parts(Twin twin) {
        four(twin, "request");
    }

    @Test
    void the_parts_of_other_targets(Twin twin) {
        on(twin, "request")
                .client("GET http://h/a/b?c=d HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET /?x HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET /a? HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET /a?b?c HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET /\"q\" HTTP/1.1\r\nHost: h\r\n\r\n")
                .logs(7)
                .same();
    }

    @Test
    void quotes(Twin twin) {
        four(twin, "quoted");
    }

    @Test
    void escapes(Twin twin) {
        four(twin, "escaped");
    }

    @Test
    void counts_and_states(Twin twin) {
        four(twin, "counts");
    }

    @Test
    void times(Twin twin) {
        four(twin, "times");
    }

    @Test
    void dates(Twin twin) {
        four(twin, "dates");
    }

    @Test
    void hexadecimal(Twin twin) {
        four(twin, "hex");
    }

    @Test
    void samples(Twin twin) {
        on(twin, "samples")
                .get("/a?b", "X-A: Value")
                .client("NONSENSE\r\n\r\n")
                .get("/")
                .logs(3)
                .same();
    }

    @Test
    void samples_with_control_characters(Twin twin) {
        on(twin, "samples").get("/a?b", "X-A: " + HOSTILE).logs(1).same();
    }

    @Test
    void samples_of_answers(Twin twin) {
        on(twin, "answered").get("/").logs(1).same();
    }

    @Test
    void samples_of_pages(Twin twin) {
        on(twin, "answered").client("NONSENSE\r\n\r\n").logs(1).same();
    }

    @Test
    void spaces_and_percents(Twin twin) {
        four(twin, "spaces");
    }

    @Test
    void no_format(Twin twin) {
        on(twin, "bare")
                .get("/")
                .client("NONSENSE\r\n\r\n")
                .client("", 0)
                .halfClose()
                .untilClosed()
                .same();
    }

    @Test
    void the_format_of_tcp_for_requests(Twin twin) {
        four(twin, "tcplogged");
    }

    @Test
    void a_format_for_errors(Twin twin) {
        on(twin, "errorformat")
                .get("/")
                .thenGet("/dead")
                .client("NONSENSE\r\n\r\n")
                .client("GET / HT", 0)
                .untilClosed()
                .logs(4)
                .same();
    }

    // ---- which lines

    @Test
    void what_is_normal_is_not_logged(Twin twin) {
        twin.pagesAside()
                .origin(
                        "s1",
                        s1 -> s1.answers("/500", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
                                .answers("/404", "HTTP/1.1 404 Oops\r\nContent-Length: 0\r\n\r\n"))
                .at("normal")
                .get("/ok")
                .thenGet("/500")
                .thenGet("/404")
                .thenGet("/dead")
                .client("NONSENSE\r\n\r\n")
                .client("", 0)
                .halfClose()
                .untilClosed()
                .same();
    }

    @Test
    void what_is_null_is_not_logged(Twin twin) {
        on(twin, "null")
                .client("", 0)
                .halfClose()
                .untilClosed()
                .client("", 0)
                .untilClosed()
                .client("G", 0)
                .halfClose()
                .untilClosed()
                .get("/")
                .halfClose()
                .untilClosed()
                .logs(2)
                .same();
    }

    @Test
    void a_reset_before_a_word_is_null(Twin twin) {
        on(twin, "null").client("", 0).pause().reset().get("/").logs(1).same();
    }

    @Test
    void errors_are_louder(Twin twin) {
        twin.pagesAside()
                .origin("s1", s1 -> s1.answers("/500", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"))
                .at("separate")
                .get("/ok")
                .thenGet("/500")
                .thenGet("/dead")
                .client("NONSENSE\r\n\r\n")
                .logs(4)
                .same();
    }

    @Test
    void loudness_and_receivers(Twin twin) {
        twin.pagesAside().at("separatedown").get("/ok").thenGet("/dead").same();
    }

    @Test
    void a_line_before_the_end(Twin twin) {
        twin.pagesAside()
                .origin(
                        "s1",
                        s1 -> s1.plays("/", talk -> {
                            talk.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-R: r\r\n\r\nab")
                                    .hear(1);
                            return false;
                        }))
                .at("asap")
                .client(head("GET / HTTP/1.1"), 0)
                .until("ab")
                .untilLogged(1)
                .untilClosed()
                .logs(1)
                .same();
    }

    @Test
    void a_line_before_the_end_with_totals(Twin twin) {
        four(twin, "asaptotal");
    }

    @Test
    void a_line_as_soon_as_all_of_it_is_known(Twin twin) {
        twin.pagesAside()
                .origin("s1", s1 -> s1.plays("/", OriginSide::reset))
                .at("asapearly")
                .get("/")
                .get("/other")
                .logs(2)
                .same();
    }

    @Test
    void a_line_before_the_end_of_a_connection(Twin twin) {
        twin.pagesAside()
                .origin(
                        "s1",
                        s1 -> s1.greets(talk -> {
                            talk.say("hi").hearAll();
                            return false;
                        }))
                .at("asaptcp")
                .client("", 0)
                .until("hi")
                .untilLogged(1)
                .halfClose()
                .untilClosed()
                .logs(1)
                .same();
    }

    // ---- receivers

    @Test
    void a_tag(Twin twin) {
        on(twin, "tagged").get("/").logs(1).same();
    }

    @Test
    void each_form_of_a_syslog_line(Twin twin) {
        on(twin, "targets").get("/").logs(9).same();
    }

    @Test
    void structured_data(Twin twin) {
        on(twin, "structured").get("/?a=\"b]").logs(2).same();
    }

    @Test
    void receivers_of_the_process_and_the_section(Twin twin) {
        on(twin, "both").get("/").logs(2).same();
    }

    @Test
    void one_in_so_many(Twin twin) {
        on(twin, "sampled")
                .get("/1")
                .thenGet("/2")
                .thenGet("/3")
                .thenGet("/4")
                .thenGet("/5")
                .logs(5)
                .same();
    }

    @Test
    void no_receivers(Twin twin) {
        on(twin, "nolog").get("/").logs(0).same();
    }
}
