package io.hecd.discovery.keys;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.discovery.store.Entry;
import io.hecd.scenario.kit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link KeysApi} where etcd is no twin: limits, logins, browsers, time, what others do to the store. */
class KeysApiTest {
    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();
    /** One for each who is kept waiting. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private EmbeddedStore store;
    private KeysApi api;

    @BeforeEach
    void start() {
        store = EmbeddedStore.open(directory, clock);
        clock.onJump(store::tick);
        api = started(Options.STANDARD);
    }

    @AfterEach
    void stop() {
        api.close();
        store.close();
        threads.shutdown();
    }

    @Test
    void keys_are_keys_of_the_store() throws Exception {
        get("PUT /v2/keys/app/servers/a", "value=10.0.0.1:80");
        assertThat(keys()).containsExactly("/app/servers/a");
        store.commit(Change.put("/app/servers/b", "10.0.0.2:80")).join();
        assertThat(get("GET /v2/keys/app/servers/b", "")).contains("\"value\":\"10.0.0.2:80\"");
        get("PUT /v2/keys/empty", "dir=true");
        assertThat(keys()).containsExactly("/app/servers/a", "/app/servers/b", "/empty/");
    }

    @Test
    void a_file_and_a_directory_of_one_name_are_a_directory() throws Exception {
        store.commit(Change.put("/a", "file")).join();
        store.commit(Change.put("/a/b", "below")).join();
        assertThat(get("GET /v2/keys/a?recursive=true", ""))
                .contains("\"dir\":true")
                .contains("/a/b");
        assertThat(get("GET /v2/keys/a/b", "")).contains("below");
        assertThat(get("PUT /v2/keys/a/c", "value=1")).contains("\"action\":\"set\"");
        assertThat(get("PUT /v2/keys/a", "value=1")).contains("\"errorCode\":102");
    }

    @Test
    void a_time_to_live_counts_down_and_ends() throws Exception {
        get("PUT /v2/keys/t", "value=1&ttl=10");
        clock.advance("4s");
        assertThat(get("GET /v2/keys/t", ""))
                .contains("\"expiration\":\"2026-01-01T01:00:10Z\"")
                .contains("\"ttl\":6");
        try (RawHttp waiting = begin("GET /v2/keys/t?wait=true")) {
            clock.advance("7s");
            assertThat(waiting.body())
                    .startsWith(
                            "{\"action\":\"expire\",\"node\":{\"key\":\"/t\",\"modifiedIndex\":3,\"createdIndex\":2},"
                                    + "\"prevNode\":{\"key\":\"/t\",\"value\":\"1\",\"expiration\":");
        }
        assertThat(get("GET /v2/keys/t", "")).contains("\"errorCode\":100");
    }

    @Test
    void a_directory_expires_with_all_in_it() throws Exception {
        get("PUT /v2/keys/d", "dir=true&ttl=10");
        get("PUT /v2/keys/d/a", "value=1");
        try (RawHttp above = begin("GET /v2/keys/?wait=true&recursive=true");
                RawHttp inside = begin("GET /v2/keys/d/a?wait=true")) {
            clock.advance("11s");
            String event =
                    "{\"action\":\"expire\",\"node\":{\"key\":\"/d\",\"dir\":true,\"modifiedIndex\":4,\"createdIndex\":2}";
            assertThat(above.body()).startsWith(event);
            assertThat(inside.body()).startsWith(event);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void who_waits_hears_what_others_did_to_the_store() throws Exception {
        try (RawHttp waiting = begin("GET /v2/keys/a?wait=true&recursive=true&stream=true")) {
            store.commit(Change.put("/a/b", "1")).join();
            store.commit(Change.put("/a/c", "2")).join();
            store.commit(Change.delete("/a/b")).join();
            store.commit(Change.put("/a/b", "3")).join();
            store.commit(Change.deleteTree("/a/")).join();
            assertThat(waiting.chunk()).startsWith("{\"action\":\"set\",\"node\":{\"key\":\"/a/b\",\"value\":\"1\"");
            assertThat(waiting.chunk()).startsWith("{\"action\":\"set\",\"node\":{\"key\":\"/a/c\",\"value\":\"2\"");
            assertThat(waiting.chunk())
                    .startsWith("{\"action\":\"delete\",\"node\":{\"key\":\"/a/b\",\"modifiedIndex\":4");
            assertThat(waiting.chunk()).contains("\"value\":\"3\"");
            assertThat(waiting.chunk()).startsWith("{\"action\":\"delete\",\"node\":{\"key\":\"/a\",\"dir\":true");
        }
    }

    @Test
    void history_ends_a_thousand_events_ago() throws Exception {
        get("PUT /v2/keys/first", "value=1");
        assertThat(get("GET /v2/keys/first?wait=true&waitIndex=2", "")).contains("\"action\":\"set\"");
        List<CompletableFuture<?>> changes = new ArrayList<>();
        for (int i = 0; i < 1100; i++) changes.add(store.commit(Change.put("/k", "" + i)));
        CompletableFuture.allOf(changes.toArray(new CompletableFuture<?>[0])).join();
        eventually(() -> assertThat(quietly("GET /v2/keys/k?wait=true&waitIndex=102"))
                .contains("\"errorCode\":401")
                .contains("cleared [103/102]"));
        assertThat(get("GET /v2/keys/k?wait=true&waitIndex=103", "")).contains("\"value\":\"100\"");
    }

    @Test
    void what_was_before_the_start_is_known() throws Exception {
        get("PUT /v2/keys/a", "value=1");
        get("PUT /v2/keys/a", "value=2");
        restart(Options.STANDARD);
        assertThat(get("GET /v2/keys/a?wait=true&waitIndex=2", "")).contains("\"value\":\"1\"");
    }

    @Test
    void keys_in_order_are_each_anothers() throws Exception {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) answers.add(CompletableFuture.supplyAsync(() -> quietly("POST /v2/keys/q")));
        for (CompletableFuture<String> answer : answers)
            assertThat(answer.get(20, TimeUnit.SECONDS)).contains("\"action\":\"create\"");
        assertThat(new TreeSet<>(keys())).hasSize(40);
    }

    @Test
    void requests_may_follow_each_other_on_a_connection() throws Exception {
        try (RawHttp http = RawHttp.open(api.address())) {
            http.write(
                    "PUT /v2/keys/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 7\r\n\r\nvalue=1GET /v2/keys/a HTTP/1.1\r\nHost: x\r\n\r\n"
                            + "GET /v2/keys/a?wait=true HTTP/1.1\r\nHost: x\r\n\r\nHEAD /v2/keys/b HTTP/1.1\r\nHost: x\r\n\r\n");
            http.readHead();
            assertThat(http.status()).isEqualTo(201);
            assertThat(http.body()).contains("\"action\":\"set\"");
            http.readHead();
            assertThat(http.body()).contains("\"action\":\"get\"");
            http.readHead();
            store.commit(Change.put("/a", "2")).join();
            assertThat(http.body()).contains("\"value\":\"2\"");
            http.readHead();
            assertThat(http.status()).isEqualTo(404);
        }
    }

    @Test
    void who_sends_far_ahead_is_closed() throws Exception {
        try (RawHttp http = begin("GET /v2/keys/a?wait=true")) {
            http.write("GET /v2/keys/a HTTP/1.1\r\nHost: x\r\n\r\n".repeat(17));
            assertThatThrownBy(http::body).isInstanceOf(IOException.class);
        }
        try (RawHttp http = begin("GET /v2/keys/a?wait=true")) {
            http.write("PUT /v2/keys/a HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(70_000));
            assertThatThrownBy(http::body).isInstanceOf(IOException.class);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void without_the_password_nothing_is_told() throws Exception {
        restart(Options.STANDARD.login("hecd", "s3cret:with colon"));
        for (String sent : List.of("", "Basic !!!", "Bearer x", basic("hecd:wrong"), basic("hec:d"), basic("hecd:"))) {
            try (RawHttp http = answered(guess(sent))) {
                assertThat(http.status()).as(sent).isEqualTo(401);
                assertThat(http.header("WWW-Authenticate")).startsWith("Basic");
                assertThat(http.body())
                        .isEqualTo("{\"errorCode\":110,\"message\":\"The request requires user authentication\","
                                + "\"cause\":\"Insufficient credentials\",\"index\":0}\n");
            }
        }
        assertThat(status("GET /v2/members")).isEqualTo(401);
        assertThat(status("GET /v2/machines")).isEqualTo(401);
        assertThat(status("GET /v2/stats/self")).isEqualTo(401);
        assertThat(status("GET /version")).isEqualTo(200);
        assertThat(status("GET /health")).isEqualTo(200);
        assertThat(status("PUT /v2/keys/a\r\nAuthorization: " + basic("hecd:s3cret:with colon")))
                .isEqualTo(201);
        assertThat(keys()).containsExactly("/a");
    }

    @Test
    void an_unknown_user_and_a_wrong_password_are_answered_at_one_moment() throws Exception {
        restart(Options.STANDARD.login("hecd", "right"));
        CompletableFuture<RawHttp> password = guess(basic("hecd:wrong"));
        CompletableFuture<RawHttp> user = guess(basic("nobody:right"));
        eventually(() -> assertThat(api.refused()).isEqualTo(2));
        clock.advance("400ms");
        assertThat(password).isNotDone();
        assertThat(user).isNotDone();
        clock.advance("100ms");
        try (RawHttp one = password.get(10, TimeUnit.SECONDS);
                RawHttp other = user.get(10, TimeUnit.SECONDS)) {
            assertThat(one.body()).isEqualTo(other.body());
            assertThat(one.status()).isEqualTo(other.status());
        }
    }

    @Test
    void after_too_many_guesses_the_right_password_is_not_looked_at_either() throws Exception {
        restart(Options.STANDARD.login("hecd", "right").guesses(new GuessLimits(3, 100, Duration.ofDays(1))));
        for (int i = 0; i < 3; i++) guess(basic("hecd:guess-" + i));
        eventually(() -> assertThat(api.refused()).isEqualTo(3));
        for (String sent : List.of(basic("hecd:right"), basic("hecd:wrong"), "Bearer x"))
            try (RawHttp http = guess(sent).get(10, TimeUnit.SECONDS)) {
                assertThat(http.status()).as(sent).isEqualTo(429);
                assertThat(http.header("Retry-After")).isEqualTo("86400");
                assertThat(http.body()).isEqualTo("429 Too Many Requests\n");
            }
        assertThat(status("PUT /v2/keys/a")).isEqualTo(401);
        assertThat(status("GET /version")).isEqualTo(200);
        assertThat(keys()).isEmpty();
    }

    @Test
    void who_stops_guessing_is_looked_at_again() {
        restart(Options.STANDARD.login("hecd", "right").guesses(new GuessLimits(1, 100, Duration.ofSeconds(2))));
        eventually(
                () -> assertThat(answered(guess(basic("hecd:wrong"))).status()).isEqualTo(429));
        eventually(
                () -> assertThat(answered(guess(basic("hecd:right"))).status()).isBetween(200, 201));
    }

    /** The answer, however late the clock makes it. */
    private RawHttp answered(CompletableFuture<RawHttp> answer) {
        eventually(() -> {
            clock.advance("500ms");
            assertThat(answer).isDone();
        });
        return answer.join();
    }

