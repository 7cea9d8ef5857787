package io.hecd.scenario;

import io.hecd.scenario.kit.Twin;
import io.hecd.scenario.kit.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Virtual hosts: `use_backend` and the first words of ACLs (manual 7). The backend in the log line tells who was chosen. */
class RoutingTwinTest {
    private static final Path HOSTS = file("a.example\n# not a host\n  b.example  \n\nC.Example\n");

    @RegisterExtension
    static final Twins TWINS = Twins.with("""
            global
              log ${log} local0
              nbthread 1
            defaults
              mode http
              log global
              log-format "%b %s %ST %ts %{+Q}r"
              timeout connect 2s
              timeout client 3s
              timeout server 3s

            frontend hosts
              bind ${hosts}
              acl is_a hdr(host) -i a.example www.a.example
              acl is_b hdr(host) b.example
              acl begins hdr_beg(host) -i img.
              acl ends hdr_end(host) -i .cdn.example
              acl domain hdr_dom(host) -i shop
              acl within hdr_sub(host) -i test
              acl regex hdr_reg(host) -i ^v[0-9]+\\.
              acl port hdr(host) a.example:8080
              acl long hdr_len(host) gt 40
              acl none hdr_cnt(host) 0
              use_backend b1 if is_a
              use_backend b2 if is_b
              use_backend b3 if begins
              use_backend b4 if ends
              use_backend b5 if domain
              use_backend b6 if within
              use_backend b7 if regex
              use_backend b8 if port
              use_backend b9 if long
              use_backend b10 if none
              default_backend other

            frontend paths
              bind ${paths}
              use_backend b1 if { path /exact /Exact2 }
              use_backend b2 if { path_beg /beg/ /Beg2 }
              use_backend b3 if { path_end .png .JPG }
              use_backend b4 if { path_reg ^/r[0-9]{2,3}$ }
              use_backend b5 if { path_sub needle }
              use_backend b6 if { path_dir dir }
              use_backend b7 if { path_dom dom }
              use_backend b8 if { path_len 30 }
              use_backend b9 if { path -i /ICASE }
              use_backend b10 if { url_beg http:// }
              default_backend other

            frontend params
              bind ${params}
              use_backend b1 if { url_param(id) 1 }
              use_backend b2 if { url_param(id) -m beg 2 }
              use_backend b3 if { url_param(id) -m found } { url_param(x) -m found }
              use_backend b4 if { urlp_reg(id) ^z }
              use_backend b5 if { url /whole?q=1 }
              use_backend b6 if { url_end =end }
              use_backend b7 if { query -m sub sub }
              use_backend b8 if { url_param(e) -m len 0 }
              use_backend b9 if { urlp(n) -m int gt 10 }
              default_backend other

            frontend methods
              bind ${methods}
              acl safe method GET HEAD
              acl lower method get
              use_backend b1 if METH_POST
              use_backend b2 if { method PUT BREW }
              use_backend b3 if { method -i delete }
              use_backend b4 if METH_HEAD
              use_backend b5 if HTTP_CONTENT
              use_backend b6 if lower
              use_backend b7 if !safe
              default_backend other

            frontend places
              bind ${places}
              use_backend b1 if { src 10.0.0.0/8 }
              use_backend b2 if { src 127.0.0.0/8 } { path /net }
              use_backend b3 if { src 127.0.0.1 } { path /addr }
              use_backend b4 if LOCALHOST { path /local }
              use_backend b5 if { dst_port gt 1023 } { path /port }
              use_backend b6 if { dst_port 80 443 } { path /low }
              use_backend b7 if { dst 127.0.0.1 } { path /dst }
              use_backend b8 if { src ::1 } { path /six }
              use_backend b9 if { src_port 1:65535 } { path /id }
              use_backend b10 if { src 127.0.0.1/255.255.255.255 } { path /mask }
              default_backend other

            frontend files
              bind ${files}
              acl known hdr(host) -i -f %1$s
              acl exact hdr(host) -f %1$s
              acl both hdr(host) -i -f %1$s d.example
              use_backend b1 if known { path /i }
              use_backend b2 if exact { path /exact }
              use_backend b3 if both { path /both }
              use_backend b4 if { hdr_end(host) -f %1$s } { path /end }
              default_backend other

            frontend logic
              bind ${logic}
              acl a hdr(x-a) 1
              acl b hdr(x-b) 1
              acl c hdr(x-c) 1
              acl twice path /twice1
              acl twice path /twice2
              acl twice hdr(x-twice) yes
              use_backend b1 if a b or c { path /or }
              use_backend b2 if a !b !c { path /not }
              use_backend b3 unless a or b or c
              use_backend b4 if twice
              use_backend b5 if a || b { path /bars }
              use_backend b6 unless a
              use_backend b7 if TRUE { path /true }
              use_backend b8 if FALSE or { always_true } { path /always } !{ always_false }
              use_backend b9 if { path /first }
              use_backend b10 if { path /first }
              use_backend b10 if { hdr(x-a) -m str 1 } !{ path /last } ! b
              default_backend other

            frontend names
              bind ${names}
              use_backend %%[hdr(host),lower] if { hdr(host) -m found } { path /host }
              use_backend b%%[url_param(n)] if { path /n }
              use_backend b1 if { path /after }
              default_backend other

            frontend nowhere
              bind ${nowhere}
              use_backend %%[hdr(host)]

            frontend headers
              bind ${headers}
              use_backend b1 if { hdr(x-list) two }
              use_backend b2 if { hdr(x-list,1) three }
              use_backend b3 if { hdr(x-list,-1) last }
              use_backend b4 if { req.fhdr(x-list) "four, five" }
              use_backend b5 if { hdr_val(x-num) gt 5 }
              use_backend b6 if { hdr_ip(x-ip) 10.0.0.0/8 }
              use_backend b7 if { req.hdr(x-e) -m len 0 }
              use_backend b8 if { cook(sess) abc }
              use_backend b9 if { hdr_cnt(x-many) ge 3 }
              use_backend b10 if { hdr(x-i) -i -m beg AbC }
              default_backend other

            backend other
              server s1 ${s1}
            backend b1
              server s1 ${s1}
            backend b2
              server s1 ${s1}
            backend b3
              server s1 ${s1}
            backend b4
              server s1 ${s1}
            backend b5
              server s1 ${s1}
            backend b6
              server s1 ${s1}
            backend b7
              server s1 ${s1}
            backend b8
              server s1 ${s1}
            backend b9
              server s1 ${s1}
            backend b10
              server s1 ${s1}
            """.replace("%1$s", HOSTS.toString()).replace("%%", "%"), "s1");

