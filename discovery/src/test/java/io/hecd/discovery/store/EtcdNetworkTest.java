package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.failure;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.Gate;
import io.hecd.discovery.store.StoreException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link EtcdStore} over a network that drops, delays and resets. */
class EtcdNetworkTest {
    private static Etcd etcd;
    private Gate gate;
    private EtcdStore store;

    @BeforeAll
    static void start() {
        etcd = Etcd.start();
        etcd.put("/app/a", "1");
    }

    @AfterAll
    static void stop() {
        etcd.close();
    }

    @BeforeEach
    void connect() {
        gate = Gate.to(etcd.port());
        store = EtcdStore.connect(EtcdOptions.of(gate.url(), etcd.url()).timeouts(1500, 1500));
    }

    @AfterEach
    void close() {
        store.close();
        gate.close();
    }

    @Test
    void a_connection_that_drops_everything_is_noticed() {
        Ear ear = new Ear();
        Snapshot before = read(store, "/app/");
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        gate.hold();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        assertThat(ear.message()).contains(gate.url()).contains("heard nothing");
        // The other way to the same node works, and nothing is missing.
        Ear next = new Ear();
        store.watch("/app/", before, next);
        etcd.put("/app/b", "2");
        eventually(() -> assertThat(next.lines()).containsExactly("/app/b=2"));
        etcd.delete("/app/b");
    }

    @Test
    void so_is_one_that_drops_the_answers_only() {
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        gate.holdAnswers();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
    }

    @Test
    void all_watches_of_a_connection_end_with_it() {
        Snapshot before = read(store, "/app/");
        List<Ear> ears = Stream.generate(Ear::new).limit(100).toList();
        for (Ear ear : ears) store.watch("/app/", before, ear);
        eventually(() -> assertThat(ears).allMatch(ear -> ear.signs() > 0));
        gate.hold();
        eventually(
                () -> assertThat(ears).allSatisfy(ear -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE)));
    }

    @Test
    void a_call_without_an_answer_fails_and_the_next_goes_elsewhere() {
        read(store, "/app/");
        gate.hold();
        assertThat(failure(store.read("/app/")).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
    }

    @Test
    void a_slow_etcd_is_waited_for() {
        gate.delay(250);
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        eventually(() -> assertThat(ear.signs()).isGreaterThan(2));
        etcd.put("/app/c", "3");
        eventually(() -> assertThat(ear.lines()).containsExactly("/app/c=3"));
        etcd.delete("/app/c");
        assertThat(ear.ends()).isEmpty();
    }

    @Test
    void one_that_is_too_slow_is_not() {
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        gate.delay(4000);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
    }

    @Test
    void calls_under_way_end_when_the_store_is_closed() {
        read(store, "/app/");
        gate.hold();
        CompletableFuture<Snapshot> read = store.read("/app/");
        Ear ear = new Ear();
        store.watch("/app/", 0, ear);
        store.close();
        assertThat(failure(read).reason()).isEqualTo(Reason.CLOSED);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.CLOSED));
    }
}