    @Test
    void pages_of_other_sites_change_nothing() throws Exception {
        String host = "127.0.0.1:" + api.address().getPort();
        String[] foreign = {
            "Host: " + host + "\r\nOrigin: http://evil.example",
            "Host: " + host + "\r\nOrigin: null",
            "Host: " + host + "\r\nSec-Fetch-Site: cross-site",
            "Host: " + host + "\r\nSec-Fetch-Site: same-site",
            "Host: evil.example\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: same-origin",
        };
        for (String headers : foreign) {
            for (String method : List.of("PUT", "POST", "DELETE"))
                assertThat(status(method + " /v2/keys/a", headers)).as(headers).isEqualTo(403);
            assertThat(status("GET /v2/keys/a?wait=true", headers)).as(headers).isEqualTo(403);
            try (RawHttp http = begin("GET /v2/keys/", headers)) {
                assertThat(http.header("Access-Control-Allow-Origin")).isEmpty();
            }
        }
        assertThat(keys()).isEmpty();
        assertThat(status("PUT /v2/keys/a", "Host: " + host + "\r\nOrigin: http://" + host))
                .isEqualTo(201);
        assertThat(status("PUT /v2/keys/b", "Host: etcd.internal:4001")).isEqualTo(201);
    }

    @Test
    void what_is_too_large_is_refused() throws Exception {
        assertThat(get("PUT /v2/keys/a", "value=" + "x".repeat(70_000)))
                .contains("\"errorCode\":209")
                .contains("the longest is 65536");
        assertThat(status("GET /v2/keys/" + "x".repeat(9000))).isEqualTo(400);
        assertThat(status("GET /v2/keys/", "Host: x\r\nX-Long: " + "x".repeat(9000)))
                .isEqualTo(400);
        assertThat(get("GET /v2/keys" + "/x".repeat(65), "")).contains("\"errorCode\":209");
        try (RawHttp http = RawHttp.open(api.address())) {
            http.write("PUT /v2/keys/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
            http.readHead();
            assertThat(http.status()).isEqualTo(413);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void what_is_no_http_is_refused() throws Exception {
        for (String text : List.of(
                "GET /v2/keys/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "PUT /v2/keys/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /v2/keys/ HTTP/1.1\r\nbad name: x\r\n\r\n"))
            try (RawHttp http = RawHttp.open(api.address())) {
                http.write(text);
                http.readHead();
                assertThat(http.status()).as(text).isEqualTo(400);
                http.body();
                assertThat(http.isAtEnd()).isTrue();
            }
        assertThat(keys()).isEmpty();
    }

    @Test
    void more_waits_than_allowed_are_refused() throws Exception {
        restart(Options.STANDARD.limits(100, 2));
        try (RawHttp one = begin("GET /v2/keys/a?wait=true");
                RawHttp two = begin("GET /v2/keys/a?wait=true")) {
            assertThat(get("GET /v2/keys/a?wait=true", "")).contains("2 requests wait already");
            store.commit(Change.put("/a", "1")).join();
            one.body();
            two.body();
        }
        try (RawHttp gone = begin("GET /v2/keys/a?wait=true")) {
            assertThat(gone.status()).isEqualTo(200);
        }
        eventually(() ->
                assertThat(quietly("GET /v2/keys/a?wait=true&waitIndex=2")).contains("\"value\":\"1\""));
    }

    @Test
    void more_connections_than_allowed_are_closed() throws Exception {
        restart(Options.STANDARD.limits(2, 2));
        try (RawHttp one = RawHttp.open(api.address());
                RawHttp two = RawHttp.open(api.address());
                RawHttp three = RawHttp.open(api.address())) {
            assertThat(three.isAtEnd()).isTrue();
            one.write("GET /version HTTP/1.1\r\n\r\n");
            one.readHead();
            two.write("GET /version HTTP/1.1\r\n\r\n");
            two.readHead();
        }
        eventually(() -> assertThat(quietly("GET /version")).contains("etcdserver"));
    }

    @Test
    void who_is_slow_is_left() throws Exception {
        try (RawHttp idle = RawHttp.open(api.address());
                RawHttp slow = RawHttp.open(api.address());
                RawHttp waits = begin("GET /v2/keys/a?wait=true")) {
            slow.write("GET /v2/keys/ HT");
            assertThat(status("GET /version")).isEqualTo(200);
            clock.advance("61s");
            assertThat(idle.isAtEnd()).isTrue();
            assertThat(slow.isAtEnd()).isTrue();
            store.commit(Change.put("/a", "1")).join();
            assertThat(waits.body()).contains("\"value\":\"1\"");
        }
    }

    @Test
    void a_store_that_does_not_answer_is_answered_for() throws Exception {
        api.close();
        SilentStore silent = new SilentStore();
        api = KeysApi.start(
                silent, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Options.STANDARD.clock(clock));
        clock.onJump(api::tick);
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> quietly("GET /v2/keys/a"));
        eventually(() -> assertThat(silent.questions()).isGreaterThan(1));
        clock.advance("11s");
        assertThat(answer.get(10, TimeUnit.SECONDS))
                .contains("\"errorCode\":300")
                .contains("request timed out");
    }

    @Test
    void a_closed_store_is_an_error_and_not_an_empty_directory() throws Exception {
        store.close();
        assertThat(status("GET /v2/keys/")).isEqualTo(500);
        assertThat(get("GET /v2/keys/", "")).contains("\"errorCode\":300").contains("is closed");
        assertThat(get("PUT /v2/keys/a", "value=1")).contains("\"errorCode\":300");
        assertThat(get("GET /v2/keys/a?wait=true", "")).contains("\"errorCode\":300");
        assertThat(status("GET /health")).isEqualTo(503);
        assertThat(get("GET /health", "")).isEqualTo("{\"health\":\"false\"}");
    }

    @Test
    void closing_ends_those_who_wait() throws Exception {
        try (RawHttp waits = begin("GET /v2/keys/a?wait=true")) {
            api.close();
            assertThatThrownBy(waits::body).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_address_that_is_taken_is_said() {
        assertThatThrownBy(() -> KeysApi.start(store, api.address(), Options.STANDARD))
                .hasMessageContaining("cannot serve the keys API at")
                .hasMessageContaining("in use");
    }

    private KeysApi started(Options options) {
        KeysApi started =
                KeysApi.start(store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options.clock(clock));
        clock.onJump(started::tick);
        return started;
    }

    private void restart(Options options) {
        api.close();
        api = started(options);
    }

    private List<String> keys() {
        return store.read("/").join().entries().stream().map(Entry::key).toList();
    }

    private RawHttp begin(String request) throws IOException {
        return begin(request, "Host: localhost");
    }

    private RawHttp begin(String request, String headers) throws IOException {
        String[] parts = request.split("\r\n", 2);
        return RawHttp.send(
                api.address(),
                parts[0] + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n"
                        + (parts.length > 1 ? parts[1] + "\r\n" : "") + "\r\n");
    }

    private int status(String request) throws IOException {
        return status(request, "Host: localhost");
    }

    private int status(String request, String headers) throws IOException {
        try (RawHttp http = begin(request, headers)) {
            return http.status();
        }
    }

    private String get(String request, String form) throws IOException {
        String[] words = request.split(" ", 2);
        String type = form.isEmpty() ? "" : "application/x-www-form-urlencoded";
        try (RawHttp http = RawHttp.send(api.address(), RawHttp.request(words[0], words[1], type, form))) {
            return http.body();
        }
    }

    /** For other threads and for trying again. */
    private String quietly(String request) {
        try {
            return get(request, "");
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Sends a write with this `Authorization`; what is refused is told late. */
    private CompletableFuture<RawHttp> guess(String authorization) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return begin("PUT /v2/keys/a\r\nAuthorization: " + authorization);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
