package io.hecd.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.sample.convert.ConvertersTest;
import io.hecd.traffic.FakeTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expressions evaluated by HAProxy and by us on the same requests. What it cannot take or gives by chance is left out. */
final class ExpressionTwinTest {
    private static final List<String> REQUESTS = List.of("""
            GET /a/b;p=0?x=1&y=two;x=3&z=&novalue&=5&x HTTP/1.1
            Host: www.example.org:81
            X-List: one, "two, still two",,  four\s
            X-List: five
            X-Empty:
            X-Comma: ,a,
            X-Number: -12abc
            X-Big: 99999999999999999999
            X-Ip: nothing, 10.9.8.7:80, 2001:db8::1
            X-Ip4: 010.0.0.1, 1.2.3.4:99999, 1.2.3, 9.9.9.9:1
            X-Ip6: [2001:db8::1]:80
            X-V6: ::ffff:1.2.3.4
            Cookie: a=1; b=2; a="3;x"
            Cookie: c = 4; d; e=

            """, """
            POST http://10.1.2.3:8080/x?q HTTP/1.0
            Host: 10.1.2.3:8080
            Content-Length: 0

            """, """
            OPTIONS * HTTP/1.1
            Host: a

            """);

    private static final List<String> FETCHES = List.of(
            "always_false",
            "base",
            "baseq",
            "bin(48656c6C6f)",
            "bool(true)",
            "capture.req.method",
            "capture.req.uri",
            "capture.req.ver",
            "cook(a)",
            "cook(c)",
            "cook",
            "cook(d)",
            "cook(e)",
            "cook(zz)",
            "cook_cnt(a)",
            "cook_cnt",
            "cook_val(b)",
            "dst",
            "fe_name",
            "hdr(x-list)",
            "hdr(x-list,1)",
            "hdr(x-list,2)",
            "hdr(x-list,3)",
            "hdr(x-list,4)",
            "hdr(x-list,6)",
            "hdr(x-list,-1)",
            "hdr(x-list,-2)",
            "hdr(x-list,-6)",
            "hdr(x-empty)",
            "hdr(x-comma)",
            "hdr(x-comma,1)",
            "hdr_cnt(x-comma)",
            "hdr_cnt(x-list)",
            "hdr_cnt(x-empty)",
            "hdr_cnt",
            "hdr_ip(x-ip)",
            "hdr_ip(x-ip,1)",
            "hdr_ip(x-ip,2)",
            "hdr_ip(x-ip4,1)",
            "hdr_ip(x-ip4,2)",
            "hdr_ip(x-ip4,3)",
            "hdr_ip(x-ip4,4)",
            "hdr_ip(x-ip6)",
            "hdr_ip(x-v6)",
            "hdr_val(x-number)",
            "hdr_val(x-empty)",
            "req.fhdr(x-list)",
            "req.fhdr(x-list,1)",
            "req.fhdr_cnt(x-list)",
            "req.fhdr_cnt",
            "req.hdr_names",
            "req.hdr_names(;)",
            "hdr(x-number),add(1)",
            "hdr(x-big),add(0)",
            "hdr(x-v6),ipmask(24,96)",
            "method",
            "path",
            "pathq",
            "query",
            "req.proto_http",
            "req.ver",
            "src",
            "src_is_local",
            "url",
            "url_ip",
            "url_port",
            "urlp(x)",
            "urlp(z)",
            "urlp(novalue)",
            "urlp()",
            "urlp(y)",
            "urlp(p,;)",
            "urlp(q)",
            "urlp_val(x)",
            "method,lower",
            "src,ipmask(8)",
            "ipv6(2001:db8:0:0:1:0:0:1)",
            "ipv6(0:1::5)",
            "ipv6(1:0:0:2:0:0:0:3)",
            "ipv6(::ffff:1.2.3.4)",
            "ipv6(::1.2.3.4)",
            "int(300),hex",
            "bool(1),add(1)",
            "str(10.0.0.1),ipmask(8)",
            "str(1.2.3),ipmask(8)",
            "int(16909060),ipmask(32)",
            "src,add(0)",
            "str(),length",
            "str(),lower",
            "str(),add(1)",
            "str(abc),add(1)",
            "str(+5),add(1)",
            "str(-5),add(1)",
            "str( 5),add(1)",
            "str(aXbXc),regsub(X,\"\\\\\\\\0-\",g)",
            "str(aXbXc),regsub(\"(X)(b)\",\"[\\\\2\\\\1]\")",
            "str(abc),regsub(x,y)",
            "str(abc),regsub(^,y,g)",
            "str(abc),regsub($,y,g)",
            "str(aaa),regsub(^a,b,g)",
            "str(a.b.c),field(2,.)",
            "str(a.b.c),field(-1,.)",
            "str(a.b.c),field(-3,.)",
            "str(a.b.c),field(-4,.)",
            "str(a.b.c),field(9,.)",
            "str(..a..b..),word(1,.)",
            "str(..a..b..),word(2,.)",
            "str(..a..b..),word(3,.)",
            "str(..a..b..),word(-1,.)",
            "str(..a..b..),word(-2,.)",
            "str(..a..b..),word(-3,.)",
            "str(..a..b..),field(1,.)",
            "str(..a..b..),field(-1,.)",
            "str(..a..b..),field(-2,.,2)",
            "str(..a..b..),word(1,.,2)",
            "str(..a..b..),word(1,.,0)",
            "str(..a..b..),word(-1,.,2)",
            "str(....),word(1,.)",
            "str(a%00b),url_dec,length",
            "str(abc),bytes(1,1)",
            "str(abc),bytes(3)",
            "str(abc),bytes(4)",
            "str(abc),bytes(1,9)",
            "str(FF),hex2i",
            "str(FFFFFFFFFFFFFFFFF),hex2i",
            "str(-8),hex2i",
            "str(a=),b64dec",
            "str(YQ==),b64dec",
            "str(YQ=),b64dec",
            "str(YQ),ub64dec",
            "str(YQ==),ub64dec",
            "bin(61),ub64enc",
            "str(h:x),port_only",
            "str(h:99999999999),port_only",
            "str([::1]:99),port_only",
            "str(::1),host_only",
            "str(h:),host_only",
            "int(0),http_date",
            "int(1700000000123456),http_date(0,us)",
            "int(5),mul(-3),div(2)",
            "int(-7),div(2)",
            "int(-7),mod(3)",
            "int(-7),odd",
            "int(-7),div(0)",
            "int(1),sub(-9223372036854775807)",
            "int(3),iif(a,b)",
            "str(x),iif(a,b)");

