package io.hecd.discovery.announce;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.keys.KeysApi;
import io.hecd.discovery.keys.Options;
import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.StoreException;
import io.hecd.time.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link KeysStore} in front of hecd's own keys API, and of etcd's. */
class KeysStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private static void servesAnnouncers(URI address) {
        try (KeysStore store = new KeysStore(address)) {
            assertThat(store.read("/app/servers/").join().entries()).isEmpty();
            assertThat(commit(store, Change.put("/app/servers/a b", "10.0.0.1:80 weight 2+2")))
                    .isTrue();
            assertThat(commit(store, Change.put("/app/servers/c", "10.0.0.2:80").living(60_000)))
                    .isTrue();
            assertThat(commit(store, Change.put("/app/other", "x"))).isTrue();
            List<Entry> entries = store.read("/app/servers/").join().entries();
            assertThat(entries).extracting(Entry::key).containsExactly("/app/servers/a b", "/app/servers/c");
            assertThat(entries).extracting(Entry::value).containsExactly("10.0.0.1:80 weight 2+2", "10.0.0.2:80");
            assertThat(entries.get(0).expiresAtMillis()).isZero();
            assertThat(entries.get(1).expiresAtMillis())
                    .isGreaterThan(Clock.system().wallMillis());
            assertThat(commit(store, Change.delete("/app/servers/c"))).isTrue();
            assertThat(commit(store, Change.delete("/app/servers/c"))).isFalse();
            keeps(store);
        }
    }

    private static void keeps(KeysStore store) {
        Keeper keeper = Keeper.start(store, "/app/servers/kept", Duration.ofSeconds(2), "10.0.0.3:80");
        assertThat(keeper.await(PATIENCE)).isTrue();
        // A key of the same life that nobody keeps shows how much time has passed.
        assertThat(commit(store, Change.put("/app/servers/brief", "x").living(2_000)))
                .isTrue();
        eventually(() -> assertThat(keys(store)).doesNotContain("/app/servers/brief"));
        assertThat(keys(store)).contains("/app/servers/kept");
        assertThat(keeper.trouble()).isEmpty();
        keeper.close();
        assertThat(keys(store)).doesNotContain("/app/servers/kept");

        Keeper loser = Keeper.start(store, "/app/servers/kept", Duration.ofSeconds(2), "10.0.0.3:80");
        assertThat(loser.await(PATIENCE)).isTrue();
        assertThat(commit(store, Change.put("/app/servers/kept", "of another"))).isTrue();
        eventually(() -> assertThat(loser.trouble()).contains("somebody else"));
        loser.close();
        assertThat(keys(store)).contains("/app/servers/kept");
    }

    private static List<String> keys(KeysStore store) {
        return store.read("/app/servers/").join().entries().stream()
                .map(Entry::key)
                .toList();
    }

    private static boolean commit(KeysStore store, Change change) {
        return store.commit(change).join().done();
    }

    @Test
    void hecds_own_keys_api_serves_announcers() {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system());
                KeysApi api = KeysApi.start(store, any, Options.STANDARD.login("op", "se:c ret"))) {
            String address = "127.0.0.1:" + api.address().getPort();
            servesAnnouncers(URI.create("http://op:se%3Ac%20ret@" + address));
            try (KeysStore stranger = new KeysStore(URI.create("http://" + address))) {
                assertThatThrownBy(() -> keys(stranger))
                        .isInstanceOf(CompletionException.class)
                        .cause()
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.DENIED));
            }
        }
    }

    @Test
    void etcds_keys_api_serves_announcers() {
        try (Etcd etcd = Etcd.with().v2().start()) {
            servesAnnouncers(URI.create(etcd.url()));
        }
    }

    @Test
    void what_is_no_keys_api_is_said_to_be_none() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (KeysStore store = new KeysStore(URI.create("http://127.0.0.1:" + port))) {
            assertThatThrownBy(() -> keys(store)).hasMessageContaining("Connection refused");
        }
        for (String address : new String[] {"localhost:1", "ftp://a", "http://a/b"})
            assertThatThrownBy(() -> new KeysStore(URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }
}
