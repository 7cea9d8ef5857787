package io.hecd.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.sample.Twin;
import io.hecd.traffic.FakeTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions judged by HAProxy and by us on the same requests. */
final class AclTwinTest {
    private static final List<String> REQUESTS = List.of("""
            GET /images/png/Logo/32x32.png?a=1&b=two HTTP/1.1
            Host: www1.dc-eu.example.com:80
            X-List: one, TWO,three
            X-Ip: 10.1.2.3, 2001:db8::1
            X-Mapped: ::ffff:192.168.1.7
            X-Num: 15
            X-Empty:
            Content-Length: 0

            """, """
            POST / HTTP/1.0
            Content-Length: 0

            """, """
            OPTIONS * HTTP/1.1
            Host: a

            """, """
            PURGE http://h.example/x/ HTTP/1.1
            Host: h.example
            X-List: a.b, .a.

            """);

    private static final List<String> CONDITIONS = List.of(
            "{ path /images/png/Logo/32x32.png }",
            "{ path -i /IMAGES/png/logo/32x32.PNG }",
            "{ path_beg /images /css }",
            "{ path_beg -i /IMAGES }",
            "{ path_end .png .gif }",
            "{ path_end -m beg /images }",
            "{ path_sub Logo }",
            "{ path_sub -i lOGO }",
            "{ path_dir images }",
            "{ path_dir /images/ }",
            "{ path_dir images/png }",
            "{ path_dir png }",
            "{ path_dir 32x32 }",
            "{ path_dir / }",
            "{ url_dir a=1 }",
            "{ url_dir 32x32.png }",
            "{ hdr_dom(host) example }",
            "{ hdr_dom(host) dc }",
            "{ hdr_dom(host) dc-eu }",
            "{ hdr_dom(host) .example.com }",
            "{ hdr_dom(host) 80 }",
            "{ hdr_dom(host) -i EXAMPLE.com:80 }",
            "{ hdr_dom(host) . }",
            "{ hdr_dom(x-list) a }",
            "{ path_len 30:31 }",
            "{ path_len gt 5 }",
            "{ path_reg ^/images/.*[.]png$ }",
            "{ path_reg -i logo }",
            "{ path_reg ^/[[:alpha:]]+/ }",
            "{ path_reg [[]|Logo }",
            "{ path_reg x{2} }",
            "{ url_reg a=1&b }",
            "{ hdr_reg(host) ^www[0-9][.] }",
            "{ hdr(x-list) TWO }",
            "{ hdr(x-list) two }",
            "{ hdr(x-list) -i two }",
            "{ hdr(x-list,1) TWO }",
            "{ hdr(x-list) -m found }",
            "{ hdr(x-empty) -m found }",
            "{ hdr(x-none) -m found }",
            "{ hdr(x-empty) -m len 0 }",
            "{ hdr_len(x-list) 5 }",
            "{ hdr_cnt(x-list) 3 }",
            "{ hdr_cnt(x-list) ge 3 }",
            "{ hdr_cnt(x-none) eq 0 }",
            "{ hdr_val(x-num) 10:20 }",
            "{ hdr_val(x-num) :14 }",
            "{ hdr_val(x-num) 16: }",
            "{ hdr_val(x-num) gt 15 }",
            "{ hdr_val(x-num) ge 15 }",
            "{ hdr_val(x-num) lt 15 }",
            "{ hdr_val(x-num) le 15 }",
            "{ hdr_val(x-num) 1 2 15 }",
            "{ hdr(x-num) -m int 15 }",
            "{ hdr(x-num) -m int lt 3 }",
            "{ hdr(x-num) -m str 15 }",
            "{ hdr_ip(x-ip) 10.1/16 }",
            "{ hdr_ip(x-ip) 10.1.0.0/16 }",
            "{ hdr_ip(x-ip) 10.0.0.0/255.0.0.0 }",
            "{ hdr_ip(x-ip) 2001:db8::/32 }",
            "{ hdr_ip(x-ip) 2001:db8::2 }",
            "{ hdr_ip(x-mapped) 192.168.0.0/16 }",
            "{ hdr_ip(x-mapped) ::ffff:0:0/96 }",
            "{ hdr_ip(x-ip,1) ::ffff:10.1.2.3 }",
            "{ hdr(x-ip) -m ip 10.0.0.0/8 }",
            "{ src 127.0.0.1 }",
            "{ src 127.1 }",
            "{ src 127/8 }",
            "{ src 10.0.0.0/8 127.0.0.0/8 }",
            "{ src 0.0.0.0/0 }",
            "{ src ::ffff:127.0.0.1 }",
            "{ src -m int 2130706433 }",
            "{ src -m str 127.0.0.1 }",
            "{ src -m beg 127. }",
            "{ method GET }",
            "{ method get }",
            "{ method -i get }",
            "{ method PURGE }",
            "{ method purge }",
            "{ method -i purge }",
            "{ method -m beg PU }",
            "{ method,lower get }",
            "{ path,lower -m beg /images }",
            "{ path_beg,lower /images/png/logo/32x32.png }",
            "{ hdr(host),field(1,:) -m end .com }",
            "{ hdr(host),length gt 20 }",
            "{ query -m found }",
            "{ urlp(a) 1 }",
            "{ url_param(b) -m beg tw }",
            "{ urlp_len(b) 3 }",
            "{ urlp_val(a) ge 1 }",
            "{ always_true }",
            "{ always_false }",
            "{ always_true -m int 1 }",
            "{ bool(1),not }",
            "{ int(5) -m bool }",
            "{ str(true) -m bool }",
            "{ str(1) -m bool }",
            "{ int(5),bool }",
            "{ str(abc) -m bin 616263 }",
            "{ bin(616263) -m str abc }",
            "{ bin(616263) -m bin 616263 }",
            "{ path -- -i }",
            "{ path }",
            "{ path -m str /images/png/Logo/32x32.png }",
            "{ req.ver 1.1 }",
            "METH_GET",
            "METH_POST !HTTP_CONTENT",
            "METH_OPTIONS HTTP_URL_STAR",
            "HTTP_1.0",
            "HTTP_1.1 HTTP_URL_SLASH",
            "HTTP_URL_ABS",
            "HTTP",
            "LOCALHOST",
            "TRUE",
            "FALSE",
            "! FALSE",
            "!FALSE !{ path / }",
            "!{ always_false } TRUE",
            "FALSE or TRUE FALSE or TRUE",
            "FALSE || FALSE TRUE",
            "METH_GET or METH_POST",
            "!METH_GET !METH_POST");