    /** Where we mean to differ, and why. An entry that does not differ any more fails the test. */
    private static final Map<String, String> MEANT = Map.of(
            "hdr_ip(x-ip4,1)", "010.0.0.1 is ten to some and eight to others: nobody should have to guess",
            "int(1700000000123456),http_date(0,us)", "HTTP dates have no fractions (RFC 9110 5.6.7)",
            "int(784111777000),http_date(1000,ms)", "HTTP dates have no fractions (RFC 9110 5.6.7)",
            "str(YQ==),ub64dec", "HAProxy decodes the padding to bytes by chance",
            "str(abc),regsub($,y,g)", "HAProxy replaces the empty match at the end twice",
            "str(h:99999999999),port_only", "HAProxy's number wraps around",
            "str(h:x),port_only", "HAProxy takes letters for digits");

    @Test
    void gives_what_haproxy_gives() {
        List<String> expressions = new ArrayList<>(FETCHES);
        for (String row : ConvertersTest.TABLE.lines().toList())
            expressions.add(row.substring(0, row.indexOf(" = ")).replace("'", ""));
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++)
            rules.add("status 200 content-type text/plain lf-string '[%[" + expressions.get(i)
                    + "]]' if { req.fhdr(x-case) " + i + " }");
        Map<String, String> differences = new LinkedHashMap<>();
        try (Twin twin = Twin.start(rules)) {
            for (String request : REQUESTS) {
                for (int i = 0; i < expressions.size(); i++) {
                    String asked = Twin.withCase(request, i);
                    String theirs = twin.ask(asked);
                    String ours = "200 [" + ours(expressions.get(i), asked) + "]";
                    if (!ours.equals(theirs)) differences.put(expressions.get(i), theirs + " is " + ours + " here");
                }
            }
        }
        assertThat(differences).containsOnlyKeys(MEANT.keySet());
    }

    private static String ours(String expression, String request) {
        FakeTransaction exchange = new FakeTransaction().request(request).to(new byte[] {127, 0, 0, 1}, 1);
        exchange.places().frontend = "twin".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Sample sample = new Sample();
        boolean there = Samples.compile(expression, Checkpoint.REQUEST).evaluate(exchange, sample);
        return there && sample.castTo(SampleType.STR) ? sample.bytes().toString() : "";
    }
}
