package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.commit;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.Change.Condition;
import io.hecd.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link EtcdStore} with a healthy etcd: what is particular to it beyond {@link Store}'s contract. */
class EtcdStoreTest {
    private static Etcd etcd;
    private EtcdStore store;

    @BeforeAll
    static void start() {
        etcd = Etcd.start();
    }

    @AfterAll
    static void stop() {
        etcd.close();
    }

    @BeforeEach
    void connect() {
        store = EtcdStore.connect(EtcdOptions.of(etcd.url()));
    }

    @AfterEach
    void close() {
        commit(store, Change.deleteTree("/"));
        store.close();
    }

    @Test
    void what_etcdctl_writes_is_heard_and_read() {
        Ear ear = new Ear();
        store.watch("/app/servers/", read(store, "/app/servers/"), ear);
        etcd.put("/app/servers/cocky_morse", "192.168.1.22:49156");
        etcd.delete("/app/servers/cocky_morse");
        eventually(() -> assertThat(ear.lines())
                .containsExactly("/app/servers/cocky_morse=192.168.1.22:49156", "-/app/servers/cocky_morse"));
    }

    @Test
    void watchers_are_called_on_the_thread_of_the_store() {
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        for (int i = 0; i < 5; i++) commit(store, Change.put("/app/a", "" + i));
        eventually(() -> assertThat(ear.threads()).hasSize(5).allMatch(name -> name.startsWith("etcd-store")));
    }

    @Test
    void ten_thousand_keys_are_read_in_pages_of_one_revision() {
        etcd.putMany("/app/servers/", 10_000);
        Snapshot all = read(store, "/app/servers/");
        assertThat(all.entries()).hasSize(10_000);
        assertThat(all.entries()).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(all.entries()).allMatch(entry -> entry.modified() <= all.revision());
    }

    @Test
    void time_to_live_is_a_lease_and_its_end_an_estimate() {
        long now = Clock.system().wallMillis();
        Outcome outcome = commit(store, Change.put("/app/a", "1").living(60_000));
        assertThat(outcome.after().orElseThrow().expiresAtMillis()).isBetween(now + 59_000, now + 90_000);
        assertThat(read(store, "/app/").entries().get(0).expiresAtMillis())
                .isEqualTo(outcome.after().orElseThrow().expiresAtMillis());
    }

    @Test
    void the_lease_of_somebody_else_is_asked_for() {
        long now = Clock.system().wallMillis();
        String lease = etcd.etcdctl("lease", "grant", "100").split(" ")[1];
        etcd.etcdctl("put", "/app/a", "1", "--lease=" + lease);
        assertThat(read(store, "/app/").entries().get(0).expiresAtMillis()).isBetween(now + 50_000, now + 160_000);
    }

    @Test
    void a_lease_that_no_key_needs_is_given_back() {
        etcd.revokeAll();
        commit(store, Change.put("/app/a", "1").living(60_000));
        commit(store, Change.put("/app/a", "2").living(60_000));
        assertThat(commit(store, Change.put("/app/a", "3").living(60_000).when(Condition.ABSENT))
                        .done())
                .isFalse();
        eventually(() -> assertThat(etcd.etcdctl("lease", "list")).contains("found 1 leases"));
        commit(store, Change.put("/app/a", "4"));
        eventually(() -> assertThat(etcd.etcdctl("lease", "list")).contains("found 0 leases"));
        assertThat(values(store, "/app/")).containsExactly("/app/a=4");
        commit(store, Change.put("/app/b", "1").living(60_000));
        commit(store, Change.delete("/app/b"));
        eventually(() -> assertThat(etcd.etcdctl("lease", "list")).contains("found 0 leases"));
    }

    @Test
    void a_mass_revocation_is_heard_as_deletions() {
        commit(store, Change.put("/app/a", "1").living(60_000));
        commit(store, Change.put("/app/b", "1").living(60_000));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        etcd.revokeAll();
        eventually(() -> assertThat(ear.lines()).containsExactlyInAnyOrder("-/app/a", "-/app/b"));
    }

    @Test
    void the_empty_prefix_means_all() {
        commit(store, Change.put("/app/a", "1"));
        commit(store, Change.put("zebra", "2"));
        Ear ear = new Ear();
        store.watch("", read(store, ""), ear);
        assertThat(values(store, "")).contains("/app/a=1", "zebra=2");
        commit(store, Change.put("~", "3"));
        eventually(() -> assertThat(ear.lines()).containsExactly("~=3"));
        commit(store, Change.deleteTree(""));
        assertThat(read(store, "").entries()).isEmpty();
    }

    @Test
    void nothing_of_it_is_left_when_it_is_closed() {
        Set<Thread> before = threads();
        EtcdStore brief = EtcdStore.connect(EtcdOptions.of(etcd.url()));
        Ear ear = new Ear();
        brief.watch("/app/", read(brief, "/app/"), ear);
        Set<Thread> its = threads();
        its.removeAll(before);
        assertThat(its).hasSize(2);
        brief.close();
        eventually(() -> assertThat(its).noneMatch(Thread::isAlive));
        assertThat(ear.ends()).containsExactly(StoreException.Reason.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.1:2379",
                "ftp://10.0.0.1",
                "http://",
                "http://a b",
                "http://10.0.0.1/v3",
                "http://u@h"
            })
    void endpoints_that_are_none_are_refused(String text) {
        assertThatThrownBy(() -> EtcdOptions.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://HOST:PORT");
    }

    @Test
    void endpoints_have_a_port() {
        assertThat(EtcdOptions.of("http://etcd.example", "https://[::1]:99/").endpoints())
                .map(Object::toString)
                .containsExactly("http://etcd.example:2379", "https://[::1]:99");
        try (EtcdStore two = EtcdStore.connect(EtcdOptions.of("http://10.0.0.1", "http://10.0.0.2"))) {
            assertThat(two.name()).isEqualTo("etcd http://10.0.0.1:2379 http://10.0.0.2:2379");
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("etcd-"))
                .collect(Collectors.toSet());
    }
}
