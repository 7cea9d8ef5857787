package io.hecd.discovery.registry;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.core.IntervalFunction;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry makes of a store that fails: the set that is known stays, and what was missed is found again. */
class RegistryTest {
    private static final String DIR = "/app/servers/";

    @TempDir
    Path directory;

    private final ScriptedStore store = new ScriptedStore();
    private final Sets sets = new Sets();
    private final List<Registry> opened = new CopyOnWriteArrayList<>();

    /** The sets that a follower was given. */
    private static final class Sets implements Follower {
        final List<Map<String, String>> all = new CopyOnWriteArrayList<>();
        volatile boolean live;

        @Override
        public void whole(Snapshot snapshot, boolean live) {
            Map<String, String> set = new TreeMap<>();
            for (Entry entry : snapshot.entries()) set.put(entry.key().substring(DIR.length()), entry.value());
            this.live = live;
            all.add(set);
        }

        Map<String, String> last() {
            return all.get(all.size() - 1);
        }
    }

    private Registry registry(long debounceMillis, long reconcileMillis) {
        Pace pace = new Pace(debounceMillis, reconcileMillis, IntervalFunction.of(5));
        Registry registry =
                new Registry("main", store, new LastGood(directory.resolve("main.last")), pace, Clock.system());
        opened.add(registry);
        registry.follow(DIR, sets);
        return registry;
    }

    private Registry registry() {
        return registry(0, 60_000);
    }

    @AfterEach
    void close() {
        opened.forEach(Registry::close);
    }

    private void seen(Map<String, String> expected) {
        eventually(() -> {
            assertThat(sets.all).isNotEmpty();
            assertThat(sets.last()).isEqualTo(expected);
        });
    }

    @Test
    void a_follower_is_given_the_set_and_each_change() {
        store.put(DIR + "a", "1");
        registry();
        seen(Map.of("a", "1"));
        store.put(DIR + "b", "2");
        seen(Map.of("a", "1", "b", "2"));
        store.delete(DIR + "a");
        seen(Map.of("b", "2"));
        store.delete(DIR + "b");
        seen(Map.of());
        assertThat(sets.live).isTrue();
    }

    @Test
    void an_empty_directory_is_a_set_as_well() {
        registry();
        seen(Map.of());
    }

    @Test
    void a_write_of_the_same_value_is_no_change() {
        store.put(DIR + "a", "1");
        Registry registry = registry();
        seen(Map.of("a", "1"));
        store.put(DIR + "a", "1");
        eventually(() -> assertThat(registry.status().revision()).isEqualTo(2));
        assertThat(sets.all).hasSize(1);
    }

    @Test
    void a_store_that_cannot_be_read_is_not_an_empty_one() {
        store.put(DIR + "a", "1");
        Registry registry = registry();
        seen(Map.of("a", "1"));
        store.fail(Reason.UNREACHABLE, "no answer");
        eventually(() -> assertThat(registry.status().trouble()).isEqualTo("no answer"));
        assertThat(registry.status().up()).isFalse();
        int reads = store.reads();
        eventually(() -> assertThat(store.reads()).isGreaterThan(reads + 2));
        assertThat(sets.all).containsExactly(Map.of("a", "1"));
        store.put(DIR + "b", "2");
        store.recover();
        seen(Map.of("a", "1", "b", "2"));
        eventually(() -> assertThat(registry.status().up()).isTrue());
        assertThat(registry.status().trouble()).isEmpty();
    }

    @Test
    void what_was_missed_while_the_history_was_compacted_is_read() {
        store.put(DIR + "a", "1");
        registry();
        seen(Map.of("a", "1"));
        store.mute(true);
        store.put(DIR + "b", "2");
        store.delete(DIR + "a");
        store.mute(false);
        store.breakWatches(Reason.COMPACTED, "compacted");
        seen(Map.of("b", "2"));
        eventually(() -> assertThat(store.watches()).isEqualTo(1));
    }

    @Test
    void events_that_the_watch_lost_are_found_by_reading_now_and_then() {
        store.put(DIR + "a", "1");
        Registry registry = registry(0, 50);
        seen(Map.of("a", "1"));
        store.mute(true);
        store.put(DIR + "b", "2");
        seen(Map.of("a", "1", "b", "2"));
        assertThat(registry.status().lostEvents()).isEqualTo(1);
    }

    @Test
    void a_store_that_was_restored_from_a_copy_counts() {
        store.put(DIR + "a", "1");
        store.put(DIR + "b", "2");
        Registry registry = registry();
        seen(Map.of("a", "1", "b", "2"));
        store.restore("c2", 1);
        store.mute(true);
        store.delete(DIR + "b");
        store.mute(false);
        store.breakWatches(Reason.UNREACHABLE, "restarted");
        seen(Map.of("a", "1"));
        eventually(() -> assertThat(registry.status().cluster()).isEqualTo("c2"));
    }

    @Test
    void a_storm_of_changes_is_a_few_sets() {
        registry(200, 60_000);
        seen(Map.of());
        for (int i = 0; i < 500; i++) store.put(DIR + "a", String.valueOf(i));
        seen(Map.of("a", "499"));
        assertThat(sets.all).hasSizeLessThan(10);
    }

    @Test
    void without_a_store_the_last_good_set_is_used() throws Exception {
        store.put(DIR + "a", "1");
        registry();
        seen(Map.of("a", "1"));
        eventually(() -> assertThat(directory.resolve("main.last")).exists());
        close();

        store.fail(Reason.UNREACHABLE, "no answer");
        sets.all.clear();
        Registry registry = registry();
        seen(Map.of("a", "1"));
        assertThat(sets.live).isFalse();
        eventually(() -> assertThat(registry.status().fromFile()).isTrue());
        store.put(DIR + "b", "2");
        store.recover();
        seen(Map.of("a", "1", "b", "2"));
        assertThat(sets.live).isTrue();
        eventually(() -> assertThat(registry.status().fromFile()).isFalse());
    }

    @Test
    void a_file_that_is_not_ours_is_left_out() throws Exception {
        Files.writeString(directory.resolve("main.last"), "[1, 2");
        store.put(DIR + "a", "1");
        registry();
        seen(Map.of("a", "1"));
    }

    @Test
    void the_file_is_for_its_owner_only() throws Exception {
        store.put(DIR + "a", "secret");
        registry();
        seen(Map.of("a", "secret"));
        Path file = directory.resolve("main.last");
        eventually(() -> assertThat(file).exists());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void nobody_follows_any_more_and_the_watch_ends() {
        Registry registry = registry();
        seen(Map.of());
        eventually(() -> assertThat(store.watches()).isEqualTo(1));
        registry.forget(DIR, sets);
        eventually(() -> assertThat(store.watches()).isZero());
    }
}