    @Test
    void decides_as_haproxy_does() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < CONDITIONS.size(); i++) {
            // The condition may have alternatives, so the case stands in each of them.
            String ours = "{ req.fhdr(x-case) " + i + " } ";
            String text = CONDITIONS.get(i).replace(" or ", " or " + ours).replace(" || ", " || " + ours);
            rules.add("status 200 if " + ours + text);
        }
        Map<String, String> differences = new LinkedHashMap<>();
        try (Twin twin = Twin.start(rules)) {
            for (String request : REQUESTS) {
                for (int i = 0; i < CONDITIONS.size(); i++) {
                    String asked = Twin.withCase(request, i);
                    boolean theirs = twin.ask(asked).startsWith("200");
                    FakeTransaction exchange = new FakeTransaction().request(asked);
                    boolean ours = Conditions.compile("if " + CONDITIONS.get(i)).holds(exchange);
                    if (ours != theirs)
                        differences.put(
                                CONDITIONS.get(i) + " on "
                                        + request.lines().findFirst().orElse(""),
                                "haproxy " + theirs);
                }
            }
        }
        // HAProxy compares methods that it knows by number, so that -i does nothing for them.
        assertThat(differences)
                .containsOnlyKeys("{ method -i get } on GET /images/png/Logo/32x32.png?a=1&b=two HTTP/1.1");
    }
}
