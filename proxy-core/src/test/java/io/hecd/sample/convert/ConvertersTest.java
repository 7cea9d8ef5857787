package io.hecd.sample.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.sample.Samples;
import io.hecd.traffic.FakeTransaction;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every converter with examples, those of manual 7.3.1 among them. The last test sees to it that none is forgotten. */
public final class ConvertersTest {
    /** `expression = type:value`. */
    public static final String TABLE = """
            int(3),add(4) = integer:7
            int(9223372036854775807),add(1) = integer:9223372036854775807
            int(-9223372036854775808),add(-1) = integer:-9223372036854775808
            int(12),and(10) = integer:8
            str(SGVsbG8=),b64dec = binary:Hello
            str(SGVsbG8),b64dec = none
            str(SG!s),b64dec = none
            str(Hello),base64 = string:SGVsbG8=
            str(Hell),base64 = string:SGVsbA==
            str(Hel),base64 = string:SGVs
            int(5),bool = boolean:1
            int(0),bool = boolean:0
            str(abcdef),bytes(2) = binary:cdef
            str(abcdef),bytes(2,3) = binary:cde
            str(abcdef),bytes(9) = binary:
            int(5),cpl = integer:-6
            str("a\\rb"),cut_crlf = string:a
            int(17),div(5) = integer:3
            int(17),div(0) = integer:9223372036854775807
            int(4),even = boolean:1
            str(f1_f2_f3__f5),field(5,_) = string:f5
            str(f1_f2_f3__f5),field(2,_,0) = string:f2_f3__f5
            str(f1_f2_f3__f5),field(2,_,2) = string:f2_f3
            str(f1_f2_f3__f5),field(-2,_,3) = string:f2_f3_
            str(f1_f2_f3__f5),field(-3,_,0) = string:f1_f2_f3
            str(f1_f2_f3__f5),field(4,_) = string:
            str(f1_f2),field(3,_) = none
            str(f1_f2),field(-3,_) = none
            str(www.example.org:80),field(1,:) = string:www.example.org
            bin(00ff1A),hex = string:00FF1A
            str(00fF),hex2i = integer:255
            str(xyz),hex2i = none
            str(Example.ORG:80),host_only = string:example.org
            str([::1]:80),host_only = string:[::1]
            str([::1]),host_only = string:[::1]
            int(784111777),http_date = string:Sun, 06 Nov 1994 08:49:37 GMT
            int(784111777000),http_date(1000,ms) = string:Sun, 06 Nov 1994 08:49:38 GMT
            int(951782400),http_date = string:Tue, 29 Feb 2000 00:00:00 GMT
            bool(1),iif(yes,no) = string:yes
            bool(0),iif(yes,no) = string:no
            src,ipmask(8) = ipv4:127.0.0.0
            src,ipmask(255.255.0.0) = ipv4:127.0.0.0
            ipv6(2001:db8:1:2::3),ipmask(24,32) = ipv6:2001:db8::
            ipv6(2001:db8:1:2::3),ipmask(24) = none
            str(hello),length = integer:5
            str(HeLLo-1),lower = string:hello-1
            str(xxyabcx),ltrim(xy) = string:abcx
            int(17),mod(5) = integer:2
            int(17),mod(0) = integer:0
            int(6),mul(7) = integer:42
            int(9223372036854775807),mul(2) = integer:9223372036854775807
            int(9223372036854775807),mul(-2) = integer:-9223372036854775808
            int(5),neg = integer:-5
            int(0),not = boolean:1
            int(5),odd = boolean:1
            int(12),or(3) = integer:15
            str(a.b:8080),port_only = integer:8080
            str([::1]),port_only = integer:0
            str(/////a///b/c/xzxyz/),regsub(/+,/,g) = string:/a/b/c/xzxyz/
            str(foo),regsub(O,0,gi) = string:f00
            str(foo),regsub(o,0) = string:f0o
            str(foobar12),'regsub("(foo|bar)([0-9]+)?","\\2\\1")' = string:foobar12
            str(abc),regsub(b*,-,g) = string:-a--c-
            str(xabcxx),rtrim(x) = string:xabc
            int(3),sub(5) = integer:-2
            str(_-8),ub64dec = binary:\u00ff\u00ef
            bin(ffef),ub64enc = string:_-8
            str(HeLLo-1),upper = string:HELLO-1
            str(a%20b+c?d+e),url_dec = string:a b+c?d e
            str(a%20b+c),url_dec(1) = string:a b c
            str(%zz),url_dec = none
            str(a%2),url_dec = none
            str(a b/ü~),url_enc = string:a%20b%2F%C3%BC~
            str(f1_f2_f3__f5),word(4,_) = string:f5
            str(f1_f2_f3__f5),word(2,_,0) = string:f2_f3__f5
            str(f1_f2_f3__f5),word(3,_,2) = string:f3__f5
            str(f1_f2_f3__f5),word(-2,_,3) = string:f1_f2_f3
            str(f1_f2_f3__f5),word(-3,_,0) = string:f1_f2
            str(/f1/f2/f3/f4),word(1,/) = string:f1
            str(/f1),word(2,/) = none
            str(..a..b..),word(1,.,0) = string:a..b..
            str(..a..b..),word(-1,.,5) = string:..a..b
            ipv6(::ffff:1.2.3.4),ipmask(24,96) = ipv4:1.2.3.0
            int(12),xor(10) = integer:6
            """;

    private final FakeTransaction exchange = new FakeTransaction().get("/");

    static Stream<String> rows() {
        return TABLE.lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void converts(String row) {
        int cut = row.indexOf(" = ");
        String expression = row.substring(0, cut).replace("'", "");
        assertThat(Samples.value(expression, exchange)).isEqualTo(row.substring(cut + 3));
    }

    @Test
    void every_converter_has_a_row_here() {
        Pattern name = Pattern.compile(",'?([a-z0-9_]+)(\\(.*\\))?'? = ");
        Set<String> tested = TABLE.lines()
                .map(name::matcher)
                .filter(m -> m.find())
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tested).containsAll(Converters.standard().names());
    }
}
