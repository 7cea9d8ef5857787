package io.hecd.discovery.store;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.scenario.kit.FakeClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link EmbeddedStore}: the contract, and what one file adds to it. */
class EmbeddedStoreTest implements StoreContract {
    @TempDir
    Path directory;

    private FakeClock clock = new FakeClock();
    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = opened(Limits.STANDARD);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void pass(String time) {
        clock.advance(time);
    }

    @Test
    void what_was_written_is_there_again() {
        put("/app/servers/a", "10.0.0.1:80");
        put("/app/servers/a", "10.0.0.2:80");
        put("/app/servers/b", "10.0.0.3:80");
        commit(Change.delete("/app/servers/b"));
        Snapshot before = read("/");
        reopen();
        assertThat(read("/")).isEqualTo(before);
        assertThat(put("/next", "x").revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void revisions_begin_as_those_of_etcd() {
        assertThat(read("/").revision()).isEqualTo(1);
        assertThat(put("/a", "x").revision()).isEqualTo(2);
        Heard heard = new Heard();
        store.watch("/", 0, heard);
        eventually(() -> assertThat(heard.lines()).hasSize(1));
    }

    @Test
    void a_refused_change_uses_no_revision() {
        assertThatThrownBy(() -> put("/" + "k".repeat(1024), "x")).hasMessageContaining("a key of 1025 bytes");
        assertThatThrownBy(() -> put("/a", "v".repeat(65_537))).hasMessageContaining("a value of 65537 bytes");
        assertThatThrownBy(() -> put("", "v")).hasMessageContaining("empty");
        assertThatThrownBy(() -> commit(Change.put("/a", "").living(Long.MAX_VALUE)))
                .hasMessageContaining("time to live");
        assertThat(put("/" + "k".repeat(1023), "v".repeat(65_536)).revision()).isEqualTo(2);
    }

    @Test
    void a_full_store_takes_no_more_but_lets_go() {
        store.close();
        store = opened(new Limits(100, 100, 150, 10));
        put("/a", "v".repeat(98));
        assertThatThrownBy(() -> put("/b", "v".repeat(50)))
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.FULL));
        assertThat(read("/").entries()).hasSize(1);
        put("/a", "v".repeat(97));
        commit(Change.delete("/a"));
        put("/b", "v".repeat(50));
    }

    @Test
    void forgotten_history_is_said_to_be_compacted() {
        store.close();
        store = opened(new Limits(100, 100, 1000, 3));
        for (int i = 0; i < 5; i++) put("/a", "" + i);
        Heard late = new Heard();
        store.watch("/", 2, late);
        eventually(() -> assertThat(late.ends()).containsExactly(StoreException.Reason.COMPACTED));
        assertThat(late.lines()).isEmpty();
        Heard soon = new Heard();
        store.watch("/", 3, soon);
        eventually(() -> assertThat(soon.lines()).hasSize(3));
    }

    @Test
    void history_does_not_outlive_the_process() {
        long revision = put("/a", "x").revision();
        reopen();
        Heard early = new Heard();
        Heard now = new Heard();
        store.watch("/", revision - 1, early);
        store.watch("/", revision, now);
        put("/b", "x");
        eventually(() -> assertThat(now.lines()).containsExactly("+1 PUT /b"));
        assertThat(early.ends()).containsExactly(StoreException.Reason.COMPACTED);
    }

    @Test
    void a_time_to_live_is_told_as_expiry_with_what_was() {
        long revision = commit(Change.put("/a", "x").living(2000)).revision();
        Heard heard = new Heard();
        store.watch("/", revision, heard);
        clock.advance("1900ms");
        assertThat(read("/").entries()).hasSize(1);
        clock.advance("200ms");
        eventually(() -> assertThat(heard.lines()).containsExactly("+1 EXPIRE /a"));
    }

    @Test
    void a_refreshed_key_stays() {
        for (int i = 0; i < 5; i++) {
            commit(Change.put("/a", "x").living(2000));
            clock.advance("1500ms");
        }
        assertThat(read("/").entries()).hasSize(1);
    }

    @Test
    void a_time_to_live_begins_anew_when_the_store_is_opened() {
        commit(Change.put("/a", "x").living(2000));
        store.close();
        clock.advance("1m");
        store = opened(Limits.STANDARD);
        clock.advance("1900ms");
        assertThat(read("/").entries()).hasSize(1);
        clock.advance("200ms");
        eventually(() -> assertThat(read("/").entries()).isEmpty());
        reopen();
        assertThat(read("/").entries()).isEmpty();
    }

    @Test
    void the_time_of_a_directory_is_the_time_of_all_in_it() {
        commit(Change.put("/d/", "").living(1000));
        put("/d/a", "x");
        put("/d/e/b", "x");
        put("/dd", "x");
        long revision = read("/").revision();
        Heard heard = new Heard();
        store.watch("/", revision, heard);
        clock.advance("1100ms");
        eventually(() -> assertThat(heard.lines()).hasSize(1));
        assertThat(read("/").entries()).hasSize(1);
        assertThat(read("/").revision()).isEqualTo(revision + 1);
    }

    @Test
    void many_writers_share_a_wait_for_the_disk() {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) outcomes.add(store.commit(Change.put("/k" + i, "x")));
        outcomes.forEach(CompletableFuture::join);
        assertThat(store.flushes()).isLessThan(1000);
        reopen();
        assertThat(read("/").entries()).hasSize(2000);
    }

    @Test
    void a_watcher_that_fails_hurts_nobody() {
        Heard good = new Heard();
        store.watch("/", 1, new Heard() {
            @Override
            public synchronized void changed(long revision, List<Event> events) {
                throw new IllegalStateException("on purpose");
            }
        });
        store.watch("/", 1, good);
        put("/a", "x");
        put("/b", "x");
        eventually(() -> assertThat(good.lines()).hasSize(2));
    }

    @Test
    void a_watcher_hears_that_nothing_happens() {
        List<Long> progress = new ArrayList<>();
        store.watch("/", 1, new Heard() {
            @Override
            public synchronized void progressed(long revision) {
                synchronized (progress) {
                    progress.add(revision);
                }
            }
        });
        put("/a", "x");
        clock.advance("5s");
        eventually(() -> {
            synchronized (progress) {
                assertThat(progress).hasSizeGreaterThanOrEqualTo(3).isSorted().endsWith(2L);
            }
        });
    }

    @Test
    void one_process_has_the_file() {
        assertThatThrownBy(() -> opened(Limits.STANDARD))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is in use by another process");
        put("/a", "x");
        reopen();
        assertThat(read("/").entries()).hasSize(1);
    }

    @Test
    void only_its_owner_may_read_the_file() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("hecd.store");
    }

    @Test
    void the_file_may_be_named_itself() {
        put("/a", "x");
        store.close();
        store = EmbeddedStore.open(file(), clock);
        clock.onJump(store::tick);
        assertThat(read("/").entries()).hasSize(1);
        assertThat(store.name()).isEqualTo("embedded " + file());
    }

    private Path file() {
        return directory.resolve("hecd.store");
    }

    private void reopen() {
        store.close();
        store = opened(Limits.STANDARD);
    }

    private EmbeddedStore opened(Limits limits) {
        EmbeddedStore opened = EmbeddedStore.open(directory, clock, limits);
        clock.onJump(opened::tick);
        return opened;
    }

    private Outcome put(String key, String value) {
        return commit(Change.put(key, value));
    }

    private Outcome commit(Change change) {
        return store.commit(change).join();
    }

    private Snapshot read(String prefix) {
        return store.read(prefix).join();
    }
}
