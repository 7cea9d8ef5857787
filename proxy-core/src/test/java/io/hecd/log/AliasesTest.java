package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each variable of manual 8.2.6; the texts were seen at HAProxy 2.6 for the same values. */
class AliasesTest {
    private static final String ROWS = """
            B    | 62                         | 62                         | 62
            CC   | c=1                        | "c=1"                      | c=1
            CS   | -                          | ""                         | -
            H    | vm                         | "vm"                       | vm
            HM   | GET                        | "GET"                      | GET
            HP   | /a                         | "/a"                       | /a
            HPO  | /a                         | "/a"                       | /a
            HQ   | ?b=1                       | "?b=1"                     | ?b=1
            HU   | /a?b=1                     | "/a?b=1"                   | /a?b=1
            HV   | HTTP/1.1                   | "HTTP/1.1"                 | HTTP/1.1
            ID   | -                          | ""                         | -
            ST   | 200                        | 200                        | 200
            T    | 22/Nov/2026:18:04:26 +0000 | 22/Nov/2026:18:04:26 +0000 | 22/Nov/2026:18:04:26 +0000
            Ta   | 108                        | 108                        | 108
            Tc   | 9                          | 9                          | 9
            Td   | 50                         | 50                         | 50
            Tl   | 22/Nov/2026:19:04:26 +0100 | 22/Nov/2026:19:04:26 +0100 | 22/Nov/2026:19:04:26 +0100
            Th   | 5                          | 5                          | 5
            Ti   | 10                         | 10                         | 10
            Tq   | 25                         | 25                         | 25
            TR   | 10                         | 10                         | 10
            Tr   | 32                         | 32                         | 32
            Ts   | 1795370666                 | 1795370666                 | 6B032EAA
            Tt   | 123                        | 123                        | 123
            Tu   | 113                        | 113                        | 113
            Tw   | 7                          | 7                          | 7
            U    | 41                         | 41                         | 41
            ac   | 4                          | 4                          | 4
            b    | be                         | "be"                       | be
            bc   | 2                          | 2                          | 2
            bi   | 127.0.0.1                  | "127.0.0.1"                | 7F000001
            bp   | 40001                      | 40001                      | 9C41
            bq   | 0                          | 0                          | 0
            ci   | 127.0.0.1                  | "127.0.0.1"                | 7F000001
            cp   | 60666                      | 60666                      | ECFA
            f    | fe                         | "fe"                       | fe
            fc   | 3                          | 3                          | 3
            fi   | 10.0.3.31                  | "10.0.3.31"                | 0A00031F
            fp   | 8012                       | 8012                       | 1F4C
            ft   | fe                         | "fe"                       | fe
            hr   | {v1|}                      | "{v1|}"                    | {v1|}
            hrl  | v1 -                       | "v1" ""                    | v1 -
            hs   | {r1}                       | "{r1}"                     | {r1}
            hsl  | r1                         | "r1"                       | r1
            lc   | 0                          | 0                          | 0000
            ms   | 457                        | 457                        | 1C9
            pid  | 4711                       | 4711                       | 1267
            r    | GET /a?b=1 HTTP/1.1        | "GET /a?b=1 HTTP/1.1"      | GET /a?b=1 HTTP/1.1
            rc   | 0                          | 0                          | 0
            rt   | 5                          | 5                          | 0005
            s    | s1                         | "s1"                       | s1
            sc   | 1                          | 1                          | 1
            si   | 127.0.0.2                  | "127.0.0.2"                | 7F000002
            sp   | 8001                       | 8001                       | 1F41
            sq   | 0                          | 0                          | 0
            sslc | -                          | ""                         | -
            sslv | -                          | ""                         | -
            t    | 22/Nov/2026:19:04:26.457   | 22/Nov/2026:19:04:26.457   | 22/Nov/2026:19:04:26.457
            tr   | 22/Nov/2026:19:04:26.472   | 22/Nov/2026:19:04:26.472   | 22/Nov/2026:19:04:26.472
            trg  | 22/Nov/2026:18:04:26 +0000 | 22/Nov/2026:18:04:26 +0000 | 22/Nov/2026:18:04:26 +0000
            trl  | 22/Nov/2026:19:04:26 +0100 | 22/Nov/2026:19:04:26 +0100 | 22/Nov/2026:19:04:26 +0100
            ts   | --                         | --                         | --
            tsc  | ----                       | ----                       | ----
            """;

