package io.hecd.acl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hecd.config.text.Problems;
import io.hecd.sample.Checkpoint;
import io.hecd.traffic.FakeTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How ACLs are combined, where their patterns come from, what is said of wrong ones, and that deciding costs no memory. */
final class ConditionTest {
    private static final String NAMED = "acl a path /a\nacl b path /b\nacl ab path /a\nacl ab path /b\n";

    private final FakeTransaction exchange = new FakeTransaction().get("/a", "Host: www.example.org");

    @ParameterizedTest
    @CsvSource({
        "if a, true",
        "unless a, false",
        "if !a, false",
        "if ! a, false",
        "if !!a, true",
        "if a b, false",
        "if a ab, true",
        "if a !b, true",
        "if b or a, true",
        "if b || b, false",
        "if b a or a ab, true",
        "unless b or b, true",
        "if ab, true",
        "if { path /a } !{ path /b }, true",
        "if !{ path /a }, false",
        "if TRUE, true",
        "if a FALSE, false",
    })
    void combines(String condition, boolean holds) {
        assertThat(Conditions.compile(NAMED + condition).holds(exchange)).isEqualTo(holds);
    }

    @Test
    void nothing_behind_an_action_means_always() {
        assertThat(Condition.ALWAYS.holds(exchange)).isTrue();
        assertThat(Condition.NEVER.holds(exchange)).isFalse();
    }

    @Test
    void a_declared_acl_takes_the_place_of_a_predefined_one() {
        assertThat(Conditions.compile("acl TRUE always_false\nif TRUE").holds(exchange))
                .isFalse();
    }

    @Test
    void patterns_come_from_files(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("hosts");
        Files.writeString(file, "# comment\n\n  www.example.org\r\nother.example\n #not-a-comment\n");
        assertThat(Conditions.compile("if { hdr(host) -f " + file + " }").holds(exchange))
                .isTrue();
        assertThat(Conditions.compile("if { hdr(host) -i -f " + file + " }")
                        .holds(new FakeTransaction().get("/", "Host: WWW.example.ORG")))
                .isTrue();
        assertThat(Conditions.compile("if { hdr(x) -f " + file + " }")
                        .holds(new FakeTransaction().get("/", "X: #not-a-comment")))
                .isTrue();
    }

