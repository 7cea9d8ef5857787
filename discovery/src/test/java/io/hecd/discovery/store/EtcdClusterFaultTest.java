package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.commit;
import static io.hecd.discovery.store.Calls.failure;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.EtcdCluster;
import io.hecd.discovery.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link EtcdStore} makes of a cluster of three that loses some or all of them. */
class EtcdClusterFaultTest {
    private EtcdCluster cluster;
    private EtcdStore store;

    @BeforeEach
    void start() {
        cluster = EtcdCluster.start(3);
        store = EtcdStore.connect(EtcdOptions.of(cluster.urls()).timeouts(1500, 1500));
    }

    @AfterEach
    void close() {
        store.close();
        cluster.close();
    }

    @Test
    void a_stopped_member_is_left_for_the_next_one() {
        commit(store, Change.put("/app/a", "1"));
        Snapshot before = read(store, "/app/");
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        cluster.node(0).stop();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        assertThat(ear.message()).contains(cluster.node(0).url());

        Ear next = new Ear();
        // The stopped one may have led; its successor has to be elected first.
        cluster.leader();
        eventually(() -> assertThat(values(store, "/app/")).containsExactly("/app/a=1"));
        store.watch("/app/", before, next);
        commit(store, Change.put("/app/b", "2"));
        eventually(() -> assertThat(next.lines()).containsExactly("/app/b=2"));
    }

    @Test
    void a_killed_member_is_left_at_once() {
        commit(store, Change.put("/app/a", "1"));
        Ear ear = new Ear();
        Snapshot before = read(store, "/app/");
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        cluster.node(0).kill();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        cluster.leader();
        Ear next = new Ear();
        eventually(() -> assertThat(values(store, "/app/")).containsExactly("/app/a=1"));
        store.watch("/app/", before, next);
        commit(store, Change.put("/app/b", "2"));
        eventually(() -> assertThat(next.lines()).containsExactly("/app/b=2"));
    }

    @Test
    void without_a_majority_the_watch_ends_and_reads_fail() {
        commit(store, Change.put("/app/a", "1"));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        cluster.node(1).kill();
        cluster.node(2).kill();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.NO_QUORUM));
        // The others refuse the connection, the one that is there has no leader.
        AtomicReference<Reason> why = new AtomicReference<>();
        eventually(() -> {
            why.set(failure(store.read("/app/")).reason());
            assertThat(why.get()).isEqualTo(Reason.NO_QUORUM);
        });
        cluster.node(1).restart();
        eventually(() -> assertThat(store.read("/app/")).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
    }

    @Test
    void all_may_be_down_and_come_back() {
        commit(store, Change.put("/app/a", "1"));
        Snapshot before = read(store, "/app/");
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        cluster.killAll();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        for (Etcd node : cluster.nodes())
            assertThat(failure(store.read("/app/")).reason()).as(node.name()).isEqualTo(Reason.UNREACHABLE);
        cluster.restartAll();
        Ear next = new Ear();
        store.watch("/app/", before, next);
        commit(store, Change.put("/app/b", "2"));
        eventually(() -> assertThat(next.lines()).containsExactly("/app/b=2"));
        assertThat(read(store, "/app/").cluster()).isEqualTo(before.cluster());
    }
}
