package io.hecd.http;

import static io.hecd.http.h1.Heads.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.http.h1.Heads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `|` in the tables stands for CR LF. What is expected was seen with HAProxy 2.6 unless a name says otherwise. */
final class HopHeadersTest {
    private final HopHeaders hop = new HopHeaders();
    private final Persistence said = new Persistence();
    private final Framing framing = new Framing();
    private boolean upgrade;

    private String toServer(String fields, String version, boolean keep) {
        HttpHead head = Heads.request("GET / " + version + "\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n");
        upgrade = hop.toServer(head, said.of(head), framing.ofRequest(head), keep);
        return fieldsOf(head);
    }

    private String toClient(String start, String fields, boolean oldClient, boolean keep) {
        HttpHead head = Heads.response(start + "\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n");
        hop.toClient(head, oldClient, keep);
        return fieldsOf(head);
    }

    private static String fieldsOf(HttpHead head) {
        String wire = wire(head).replace("\r\n", "|");
        return wire.substring(wire.indexOf('|') + 1, wire.length() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "Connection: close|A: b,a: b|",
        "Connection: keep-alive|Keep-Alive: timeout=5,keep-alive: timeout=5|",
        "'Connection: keep-alive, x-foo|X-Foo: 1','connection: x-foo|x-foo: 1|'",
        "Connection: foo|Connection: close,connection: foo|",
        "Proxy-Connection: keep-alive,proxy-connection: keep-alive|",
        "TE: trailers,te: trailers|",
        "TE: gzip|A: b,a: b|",
        "'TE: trailers, gzip',te: trailers|",
        "'TE: gzip, trailers;q=1|A: b',a: b|",
        "Trailer: x,trailer: x|",
        "Connection: Upgrade|Upgrade: foo,connection: Upgrade|upgrade: foo|",
    })
    void a_request_goes_on_as_haproxy_sends_it(String fields, String expected) {
        assertThat(toServer(fields, "HTTP/1.1", true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|HTTP2-Settings: AA|A: b',a: b|",
        "'Connection: Upgrade|Upgrade: foo, h2c|A: b',a: b|",
        "Upgrade: foo|A: b,a: b|",
        "Connection: Upgrade|Upgrade: foo|Content-Length: 2,content-length: 2|",
    })
    void an_upgrade_that_cannot_be_is_removed_whole(String fields, String expected) {
        assertThat(toServer(fields, "HTTP/1.1", true)).isEqualTo(expected);
        assertThat(upgrade).isFalse();
    }

    @Test
    void versions_and_closing_add_what_the_receiver_needs() {
        assertThat(toServer("A: b", "HTTP/1.0", true)).isEqualTo("a: b|connection: keep-alive|");
        assertThat(toServer("Connection: keep-alive", "HTTP/1.0", true)).isEqualTo("connection: keep-alive|");
        assertThat(toServer("A: b", "HTTP/1.0", false)).isEqualTo("a: b|");
        assertThat(toServer("A: b", "HTTP/1.1", false)).isEqualTo("a: b|connection: close|");
        assertThat(toServer("A: b|Connection: upgrade|Upgrade: x", "HTTP/1.0", true))
                .isEqualTo("a: b|connection: keep-alive|");
        toServer("Connection: upgrade|Upgrade: x", "HTTP/1.1", true);
        assertThat(upgrade).isTrue();
    }

    @Test
    void responses_are_fitted_to_the_client() {
        String ok = "HTTP/1.1 200 OK";
        assertThat(toClient(ok, "Connection: close|A: b", false, true)).isEqualTo("a: b|");
        assertThat(toClient(ok, "A: b", false, false)).isEqualTo("a: b|connection: close|");
        assertThat(toClient(ok, "A: b", true, true)).isEqualTo("a: b|connection: keep-alive|");
        assertThat(toClient(ok, "A: b", true, false)).isEqualTo("a: b|connection: close|");
        assertThat(toClient("HTTP/1.0 200 OK", "A: b", false, true)).isEqualTo("a: b|connection: keep-alive|");
        assertThat(toClient(ok, "Connection: keep-alive, X-Foo|X-Foo: 1|TE: x", false, true))
                .isEqualTo("connection: X-Foo|x-foo: 1|");
        assertThat(toClient("HTTP/1.1 204 No", "Content-Length: 2", false, true))
                .isEmpty();
        assertThat(toClient("HTTP/1.1 100 Continue", "Content-Length: 2|A: b", false, false))
                .isEqualTo("a: b|");
        assertThat(toClient("HTTP/1.1 304 No", "Content-Length: 2", false, true))
                .isEqualTo("content-length: 2|");
        assertThat(toClient("HTTP/1.1 101 x", "Connection: upgrade|Upgrade: y", false, false))
                .isEqualTo("connection: upgrade|upgrade: y|");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1,A: b,true",
        "HTTP/1.1,Connection: close,false",
        "HTTP/1.1,'Connection: keep-alive, Close',false",
        "HTTP/1.1,Connection: keep-alive|Connection: close,false",
        "HTTP/1.1,Connection: closed,true",
        "HTTP/1.0,A: b,false",
        "HTTP/1.0,Connection: Keep-Alive,true",
        "HTTP/1.0,Proxy-Connection: keep-alive,false",
        "HTTP/1.0,'Connection: close, keep-alive',false",
    })
    void persistence_follows_version_and_options(String version, String fields, boolean persistent) {
        HttpHead head = Heads.request("GET / " + version + "\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n");
        assertThat(said.of(head).isPersistent()).isEqualTo(persistent);
    }

    @Test
    void a_websocket_needs_its_key() {
        HttpHead head = Heads.request("GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        assertThat(hop.isBrokenWebSocket(head, said.of(head))).isTrue();
        head.add(KnownHeader.SEC_WEBSOCKET_KEY.lowerName(), KnownHeader.HOST.lowerName());
        assertThat(hop.isBrokenWebSocket(head, said.of(head))).isFalse();
    }
}