    @Test
    void long_lists_are_looked_up_with_and_without_case() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 40; i++) names.append(" Host").append(i);
        Condition exact = Conditions.compile("if { hdr(host)" + names + " }");
        Condition any = Conditions.compile("if { hdr(host) -i" + names + " }");
        assertThat(exact.holds(new FakeTransaction().get("/", "Host: Host17"))).isTrue();
        assertThat(exact.holds(new FakeTransaction().get("/", "Host: host17"))).isFalse();
        assertThat(any.holds(new FakeTransaction().get("/", "Host: host17"))).isTrue();
        assertThat(any.holds(new FakeTransaction().get("/", "Host: host40"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if abb | t.cfg:5:4: error: no acl is called 'abb'; did you mean 'ab'?",
                "if a or | t.cfg:5:6: error: an acl is missing on one side of 'or'",
                "if a or or b | t.cfg:5:9: error: an acl is missing on one side of 'or'",
                "if ! | t.cfg:5:4: error: no acl follows '!'",
                "if { path /x | t.cfg:5:4: error: this '{' has no '}'; a brace is a word of its own, with spaces around it",
                "if {path /x} | t.cfg:5:4: error: no acl is called '{path'; a brace is a word of its own, with spaces around it",
                "if { } | t.cfg:5:6: error: nothing stands between '{' and '}'",
                "if { paht /x } | t.cfg:5:6: error: unknown sample fetch 'paht'; did you mean 'path'?",
                "if { path,lowr /x } | t.cfg:5:11: error: unknown converter 'lowr'; did you mean 'lower'?",
                "if { payload(0,1) x } | t.cfg:5:6: error: sample fetch 'payload' is known to HAProxy, not in hecd yet",
                "if { hdr(host /x } | t.cfg:5:9: error: this '(' is never closed",
                "if { path(x) /x } | t.cfg:5:11: error: 'path' takes no arguments",
                "if { int /x } | t.cfg:5:9: error: 'int' needs the argument <integer>; int(<integer>)",
                "if { path,field(x,y) a } | t.cfg:5:17: error: 'x' is not a number for <index> of 'field'; field(<index>,<delimiters>[,<count>])",
                "if { path,add(1),field(1,a),ipmask(99) a } | t.cfg:5:35: error: a mask has 0 to 32 bits in 'ipmask'",
                "if { src,json a } | t.cfg:5:10: error: converter 'json' is known to HAProxy, not in hecd yet",
                "if { method,ipmask(8) a } | t.cfg:5:13: error: 'ipmask' works on ip, not on method",
                "if { path -m bgin /x } | t.cfg:5:14: error: unknown matching method 'bgin'; did you mean 'bin'?",
                "if { path -x /x } | t.cfg:5:11: error: unknown flag '-x'; put '--' before a pattern that begins with a dash",
                "if { src 300.0.0.1 } | t.cfg:5:10: error: '300.0.0.1' is no address; an address or a network, as 10.0.0.0/8 or 2001:db8::/32",
                "if { src 10.0.0.0/33 } | t.cfg:5:10: error: '33' is no IPv4 mask; 0 to 32 bits",
                "if { path_reg [a } | t.cfg:5:15: error: wrong regular expression '[a': Unclosed character class",
                "if { dst_port abc } | t.cfg:5:15: error: 'abc' is not a number; a number, or a range like 1024:65535, after an optional eq, ge, gt, le or lt",
                "if { bin(00) 00 } | t.cfg:5:6: error: 'bin(00)' gives binary, which has no matching method; choose one with -m, as '-m found' or '-m str'",
                "if { path -f /no/such/file } | t.cfg:5:14: error: cannot read the file '/no/such/file' of patterns",
                "if { status 200 } | t.cfg:5:6: warning: this test never matches here: 'status' needs the response, which is not there in http-request",
            })
    void says_what_is_wrong_and_where(String condition, String message) {
        Problems problems = new Problems();
        Condition compiled = Conditions.compile(NAMED + condition, Checkpoint.REQUEST, problems);
        assertThat(problems.list()).singleElement().hasToString(message);
        assertThat(compiled.holds(exchange)).isFalse();
    }

    @Test
    void an_acl_that_nobody_uses_is_checked_too_and_told_once() {
        Problems problems = new Problems();
        Conditions.compile("acl a paht /\nif a a", Checkpoint.REQUEST, problems);
        assertThat(problems.list())
                .singleElement()
                .hasToString("t.cfg:1:7: error: unknown sample fetch 'paht'; did you mean 'path'?");
    }

    @Test
    void deciding_allocates_nothing() {
        FakeTransaction request = new FakeTransaction()
                .get("/images/logo.png?x=1", "Host: www.Example.org:80", "X-List: one, two", "X-Ip: 10.0.0.1");
        Condition condition = Conditions.compile("""
                acl static path_beg /css /images
                acl static path_end .js
                acl www hdr(host),lower,field(1,:) www.example.org
                acl net src 10.0.0.0/8 127.0.0.0/8 2001:db8::/32
                acl list hdr(x-list) -i TWO
                acl regex path_reg ^/[a-z]+/.*[.]png$
                acl many hdr_cnt(x-list) gt 1
                acl ip hdr_ip(x-ip) 10.0.0.0/24
                acl first urlp(x) 1
                acl base base_dom -i example.org:80
                if static www net list regex many ip first base METH_GET !{ url_sub .. } or FALSE
                """);
        boolean all = true;
        for (int i = 0; i < 20_000; i++) all &= condition.holds(request);
        assertThat(all).isTrue();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) all &= condition.holds(request);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 10,000 conditions").isZero();
    }
}
