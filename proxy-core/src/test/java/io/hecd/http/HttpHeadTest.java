package io.hecd.http;

import static io.hecd.http.h1.Heads.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.h1.Heads;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpHeadTest {
    private static final String PLAIN = "GET /a HTTP/1.1\r\nhost: a\r\nx-one: 1\r\nx-two: 2\r\n\r\n";
    private final HttpHead head = Heads.request(PLAIN);
    private final ByteView view = new ByteView();

    private static byte[] ascii(String text) {
        return Ascii.bytes(text);
    }

    @Test
    void added_headers_come_last_and_removed_ones_are_gone() {
        assertThat(wire(head)).isEqualTo(PLAIN);
        assertThat(head.add(ascii("X-Three"), ascii("3"))).isTrue();
        head.removeAll(ascii("x-one"));
        assertThat(wire(head)).isEqualTo("GET /a HTTP/1.1\r\nhost: a\r\nx-two: 2\r\nx-three: 3\r\n\r\n");
        assertThat(head.find(ascii("x-one"))).isEqualTo(-1);
        assertThat(head.liveCount()).isEqualTo(3);
        assertThat(head.count()).isEqualTo(4);
        assertThat(head.isLive(1)).isFalse();
    }

    @Test
    void set_leaves_one_at_the_end_and_replace_keeps_the_place() {
        head.add(ascii("x-one"), ascii("again"));
        head.set(ascii("x-one"), ByteView.of("only"));
        head.replaceValue(head.find(KnownHeader.HOST), ByteView.of("other"));
        assertThat(wire(head)).isEqualTo("GET /a HTTP/1.1\r\nhost: other\r\nx-two: 2\r\nx-one: only\r\n\r\n");
        head.set(KnownHeader.HOST, ByteView.of("third"));
        assertThat(head.valueView(head.find(KnownHeader.HOST), view)).hasToString("third");
        head.removeAll(KnownHeader.HOST);
        assertThat(head.has(KnownHeader.HOST)).isFalse();
        assertThat(wire(head)).isEqualTo("GET /a HTTP/1.1\r\nx-two: 2\r\nx-one: only\r\n\r\n");
    }

    @Test
    void the_slot_of_a_known_header_moves_to_the_next_occurrence() {
        HttpHead two = Heads.request("GET / HTTP/1.1\r\nCookie: a\r\nX: y\r\ncOOKIE: b\r\nCookie: c\r\n\r\n");
        int first = two.find(KnownHeader.COOKIE);
        two.remove(first);
        two.remove(first);
        assertThat(two.find(KnownHeader.COOKIE)).isEqualTo(2);
        assertThat(two.find(ascii("cookie"))).isEqualTo(2);
        assertThat(two.findNext(2, KnownHeader.COOKIE)).isEqualTo(3);
        assertThat(two.findNext(2, ascii("cookie"))).isEqualTo(3);
        assertThat(two.findNext(3, KnownHeader.COOKIE)).isEqualTo(-1);
        assertThat(two.liveCount()).isEqualTo(3);
    }

    @Test
    void the_start_line_can_be_changed() {
        head.setTarget(ByteView.of("/b c?\r\nx\u007f"));
        head.setMethod(ascii("POST"));
        head.setMinorVersion(0);
        assertThat(head.method()).isEqualTo(Method.POST);
        assertThat(wire(head)).startsWith("POST /b%20c?%0D%0Ax%7F HTTP/1.0\r\nhost: a\r\n");
        assertThat(head.setMethod(ascii("BAD METHOD"))).isFalse();
        HttpHead response = Heads.response("HTTP/1.1 200 OK\r\na: b\r\n\r\n");
        response.setStatus(503, ascii("Busy"));
        assertThat(wire(response)).isEqualTo("HTTP/1.1 503 Busy\r\na: b\r\n\r\n");
    }

    @Test
    void no_text_can_end_a_line_or_make_a_name() {
        head.set(ascii("x-one"), ByteView.of("a\r\nevil: 1\u0000b\tc"));
        assertThat(wire(head)).contains("x-one: a  evil: 1 b\tc\r\n").doesNotContain("\nevil");
        assertThat(head.add(ascii("ev il"), ascii("x"))).isFalse();
        assertThat(head.add(ascii("evil:"), ascii("x"))).isFalse();
        assertThat(head.add(ascii(""), ascii("x"))).isFalse();
    }

    @Test
    void heads_are_built_from_nothing() {
        head.startRequest(ascii("OPTIONS"), ByteView.of("*"));
        head.add(ascii("Host"), ascii("x"));
        assertThat(wire(head)).isEqualTo("OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n");
        head.startResponse(200, ascii("OK"));
        assertThat(wire(head)).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
        head.startResponse(204, ascii(""));
        head.add(ascii("a"), ascii(""));
        assertThat(wire(head)).isEqualTo("HTTP/1.1 204 \r\na: \r\n\r\n");
    }

    @Test
    void a_full_head_says_no_and_stays_whole() {
        ByteView big = ByteView.of("v".repeat(10_000));
        int added = 0;
        while (head.add(ascii("x-big"), big)) added++;
        assertThat(added).isBetween(3, 10);
        assertThat(head.replaceValue(0, big)).isFalse();
        assertThat(wire(head)).hasSize(PLAIN.length() + added * 10_009);
        head.reset();
        assertThat(head.array()).hasSize(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b?c=d?e,/a/b,c=d?e,''",
        "/,/,'',''",
        "http://h:8/p/q?x,/p/q,x,h:8",
        "http://u:p@h/p,/p,'',h",
        "https://h,'','',h",
        "https://h?x,'',x,h",
        "*,'','',''",
        "//h/p,//h/p,'',''",
    })
    void a_target_has_parts(String target, String path, String query, String authority) {
        head.setTarget(ByteView.of(target));
        assertThat(head.pathView(view)).hasToString(path);
        assertThat(head.queryView(view)).hasToString(query);
        assertThat(head.authorityView(view)).hasToString(authority);
    }

    @Test
    void tokens_are_found_in_all_occurrences() {
        HttpHead h = Heads.request("GET / HTTP/1.1\r\nConnection: a ,, \tUpgrade\r\nconnection: keep-alive\r\n\r\n");
        assertThat(h.valueHasToken(KnownHeader.CONNECTION, ascii("upgrade"))).isTrue();
        assertThat(h.valueHasToken(KnownHeader.CONNECTION, ascii("keep-alive"))).isTrue();
        assertThat(h.valueHasToken(KnownHeader.CONNECTION, ascii("keep"))).isFalse();
        assertThat(h.valueHasToken(KnownHeader.UPGRADE, ascii("a"))).isFalse();
    }

    @Test
    void every_known_header_is_known_by_its_name_and_nothing_else_is() {
        HashSet<String> names = new HashSet<>();
        for (KnownHeader known : KnownHeader.values()) {
            String name = new String(known.lowerName(), java.nio.charset.StandardCharsets.US_ASCII);
            names.add(name);
            assertThat(KnownHeader.of(ascii(name.toUpperCase(Locale.ROOT)))).isEqualTo(known);
            assertThat(KnownHeader.of(ascii(name + "x"))).isNull();
            assertThat(KnownHeader.of(ascii("x" + name.substring(1) + "!"))).isNull();
        }
        assertThat(names).hasSize(KnownHeader.values().length);
        assertThat(KnownHeader.of(ascii(""))).isNull();
        assertThat(KnownHeader.of(ascii("h"))).isNull();
    }
}
