package io.hecd.sample.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.sample.Checkpoint;
import io.hecd.sample.Samples;
import io.hecd.traffic.FakeTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fetch with what it takes from one exchange. A new row in a family is a new line here: the last test sees to it. */
final class FetchesTest {
    private static final String REQUEST = """
            POST http://user@10.1.2.3:81/a/b;p=0?x=1&y=two;x=3&z=&novalue HTTP/1.0
            Host: 10.1.2.3:81
            X-List: one, "two, still two",,  four\s
            X-List: five
            X-Empty:
            X-Number: 12abc
            X-Ip: nothing, 10.9.8.7:80, 2001:db8::1
            Cookie: a=1; b=2; a="3;x"
            Cookie: c = 4; d

            """;

    private static final String RESPONSE = """
            HTTP/1.1 203 Fine
            Set-Cookie: s=1; Path=/
            Set-Cookie: u=22; Secure
            X-List: r1, r2
            X-Ip: 10.0.0.9
            X-Number: 7

            """;

    /** `expression = type:value`, values of the request unless the word says otherwise. */
    private static final String TABLE = """
            always_false = boolean:0
            always_true = boolean:1
            base = string:10.1.2.3:81/a/b;p=0
            baseq = string:10.1.2.3:81/a/b;p=0?x=1&y=two;x=3&z=&novalue
            bc_dst = ipv4:10.0.0.2
            bc_dst_port = integer:8081
            bc_src = ipv4:10.0.0.1
            bc_src_port = integer:50000
            be_name = string:app
            bin(48656c6C6f) = binary:Hello
            bool(true) = boolean:1
            bool(0) = boolean:0
            capture.req.hdr(0) = string:captured
            capture.req.hdr(1) = none
            capture.req.method = string:POST
            capture.req.uri = string:/a/b;p=0?x=1&y=two;x=3&z=&novalue
            capture.req.ver = string:HTTP/1.0
            capture.res.hdr(0) = string:res-captured
            capture.res.ver = string:HTTP/1.1
            cook(a) = string:"3;x"
            cook(c) = string:4
            cook() = string:1
            cook(d) = none
            cook_cnt(a) = integer:2
            cook_cnt = integer:4
            cook_val(b) = integer:2
            date = integer:784111777
            date(10) = integer:784111787
            date(1,ms) = integer:784111777124
            date(0,us) = integer:784111777123000
            date_us = integer:123000
            dst = ipv4:10.0.0.1
            dst_is_local = boolean:0
            dst_port = integer:8080
            env(HECD_TEST_NOT_SET) = string:
            fc_dst = ipv4:10.0.0.1
            fc_dst_port = integer:8080
            fc_src = ipv4:127.0.0.1
            fc_src_port = integer:40000
            fe_id = integer:0
            fe_name = string:web
            hdr(x-list) = string:five
            hdr(X-List,1) = string:one
            hdr(X-List,2) = string:"two, still two"
            hdr(X-List,3) = string:
            hdr(x-list,-2) = string:four
            hdr(x-list,6) = none
            hdr(x-list,-6) = none
            hdr(x-empty) = string:
            hdr(x-none) = none
            hdr_cnt(x-list) = integer:5
            hdr_cnt = integer:13
            hdr_ip(x-ip) = ipv6:2001:db8::1
            hdr_ip(x-ip,2) = ipv4:10.9.8.7
            hdr_ip(x-ip,1) = none
            hdr_val(x-number) = integer:12
            hdr_val(x-empty) = integer:0
            int(-7) = integer:-7
            ipv4(10.0.0.1) = ipv4:10.0.0.1
            ipv6(::1) = ipv6:::1
            meth(PURGE) = method:PURGE
            method = method:POST
            path = string:/a/b;p=0
            pathq = string:/a/b;p=0?x=1&y=two;x=3&z=&novalue
            query = string:x=1&y=two;x=3&z=&novalue
            rand(1) = integer:0
            reason = none
            reason_id = none
            req.cook(a) = string:"3;x"
            req.cook_cnt(a) = integer:2
            req.cook_val(a) = integer:0
            req.fhdr(x-list) = string:five
            req.fhdr(x-list,1) = string:one, "two, still two",,  four
            req.fhdr_cnt(x-list) = integer:2
            req.fhdr_cnt = integer:8
            req.hdr(x-list,1) = string:one
            req.hdr_cnt(x-list) = integer:5
            req.hdr_ip(x-ip,2) = ipv4:10.9.8.7
            req.hdr_names = string:host,x-list,x-list,x-empty,x-number,x-ip,cookie,cookie
            req.hdr_names(;) = string:host;x-list;x-list;x-empty;x-number;x-ip;cookie;cookie
            req.hdr_val(x-number) = integer:12
            req.proto_http = boolean:1
            req.ver = string:1.0
            req_proto_http = boolean:1
            req_ver = string:1.0
            res.cook(u) = string:22
            res.cook_cnt = integer:2
            res.cook_val(u) = integer:22
            res.fhdr(x-list) = string:r1, r2
            res.fhdr_cnt(x-list) = integer:1
            res.hdr(x-list) = string:r2
            res.hdr_cnt(x-list) = integer:2
            res.hdr_ip(x-ip) = ipv4:10.0.0.9
            res.hdr_names = string:set-cookie,set-cookie,x-list,x-ip,x-number
            res.hdr_val(x-number) = integer:7
            res.ver = string:1.1
            resp_ver = string:1.1
            scook(s) = string:1
            scook_cnt(s) = integer:1
            scook_val(s) = integer:1
            shdr(x-list) = string:r2
            shdr_cnt(x-list) = integer:2
            shdr_ip(x-ip) = ipv4:10.0.0.9
            shdr_val(x-number) = integer:7
            src = ipv4:127.0.0.1
            src_is_local = boolean:1
            src_port = integer:40000
            srv_name = none
            ssl_fc = boolean:0
            status = integer:203
            str(a b) = string:a b
            unique-id = string:id-1
            url = string:http://user@10.1.2.3:81/a/b;p=0?x=1&y=two;x=3&z=&novalue
            url_ip = ipv4:10.1.2.3
            url_param(y) = string:two
            url_port = integer:81
            urlp(x) = string:1
            urlp(z) = string:
            urlp(novalue) = none
            urlp() = string:1
            urlp(p,;) = string:0?x=1
            urlp_val(x) = integer:1
            wait_end = boolean:1
            """;

