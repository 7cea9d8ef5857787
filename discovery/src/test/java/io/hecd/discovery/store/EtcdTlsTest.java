package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.failure;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.kit.Certificates;
import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link EtcdStore} over TLS with certificates of both sides, and what happens to their files. */
class EtcdTlsTest {
    private static Certificates good;
    private static Certificates foreign;
    private static Etcd etcd;

    @TempDir
    private Path directory;

    private EtcdOptions options;

    @BeforeAll
    static void start() {
        good = Certificates.create();
        good.issue("client", 2);
        good.issue("successor", 2);
        good.issue("expired", 0);
        foreign = Certificates.create();
        foreign.issue("client", 2);
        etcd = Etcd.with().tls(good).start();
    }

    @AfterAll
    static void close() {
        etcd.close();
        good.close();
        foreign.close();
    }

    @BeforeEach
    void files() throws IOException {
        Files.copy(good.file("ca.pem"), directory.resolve("ca.pem"));
        use(good, "client");
        options = EtcdOptions.of(etcd.url())
                .timeouts(3000, 2000)
                .tls(new EtcdOptions.Tls(
                        Optional.of(directory.resolve("ca.pem")),
                        Optional.of(directory.resolve("edge.pem")),
                        Optional.of(directory.resolve("edge.key"))));
    }

    @Test
    void both_sides_show_their_certificates() {
        etcd.put("/tls/a", "1");
        try (EtcdStore store = EtcdStore.connect(options)) {
            assertThat(values(store, "/tls/a")).containsExactly("/tls/a=1");
        }
    }

    @Test
    void certificate_and_key_may_be_one_file() throws IOException {
        Path both = directory.resolve("both.pem");
        Files.writeString(both, Files.readString(good.file("client.key")) + Files.readString(good.file("client.pem")));
        EtcdOptions one = options.tls(new EtcdOptions.Tls(options.tls().ca(), Optional.of(both), Optional.empty()));
        try (EtcdStore store = EtcdStore.connect(one)) {
            assertThat(read(store, "/none/").entries()).isEmpty();
        }
    }

    @Test
    void a_certificate_that_is_not_taken_is_told_and_its_successor_used() throws IOException {
        use(good, "expired");
        try (EtcdStore store = EtcdStore.connect(options)) {
            StoreException why = failure(store.read("/tls/"));
            assertThat(why.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(why).hasMessageContaining("bad_certificate");
            use(good, "client");
            eventually(() -> assertThat(store.read("/none/")).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void a_server_of_another_authority_is_not_trusted() throws IOException {
        Files.copy(foreign.file("ca.pem"), directory.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
        try (EtcdStore store = EtcdStore.connect(options)) {
            StoreException why = failure(store.read("/tls/"));
            assertThat(why.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(why).hasMessageContaining("certification path");
        }
    }

    @Test
    void a_running_watch_moves_to_new_certificates() throws IOException {
        try (EtcdStore store = EtcdStore.connect(options)) {
            Ear ear = new Ear();
            store.watch("/move/", read(store, "/move/"), ear);
            etcd.put("/move/a", "1");
            eventually(() -> assertThat(ear.lines()).hasSize(1));
            use(good, "successor");
            int signs = ear.signs();
            eventually(() -> assertThat(ear.signs()).isGreaterThan(signs + 2));
            etcd.put("/move/b", "2");
            eventually(() -> assertThat(ear.lines()).containsExactly("/move/a=1", "/move/b=2"));
            assertThat(ear.ends()).isEmpty();
            // One that is not taken shows that the watch moves.
            use(foreign, "client");
            eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
            use(good, "client");
            eventually(() -> assertThat(store.read("/move/")).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void files_that_make_no_sense_change_nothing() throws IOException {
        try (EtcdStore store = EtcdStore.connect(options)) {
            Ear ear = new Ear();
            store.watch("/junk/", read(store, "/junk/"), ear);
            eventually(() -> assertThat(ear.signs()).isPositive());
            Files.writeString(directory.resolve("edge.key"), "half a fi");
            int signs = ear.signs();
            eventually(() -> assertThat(ear.signs()).isGreaterThan(signs + 2));
            assertThat(ear.ends()).isEmpty();
            assertThat(read(store, "/junk/").entries()).isEmpty();
        }
        assertThatThrownBy(() -> EtcdStore.connect(options).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("edge.key");
    }

    private void use(Certificates from, String name) throws IOException {
        for (String kind : new String[] {"pem", "key"})
            Files.copy(
                    from.file(name + "." + kind),
                    directory.resolve("edge." + kind),
                    StandardCopyOption.REPLACE_EXISTING);
    }
}