    @Test
    void each_variable_is_written_plain_quoted_and_in_hexadecimal() {
        for (String row : ROWS.strip().split("\n")) {
            String[] cells = row.split(" +\\| ");
            String name = cells[0].strip();
            assertThat(line("%" + name)).as(name).isEqualTo(cells[1].strip());
            assertThat(line("%{+Q}" + name)).as("+Q " + name).isEqualTo(cells[2].strip());
            assertThat(line("%{+X}" + name)).as("+X " + name).isEqualTo(cells[3].strip());
        }
    }

    @Test
    void each_variable_has_its_row_here() {
        var rows = new TreeSet<String>();
        for (String row : ROWS.strip().split("\n")) rows.add(row.substring(0, row.indexOf(' ')));
        assertThat(new Aliases().names()).containsExactlyElementsOf(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "%TR/%Tw/%Tc/%Tr/%Ta, -1/-1/-1/-1/0",
        "%Ti/%Tq/%Td/%Tt/%Tu, 0/-1/-1/0/0",
        "%r|%HM|%HU|%HQ|%HV, <BADREQ>|<BADREQ>|<BADREQ>|<BADREQ>|<BADREQ>",
        "<%hr><%hs><%hrl><%hsl>, <><><><>",
        "%b/%s, fe/<NOSRV>",
        "%ts %tsc, PR PR--",
    })
    void a_refused_request_leaves_most_fields_open(String format, String expected) {
        assertThat(line(format, e -> e.bad())).isEqualTo(expected);
    }

    @Test
    void what_is_not_there_is_a_dash_or_empty_quotes() {
        Consumer<FakeExchange> none = e -> {
            e.serverSource = Endpoint.NONE;
            e.serverAddress = Endpoint.NONE;
        };
        assertThat(line("%bi:%bp %si:%sp", none)).isEqualTo("-:- -:-");
        assertThat(line("%{+Q}o%bi:%bp %si:%sp", none)).isEqualTo("\"\":\"\" \"\":\"\"");
        assertThat(line("%{+X}o%bi:%bp", none)).isEqualTo("-:-");
        assertThat(line("<%HQ>", e -> e.line = Ascii.bytes("GET /p HTTP/1.1"))).isEqualTo("<>");
    }

    @Test
    void a_client_on_a_unix_socket_is_named_so() {
        assertThat(line("%ci:%cp", e -> e.source = Endpoint.NONE)).isEqualTo("unix:0");
    }

    @Test
    void an_ipv6_address_is_written_short_or_in_all_its_digits() {
        Consumer<FakeExchange> six = e -> e.source =
                Endpoint.of(new byte[] {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 443);
        assertThat(line("%ci %{+X}ci", six)).isEqualTo("2001:db8::1 20010DB8000000000000000000000001");
    }

    @Test
    void the_uri_of_a_proxy_request_keeps_its_host_except_in_the_path_only() {
        Consumer<FakeExchange> absolute = e -> e.line = Ascii.bytes("GET http://h.x/p?q=/ HTTP/1.0");
        assertThat(line("%HP %HPO %HQ %HU", absolute)).isEqualTo("http://h.x/p /p ?q=/ http://h.x/p?q=/");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS * HTTP/1.1, * <>",
        "GET http://x HTTP/1.1, http://x <>",
        "GET /a://b/c HTTP/1.1, /a://b/c </a://b/c>",
    })
    void a_uri_may_have_no_path(String requestLine, String expected) {
        assertThat(line("%HP <%HPO>", e -> e.line = Ascii.bytes(requestLine))).isEqualTo(expected);
    }