    private final FakeTransaction exchange = new FakeTransaction()
            .request(REQUEST)
            .response(RESPONSE)
            .capturing("captured")
            .withUniqueId("id-1");

    static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void takes_its_value(String row) {
        int cut = row.indexOf(" = ");
        assertThat(Samples.value(row.substring(0, cut), exchange)).isEqualTo(row.substring(cut + 3));
    }

    @Test
    void every_fetch_has_a_row_here() {
        Set<String> tested =
                TABLE.lines().map(row -> row.split("[( ]", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(Fetches.standard().names());
    }

    @Test
    void an_acl_sees_each_value_in_turn() {
        assertThat(Samples.each("hdr(x-list)", exchange))
                .containsExactly("string:one", "string:\"two, still two\"", "string:", "string:four", "string:five");
        assertThat(Samples.each("req.fhdr(x-list)", exchange)).hasSize(2);
        assertThat(Samples.each("hdr(x-list,2)", exchange)).containsExactly("string:\"two, still two\"");
        assertThat(Samples.each("hdr_ip(x-ip)", exchange)).containsExactly("ipv4:10.9.8.7", "ipv6:2001:db8::1");
        assertThat(Samples.each("urlp(x)", exchange)).containsExactly("string:1", "string:3");
        assertThat(Samples.each("cook(a)", exchange)).containsExactly("string:1", "string:\"3;x\"");
        assertThat(Samples.each("res.cook()", exchange)).containsExactly("string:1", "string:22");
        assertThat(Samples.each("src", exchange)).containsExactly("ipv4:127.0.0.1");
    }

    @Test
    void hdr_means_the_response_in_response_rules() {
        assertThat(Samples.value("hdr(x-list)", exchange, Checkpoint.REQUEST)).isEqualTo("string:five");
        assertThat(Samples.value("hdr(x-list)", exchange, Checkpoint.RESPONSE)).isEqualTo("string:r2");
        assertThat(Samples.value("hdr_cnt(x-list)", exchange, Checkpoint.RESPONSE))
                .isEqualTo("integer:2");
    }

    @Test
    void what_is_not_there_is_none() {
        FakeTransaction bare = new FakeTransaction().get("*");
        for (String absent : List.of("path", "pathq", "query", "status", "res.ver", "base", "url_ip", "url_port"))
            assertThat(Samples.value(absent, bare)).as(absent).isEqualTo("none");
        for (String absent : List.of("unique-id", "capture.req.hdr(0)", "res.hdr(a)", "cook(a)", "urlp(a)"))
            assertThat(Samples.value(absent, bare)).as(absent).isEqualTo("none");
        assertThat(Samples.value("query", bare.get("/?"))).isEqualTo("string:");
        FakeTransaction local = bare.from(new byte[0], 0);
        for (String absent : Arrays.asList("src", "src_port", "src_is_local"))
            assertThat(Samples.value(absent, local)).as(absent).isEqualTo("none");
    }
}
