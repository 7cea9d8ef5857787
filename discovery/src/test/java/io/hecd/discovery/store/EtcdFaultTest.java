package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.commit;
import static io.hecd.discovery.store.Calls.failure;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.Gate;
import io.hecd.discovery.store.StoreException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link EtcdStore} makes of a single node that fails, stops, forgets, or is another one afterwards. */
class EtcdFaultTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) opened.get(i).close();
    }

    @Test
    void a_compaction_while_cut_off_asks_for_the_whole_set() {
        Etcd etcd = open(Etcd.start());
        Gate gate = open(Gate.to(etcd.port()));
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(gate.url())));
        Snapshot before = read(store, "/app/");
        Ear cut = new Ear();
        store.watch("/app/", before, cut);
        eventually(() -> assertThat(cut.signs()).isPositive());

        gate.reset();
        eventually(() -> assertThat(cut.ends()).containsExactly(Reason.UNREACHABLE));
        assertThat(failure(store.read("/app/")).reason()).isEqualTo(Reason.UNREACHABLE);
        etcd.put("/app/a", "1");
        etcd.put("/app/b", "2");
        etcd.compact();
        gate.release();

        Ear late = new Ear();
        store.watch("/app/", before, late);
        eventually(() -> assertThat(late.ends()).containsExactly(Reason.COMPACTED));
        assertThat(late.lines()).isEmpty();
        Ear next = new Ear();
        Snapshot now = read(store, "/app/");
        assertThat(now.entries()).hasSize(2);
        store.watch("/app/", now, next);
        etcd.put("/app/c", "3");
        eventually(() -> assertThat(next.lines()).containsExactly("/app/c=3"));
    }

    @Test
    void events_of_the_time_cut_off_are_told_afterwards() {
        Etcd etcd = open(Etcd.start());
        Gate gate = open(Gate.to(etcd.port()));
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(gate.url())));
        etcd.put("/app/a", "1");
        Snapshot before = read(store, "/app/");
        gate.reset();
        etcd.put("/app/b", "2");
        etcd.put("/other/x", "x");
        etcd.delete("/app/a");
        gate.release();
        // The first call may find the connection gone.
        eventually(() -> assertThat(store.read("/app/")).succeedsWithin(Duration.ofSeconds(10)));
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.lines()).containsExactly("/app/b=2", "-/app/a"));
    }

    @Test
    void a_stopped_node_is_noticed_and_a_woken_one_used_again() {
        Etcd etcd = open(Etcd.start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url()).timeouts(1500, 1500)));
        etcd.put("/app/a", "1");
        Snapshot before = read(store, "/app/");
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.signs()).isPositive());

        etcd.stop();
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.UNREACHABLE));
        assertThat(ear.message()).contains("heard nothing");
        // A new connection is taken by the kernel and never answered.
        assertThat(failure(store.read("/app/")).reason()).isEqualTo(Reason.UNREACHABLE);
        Ear never = new Ear();
        store.watch("/app/", before, never);
        eventually(() -> assertThat(never.ends()).containsExactly(Reason.UNREACHABLE));

        etcd.cont();
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
    }

    @Test
    void a_node_that_is_not_there_yet_is_found_later() {
        Etcd etcd = open(Etcd.start());
        etcd.put("/app/a", "1");
        etcd.kill();
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        StoreException why = failure(store.read("/app/"));
        assertThat(why.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(why).hasMessageContaining(etcd.url()).hasMessageContaining("refused");
        etcd.restart();
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
    }

    @Test
    void a_restored_copy_is_another_history() {
        Etcd etcd = open(Etcd.start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        commit(store, Change.put("/app/a", "old"));
        Path copy = etcd.snapshot();
        for (int i = 0; i < 20; i++) commit(store, Change.put("/app/a", "new" + i));
        Snapshot before = read(store, "/app/");
        Ear running = new Ear();
        store.watch("/app/", before, running);
        eventually(() -> assertThat(running.signs()).isPositive());

        etcd.restore(copy, "another");
        eventually(() -> assertThat(running.ends()).hasSize(1));
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.RESTARTED));
        Snapshot now = read(store, "/app/");
        assertThat(now.cluster()).isNotEqualTo(before.cluster());
        assertThat(now.revision()).isLessThan(before.revision());
        assertThat(now.entries().get(0).value()).isEqualTo("old");
        Ear next = new Ear();
        store.watch("/app/", now, next);
        commit(store, Change.put("/app/a", "again"));
        eventually(() -> assertThat(next.lines()).containsExactly("/app/a=again"));
    }

    @Test
    void a_restored_copy_with_the_same_cluster_id_is_another_history_too() {
        Etcd etcd = open(Etcd.start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        commit(store, Change.put("/app/a", "old"));
        Path copy = etcd.snapshot();
        for (int i = 0; i < 20; i++) commit(store, Change.put("/app/a", "new" + i));
        Snapshot before = read(store, "/app/");
        Ear running = new Ear();
        store.watch("/app/", before, running);
        eventually(() -> assertThat(running.signs()).isPositive());
        etcd.restore(copy, "hecd");
        eventually(() -> assertThat(running.ends()).containsExactly(Reason.UNREACHABLE));
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.RESTARTED));
        assertThat(ear.message()).contains("revision " + before.revision());
        // Written on until the old revision is passed: the number alone says nothing any more.
        for (int i = 0; i < 30; i++) commit(store, Change.put("/app/b", "other" + i));
        Ear again = new Ear();
        store.watch("/app/", before, again);
        eventually(() -> assertThat(again.ends()).containsExactly(Reason.RESTARTED));
        assertThat(again.lines()).isEmpty();
    }

    @Test
    void whoever_sees_another_history_ends_the_watches_of_the_old_one() {
        Etcd one = open(Etcd.start());
        Etcd stranger = open(Etcd.start());
        Gate gate = open(Gate.to(one.port()));
        EtcdStore store = open(
                EtcdStore.connect(EtcdOptions.of(gate.url(), stranger.url()).timeouts(1000, 30_000)));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        eventually(() -> assertThat(ear.signs()).isPositive());
        gate.hold();
        assertThat(failure(store.read("/app/")).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(ear.ends()).isEmpty();
        // The next endpoint is a cluster of its own.
        read(store, "/app/");
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.RESTARTED));
    }

    @Test
    void junk_is_read_as_it_is_and_hurts_nobody() {
        Etcd etcd = open(Etcd.start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        etcd.put(new byte[] {'/', 'a', 'p', 'p', '/', (byte) 0xff, (byte) 0xfe}, new byte[] {(byte) 0xc3, 0, 10});
        etcd.put(bytes("/app/\n\u001b[31m"), bytes(""));
        etcd.put(bytes("/app/good"), bytes("10.0.0.1:80"));
        eventually(() -> assertThat(ear.lines()).hasSize(3));
        assertThat(values(store, "/app/"))
                .containsExactly("/app/\n\u001b[31m=", "/app/good=10.0.0.1:80", "/app/\uFFFD\uFFFD=\uFFFD\0\n");
    }

    @Test
    void large_values_are_read_in_smaller_pages() {
        Etcd etcd = open(Etcd.start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        Snapshot before = read(store, "/app/");
        String mebibyte = "x".repeat(1 << 20);
        for (int i = 10; i < 40; i++) commit(store, Change.put("/app/" + i, mebibyte));
        assertThat(read(store, "/app/").entries())
                .hasSize(30)
                .allMatch(entry -> entry.value().equals(mebibyte));
        // A history of so many bytes comes in one message, which is refused.
        Ear ear = new Ear();
        store.watch("/app/", before, ear);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.COMPACTED));
        assertThat(failure(store.commit(Change.put("/app/x", "x".repeat(3 << 20))))
                        .reason())
                .isEqualTo(Reason.REFUSED);
        assertThat(read(store, "/app/10").entries()).hasSize(1);
    }

    @Test
    void a_full_store_takes_nothing_and_can_be_read() {
        Etcd etcd = open(Etcd.with().flag("--quota-backend-bytes=8388608").start());
        EtcdStore store = open(EtcdStore.connect(EtcdOptions.of(etcd.url())));
        commit(store, Change.put("/app/a", "1"));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        StoreException why = fill(store);
        assertThat(why.reason()).isEqualTo(Reason.FULL);
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
        commit(store, Change.delete("/app/a"));
        eventually(() -> assertThat(ear.lines()).containsExactly("-/app/a"));
        assertThat(ear.ends()).isEmpty();
    }

    private static StoreException fill(EtcdStore store) {
        for (int i = 0; ; i++) {
            CompletableFuture<Outcome> put = store.commit(Change.put("/fill/" + i, "x".repeat(1 << 20)));
            try {
                put.join();
            } catch (RuntimeException e) {
                return failure(put);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }
}