    @Test
    void a_frontend_with_tls_has_a_tilde() {
        assertThat(line("%ft %{+Q}ft %f", e -> e.places.tls = true)).isEqualTo("fe~ \"fe~\" fe");
    }

    @Test
    void a_redispatch_is_marked() {
        assertThat(line(
                        "%rc",
                        e -> {
                            e.retries = 3;
                            e.redispatched = true;
                        }))
                .isEqualTo("+3");
    }

    @Test
    void totals_that_still_grow_have_a_plus_sign() {
        FakeExchange e = new FakeExchange();
        e.timings.ended = io.hecd.traffic.Timings.UNSET;
        e.nowNanos = 80_000_000;
        LogScope scope = Formats.http().withAsap(true);
        assertThat(Formats.write("%Ta %Tt %Tu %Td %B %U %Tr", scope, e)).isEqualTo("+65 +80 +70 7 +62 41 32");
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, DATA, ----",
        "LOCAL, REQUEST, LR--",
        "CLIENT_TIMEOUT, REQUEST, cR--",
        "CONNECT_REFUSED, CONNECT, SC--",
        "CONNECT_TIMEOUT, CONNECT, sC--",
        "QUEUE_TIMEOUT, QUEUE, sQ--",
        "SERVER_TIMEOUT, HEADERS, sH--",
        "SERVER_CLOSED_IN_DATA, DATA, SD--",
        "CLIENT_ABORTED, LAST, CL--",
        "DENIED, TARPIT, PT--",
    })
    void the_termination_state_is_who_and_where(Ending ending, Chapter chapter, String expected) {
        Consumer<FakeExchange> ended = e -> {
            e.ending = ending;
            e.chapter = chapter;
        };
        assertThat(line("%tsc", ended)).isEqualTo(expected);
        assertThat(line("%ts", ended)).isEqualTo(expected.substring(0, 2));
    }

    @Test
    void in_tcp_mode_the_queue_is_counted_from_the_handshake() {
        Consumer<FakeExchange> tcp = e -> {
            e.http = false;
            e.moments(5, -1, -1, 7, 9, -1, 309);
            e.status = -1;
        };
        assertThat(Formats.write("%Th %Tw/%Tc/%Td/%Tt %ST", Formats.tcp(), with(tcp)))
                .isEqualTo("5 2/2/300/309 0");
    }

    @Test
    void phases_that_are_cut_to_milliseconds_still_add_up() {
        FakeExchange e = new FakeExchange();
        e.timings.handshaken = e.timings.requestBegun = 0;
        e.timings.requestRead = 1_900_000;
        e.timings.assigned = 3_800_000;
        e.timings.connected = 5_700_000;
        e.timings.responseRead = 7_600_000;
        e.timings.ended = 9_500_000;
        assertThat(Formats.write("%TR+%Tw+%Tc+%Tr+%Td=%Ta", Formats.http(), e)).isEqualTo("1+2+2+2+2=9");
    }

    @Test
    void a_server_may_be_local() {
        assertThat(line("%s", e -> e.places.server = Places.STATS_OR_LOCAL)).isEqualTo("<STATS>");
    }

    private static FakeExchange with(Consumer<FakeExchange> change) {
        FakeExchange exchange = new FakeExchange();
        exchange.requestCaptures = new byte[][] {Ascii.bytes("v1"), {}};
        exchange.responseCaptures = new byte[][] {Ascii.bytes("r1")};
        exchange.requestCookie = Ascii.bytes("c=1");
        change.accept(exchange);
        return exchange;
    }

    private static String line(String format) {
        return line(format, e -> {});
    }

    private static String line(String format, Consumer<FakeExchange> change) {
        return Formats.write(format, Formats.http().withCaptures(2, 1), with(change));
    }
}