    private static Path file(String text) {
        try {
            Path file = Files.createTempFile("twin", ".lst");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hosts(Twin twin, String at, String path, String... hosts) {
        twin.at(at).client("", 0);
        for (String host : hosts) twin.then("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        twin.logs(hosts.length).same();
    }

    private static void paths(Twin twin, String at, String... targets) {
        twin.at(at).client("", 0);
        for (String target : targets) twin.thenGet(target);
        twin.logs(targets.length).same();
    }

    private static void headers(Twin twin, String at, String path, String... headers) {
        twin.at(at).client("", 0);
        for (String header : headers) twin.thenGet(path, header.split(" & "));
        twin.logs(headers.length).same();
    }

    @Test
    void whole_names_of_hosts(Twin twin) {
        hosts(
                twin,
                "hosts",
                "/",
                "a.example",
                "A.EXAMPLE",
                "www.a.example",
                "b.example",
                "B.example",
                "a.example.",
                "");
    }

    @Test
    void parts_of_names_of_hosts(Twin twin) {
        hosts(
                twin,
                "hosts",
                "/",
                "img.x",
                "IMG.",
                "x.cdn.example",
                "cdn.example",
                "x.shop.y",
                "shopping.y",
                "a-test-b");
    }

    @Test
    void names_of_hosts_by_pattern_port_and_length(Twin twin) {
        hosts(twin, "hosts", "/", "v12.x", "V1.x", "va.x", "a.example:8080", "a.example:81", "x".repeat(41));
    }

    @Test
    void no_name_of_a_host(Twin twin) {
        twin.at("hosts")
                .client("GET / HTTP/1.1\r\n\r\n")
                .then("GET / HTTP/1.0\r\n\r\n")
                .logs(2)
                .same();
    }

    @Test
    void paths_from_either_end(Twin twin) {
        paths(
                twin,
                "paths",
                "/exact",
                "/exact/",
                "/Exact2",
                "/exact?a",
                "/beg/",
                "/beg",
                "/Beg2x",
                "/a.png",
                "/a.PNG",
                "/a.JPG?x=.png");
    }

    @Test
    void paths_by_pattern_and_part(Twin twin) {
        paths(
                twin,
                "paths",
                "/r12",
                "/r1234",
                "/xneedlex",
                "/x?needle",
                "/a/dir/b",
                "/adir/b",
                "/a.dom.b",
                "/adom",
                "/" + "x".repeat(29),
                "/icase",
                "//exact",
                "/%65xact",
                "*");
    }

    @Test
    void absolute_targets(Twin twin) {
        twin.at("paths")
                .client("GET http://h/exact HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET http://h/zzz HTTP/1.1\r\nHost: h\r\n\r\n")
                .then("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n")
                .logs(3)
                .same();
    }

    @Test
    void parameters(Twin twin) {
        paths(
                twin,
                "params",
                "/?id=1",
                "/?a=1&id=1&b",
                "/?ID=1",
                "/?id=23",
                "/?id=4&x",
                "/?id=4&x=",
                "/?id=zz",
                "/?xid=1",
                "/whole?q=1",
                "/?a=end",
                "/?subject",
                "/?e=",
                "/?n=11",
                "/?n=9",
                "/?id=%31",
                "/?id=2;id=1");
    }

    @Test
    void methods(Twin twin) {
        twin.at("methods").get("/");
        for (String method : new String[] {"POST", "PUT", "BREW", "OPTIONS", "get", "PATCH"})
            twin.then(Twin.head(method + " / HTTP/1.1", "Content-Length: 0"));
        twin.then(Twin.head("HEAD / HTTP/1.1")).then(Twin.head("OPTIONS / HTTP/1.1", "Content-Length: 1") + "a");
        twin.logs(9).same();
    }

    @Test
    void a_method_in_any_case(Twin twin) {
        twin.at("methods").client(Twin.head("DELETE / HTTP/1.1")).logs(1).same();
    }

    @Test
    void addresses_and_ports(Twin twin) {
        paths(twin, "places", "/net", "/addr", "/local", "/port", "/low", "/dst", "/six", "/id", "/mask", "/");
    }

    @Test
    void patterns_from_a_file(Twin twin) {
        hosts(twin, "files", "/i", "a.example", "A.EXAMPLE", "b.example", "c.example", "# not a host", "x");
    }

    @Test
    void patterns_from_a_file_to_the_letter(Twin twin) {
        hosts(twin, "files", "/exact", "a.example", "A.EXAMPLE", "b.example", "C.Example", "c.example", "b.example  ");
    }

    @Test
    void patterns_from_a_file_and_the_line(Twin twin) {
        hosts(twin, "files", "/both", "a.example", "D.example", "d.example");
    }

    @Test
    void ends_from_a_file(Twin twin) {
        hosts(twin, "files", "/end", "a.example", "xa.example", "b.example", "xb.example  ", "a.examplex");
    }

    @Test
    void or_binds_less_than_and(Twin twin) {
        headers(twin, "logic", "/or", "X-A: 1", "X-A: 1 & X-B: 1", "X-C: 1", "X-B: 1", "X-A: 2");
    }

    @Test
    void not_and_unless(Twin twin) {
        headers(twin, "logic", "/not", "X-A: 1", "X-A: 1 & X-B: 1", "X-A: 1 & X-C: 1", "X-B: 1", "X-Z: 1");
    }

    @Test
    void one_name_for_several_conditions(Twin twin) {
        headers(twin, "logic", "/twice2", "X-A: 1 & X-B: 1", "X-B: 1", "X-A: 1 & X-B: 0");
    }

    @Test
    void bars_and_what_is_always_so(Twin twin) {
        twin.at("logic")
                .get("/bars", "X-B: 1")
                .thenGet("/true", "X-A: 0", "X-A: 1", "X-B: 1")
                .thenGet("/always", "X-A: 1", "X-B: 1")
                .thenGet("/first", "X-A: 1", "X-B: 1")
                .thenGet("/last", "X-A: 1", "X-B: 1")
                .thenGet("/none", "X-A: 1", "X-B: 1")
                .logs(6)
                .same();
    }

    @Test
    void the_name_of_a_backend_from_the_request(Twin twin) {
        hosts(twin, "names", "/host", "b1", "B2", "nobody", "other");
    }

    @Test
    void a_part_of_the_name_of_a_backend(Twin twin) {
        paths(twin, "names", "/n?n=1", "/n?n=10", "/n?n=11", "/n", "/after", "/x");
    }

    @Test
    void a_name_that_no_backend_has(Twin twin) {
        hosts(twin, "nowhere", "/", "b1", "nobody");
    }

    @Test
    void values_of_lists(Twin twin) {
        headers(
                twin,
                "headers",
                "/",
                "X-List: one,two",
                "X-List: three, x",
                "X-List: a & X-List: b,last",
                "X-List: four, five",
                "X-List: one, two ,x",
                "x-list: TWO");
    }

    @Test
    void numbers_addresses_and_cookies(Twin twin) {
        headers(
                twin,
                "headers",
                "/",
                "X-Num: 6",
                "X-Num: 5",
                "X-Num: 6a",
                "X-Ip: 10.1.2.3",
                "X-Ip: 11.1.2.3",
                "X-E:",
                "Cookie: a=b; sess=abc",
                "Cookie: sess=ab",
                "X-Many: a,b & X-Many: c",
                "X-Many: a,b",
                "X-I: aBcd");
    }
}
