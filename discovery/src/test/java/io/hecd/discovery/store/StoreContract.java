package io.hecd.discovery.store;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.store.Change.Condition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Store} does. A test class of a store implements this and supplies a store to itself for each test. */
interface StoreContract {
    /** The store under test, which nobody else writes to. */
    Store store();

    /** A prefix that begins and ends with `/`, another one for each test. */
    default String root() {
        return "/contract/";
    }

    /** Moves a fake clock; nothing where time passes by itself. */
    default void pass(String time) {}

    @Test
    default void a_read_of_nothing_is_empty_and_knows_revision_and_cluster() {
        Snapshot nothing = read(root());
        assertThat(nothing.entries()).isEmpty();
        assertThat(nothing.revision()).isPositive();
        assertThat(nothing.cluster()).isNotEmpty().isEqualTo(read(root()).cluster());
    }

    @Test
    default void a_written_key_can_be_read() {
        long before = read(root()).revision();
        Outcome outcome = commit(Change.put(root() + "a", "one"));
        assertThat(outcome.done()).isTrue();
        assertThat(outcome.revision()).isEqualTo(before + 1);
        assertThat(outcome.before()).isEmpty();
        Entry entry = new Entry(root() + "a", "one", before + 1, before + 1, 0);
        assertThat(outcome.after()).contains(entry);
        assertThat(read(root()).entries()).containsExactly(entry);
        assertThat(read(root()).revision()).isEqualTo(before + 1);
    }

    @Test
    default void a_second_write_keeps_the_revision_of_creation() {
        long created = commit(Change.put(root() + "a", "one")).revision();
        Outcome second = commit(Change.put(root() + "a", "two"));
        assertThat(second.revision()).isEqualTo(created + 1);
        assertThat(second.before()).contains(new Entry(root() + "a", "one", created, created, 0));
        assertThat(second.after()).contains(new Entry(root() + "a", "two", created, created + 1, 0));
    }

    @Test
    default void values_may_be_empty_long_and_of_any_script() {
        for (String value : List.of("", "用docker搭建", "\uD83D\uDE00\n\"\\\u0001", "x".repeat(60_000))) {
            commit(Change.put(root() + "a", value));
            assertThat(read(root()).entries().get(0).value()).isEqualTo(value);
        }
    }

    @Test
    default void keys_come_in_the_order_of_their_bytes() {
        for (String name : List.of("b", "\uD83D\uDE00", "a/c", "\uFF01", "a", "a-b", "ä"))
            commit(Change.put(root() + name, "x"));
        assertThat(read(root()).entries().stream().map(entry -> entry.key().substring(root().length())))
                .containsExactly("a", "a-b", "a/c", "b", "ä", "\uFF01", "\uD83D\uDE00");
    }

    @Test
    default void a_prefix_is_a_prefix_of_text() {
        for (String name : List.of("app", "app/1", "application", "b")) commit(Change.put(root() + name, "x"));
        assertThat(read(root() + "app").entries()).hasSize(3);
        assertThat(read(root() + "app/").entries()).hasSize(1);
        assertThat(read(root() + "c").entries()).isEmpty();
    }

    @Test
    default void a_deleted_key_is_gone() {
        long written = commit(Change.put(root() + "a", "one")).revision();
        Outcome outcome = commit(Change.delete(root() + "a"));
        assertThat(outcome)
                .isEqualTo(new Outcome(
                        true,
                        written + 1,
                        Optional.of(new Entry(root() + "a", "one", written, written, 0)),
                        Optional.empty()));
        assertThat(read(root()).entries()).isEmpty();
    }

    @Test
    default void deleting_what_is_not_there_changes_nothing() {
        long revision = read(root()).revision();
        for (Change change : List.of(Change.delete(root() + "no"), Change.deleteTree(root() + "no/"))) {
            Outcome outcome = commit(change);
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.revision()).isEqualTo(revision);
        }
    }

    @Test
    default void a_tree_is_deleted_at_one_revision() {
        for (String name : List.of("t/", "t/a", "t/b/c", "tt")) commit(Change.put(root() + name, "x"));
        long revision = read(root()).revision();
        Heard heard = new Heard();
        store().watch(root(), revision, heard);
        Outcome outcome = commit(Change.deleteTree(root() + "t/"));
        assertThat(outcome.done()).isTrue();
        assertThat(outcome.revision()).isEqualTo(revision + 1);
        eventually(() -> assertThat(heard.lines()).hasSize(1));
        assertThat(heard.lines().get(0)).isEqualTo("+1 DELETE t/, DELETE t/a, DELETE t/b/c");
        assertThat(read(root()).entries()).hasSize(1);
    }

    @Test
    default void conditions_that_do_not_hold_change_nothing() {
        String key = root() + "a";
        long written = commit(Change.put(key, "one")).revision();
        Optional<Entry> asItWas = Optional.of(new Entry(key, "one", written, written, 0));
        for (Condition no : List.of(
                Condition.ABSENT,
                new Condition(Condition.Test.VALUE, "two", 0),
                new Condition(Condition.Test.MODIFIED, "", written + 1),
                new Condition(Condition.Test.VALUE_AND_MODIFIED, "two", written),
                new Condition(Condition.Test.VALUE_AND_MODIFIED, "one", written + 1)))
            for (Change change : List.of(Change.put(key, "x"), Change.delete(key)))
                assertThat(commit(change.when(no)))
                        .as("%s", no)
                        .isEqualTo(new Outcome(false, written, asItWas, asItWas));
    }

    @Test
    default void of_a_key_that_is_not_there_only_its_absence_holds() {
        String key = root() + "a";
        for (Condition no : List.of(
                Condition.EXISTS,
                new Condition(Condition.Test.VALUE, "", 0),
                new Condition(Condition.Test.MODIFIED, "", 1),
                new Condition(Condition.Test.VALUE_AND_MODIFIED, "", 1)))
            assertThat(commit(Change.put(key, "x").when(no)).done())
                    .as("%s", no)
                    .isFalse();
        assertThat(read(root()).entries()).isEmpty();
        assertThat(commit(Change.put(key, "x").when(Condition.ABSENT)).done()).isTrue();
    }

    @Test
    default void conditions_that_hold_let_the_change_be_made() {
        String key = root() + "a";
        for (Condition.Test test : List.of(
                Condition.Test.EXISTS,
                Condition.Test.VALUE,
                Condition.Test.MODIFIED,
                Condition.Test.VALUE_AND_MODIFIED)) {
            long written = commit(Change.put(key, "one")).revision();
            assertThat(commit(Change.put(key, "two").when(new Condition(test, "one", written)))
                            .done())
                    .as("put, %s", test)
                    .isTrue();
            assertThat(commit(Change.delete(key).when(new Condition(test, "two", written + 1)))
                            .done())
                    .as("delete, %s", test)
                    .isTrue();
        }
        assertThat(read(root()).entries()).isEmpty();
    }

    @Test
    default void a_watch_tells_each_change_with_what_was_before() {
        String key = root() + "a";
        List<Event> events = new ArrayList<>();
        Heard heard = new Heard() {
            @Override
            public synchronized void changed(long revision, List<Event> all) {
                events.addAll(all);
                super.changed(revision, all);
            }
        };
        long start = read(root()).revision();
        store().watch(root(), start, heard);
        commit(Change.put(key, "one"));
        commit(Change.put(key, "two"));
        commit(Change.delete(key));
        eventually(() -> assertThat(heard.lines()).hasSize(3));
        Entry one = new Entry(key, "one", start + 1, start + 1, 0);
        Entry two = new Entry(key, "two", start + 1, start + 2, 0);
        assertThat(events.get(0)).isEqualTo(new Event(Event.Kind.PUT, one, Optional.empty()));
        assertThat(events.get(1)).isEqualTo(new Event(Event.Kind.PUT, two, Optional.of(one)));
        Event end = events.get(2);
        assertThat(end.kind()).isEqualTo(Event.Kind.DELETE);
        assertThat(end.entry().key()).isEqualTo(key);
        assertThat(end.entry().modified()).isEqualTo(start + 3);
        assertThat(end.before()).contains(two);
    }

    @Test
    default void a_watch_begins_in_the_past() {
        long start = read(root()).revision();
        for (int i = 1; i <= 5; i++) commit(Change.put(root() + "k" + i, "x"));
        Heard heard = new Heard();
        store().watch(root(), start + 2, heard);
        eventually(() -> assertThat(heard.lines()).hasSize(3));
        commit(Change.put(root() + "k6", "x"));
        eventually(() -> assertThat(heard.lines()).containsExactly("+1 PUT k3", "+2 PUT k4", "+3 PUT k5", "+4 PUT k6"));
    }

    @Test
    default void a_watch_that_knows_of_more_than_the_store_is_of_another_history() {
        Snapshot now = read(root());
        Heard ahead = new Heard();
        store().watch(root(), now.revision() + 5, ahead);
        Heard elsewhere = new Heard();
        store().watch(root(), new Snapshot("0123456789abcdef", now.revision(), List.of()), elsewhere);
        Heard here = new Heard();
        store().watch(root(), now, here);
        commit(Change.put(root() + "a", "x"));
        eventually(() -> assertThat(ahead.ends()).containsExactly(StoreException.Reason.RESTARTED));
        eventually(() -> assertThat(elsewhere.ends()).containsExactly(StoreException.Reason.RESTARTED));
        eventually(() -> assertThat(here.lines()).containsExactly("+1 PUT a"));
    }

    @Test
    default void single_keys_are_found() {
        for (String name : List.of("a", "a/b", "ab")) commit(Change.put(root() + name, "x"));
        Snapshot found = store().find(List.of(root() + "a", root() + "no", root() + "ab"))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        assertThat(found.entries().stream().map(Entry::key)).containsExactly(root() + "a", root() + "ab");
        assertThat(found.entries().get(0)).isEqualTo(read(root()).entries().get(0));
        assertThat(found.revision()).isEqualTo(read(root()).revision());
        assertThat(found.cluster()).isEqualTo(read(root()).cluster());
    }

    @Test
    default void a_watch_hears_its_prefix_only() {
        long start = read(root()).revision();
        Heard heard = new Heard();
        store().watch(root() + "in/", start, heard);
        commit(Change.put(root() + "out", "x"));
        commit(Change.put(root() + "inner", "x"));
        commit(Change.put(root() + "in/a", "x"));
        eventually(() -> assertThat(heard.lines()).containsExactly("+1 PUT in/a"));
    }

    @Test
    default void a_closed_watch_is_silent() {
        long start = read(root()).revision();
        Heard closed = new Heard();
        Heard open = new Heard();
        Store.Watch watch = store().watch(root(), start, closed);
        store().watch(root(), start, open);
        commit(Change.put(root() + "a", "x"));
        eventually(() -> assertThat(closed.lines()).hasSize(1));
        watch.close();
        commit(Change.put(root() + "b", "x"));
        eventually(() -> assertThat(open.lines()).hasSize(2));
        assertThat(closed.lines()).hasSize(1);
    }

    @Test
    default void a_key_with_a_time_to_live_goes_away_by_itself() {
        String key = root() + "brief";
        Outcome outcome = commit(Change.put(key, "x").living(1000));
        assertThat(outcome.after().orElseThrow().expiresAtMillis()).isPositive();
        Heard heard = new Heard();
        store().watch(root(), outcome.revision(), heard);
        pass("1500ms");
        eventually(() -> assertThat(heard.lines()).hasSize(1));
        assertThat(heard.lines().get(0)).matches("\\+1 (EXPIRE|DELETE) brief");
        assertThat(read(root()).entries()).isEmpty();
        assertThat(read(root()).revision()).isEqualTo(outcome.revision() + 1);
    }

    @Test
    default void a_write_without_a_time_to_live_makes_a_key_stay() {
        commit(Change.put(root() + "first", "x").living(1000));
        commit(Change.put(root() + "first", "y"));
        commit(Change.put(root() + "second", "x").living(1000));
        pass("1500ms");
        eventually(() ->
                assertThat(read(root()).entries().stream().map(Entry::key)).containsExactly(root() + "first"));
        assertThat(read(root()).entries().get(0).expiresAtMillis()).isZero();
    }

    @Test
    default void a_kept_key_outlives_its_time_and_nobody_hears_of_it() {
        String key = root() + "kept";
        List<StoreException> losses = Collections.synchronizedList(new ArrayList<>());
        Store.Kept kept = store().keep(Change.put(key, "x").living(1000), losses::add);
        Outcome outcome = kept.written().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(outcome.done()).isTrue();
        Heard heard = new Heard();
        store().watch(root(), outcome.revision(), heard);
        for (int i = 0; i < 3; i++) {
            // Where time passes by itself, a key of the same life that nobody keeps shows how much did.
            commit(Change.put(root() + "brief", "x").living(1000));
            pass("1500ms");
            eventually(() -> assertThat(heard.lines()).last().asString().matches("\\+\\d (EXPIRE|DELETE) brief"));
            eventually(() ->
                    assertThat(read(root()).entries().stream().map(Entry::key)).containsExactly(key));
        }
        assertThat(heard.lines()).noneMatch(line -> line.contains("kept"));
        assertThat(read(key).entries().get(0).modified()).isEqualTo(outcome.revision());
        kept.withdraw().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(read(root()).entries()).isEmpty();
        assertThat(losses).isEmpty();
    }

    @Test
    default void a_key_that_somebody_else_writes_is_kept_no_longer_and_not_withdrawn() {
        String key = root() + "kept";
        List<StoreException> losses = Collections.synchronizedList(new ArrayList<>());
        Store.Kept kept = store().keep(Change.put(key, "x").living(1000), losses::add);
        kept.written().orTimeout(10, TimeUnit.SECONDS).join();
        commit(Change.put(key, "of another"));
        eventually(() ->
                assertThat(losses).extracting(StoreException::reason).containsExactly(StoreException.Reason.REFUSED));
        kept.withdraw().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(read(root()).entries()).extracting(Entry::value).containsExactly("of another");
    }

    @Test
    default void a_key_whose_condition_does_not_hold_is_not_kept() {
        String key = root() + "kept";
        commit(Change.put(key, "of another"));
        Store.Kept kept = store().keep(Change.put(key, "x").living(1000).when(Condition.ABSENT), why -> {
            throw new AssertionError(why);
        });
        assertThat(kept.written().orTimeout(10, TimeUnit.SECONDS).join().done()).isFalse();
        kept.withdraw().orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(read(root()).entries()).extracting(Entry::value).containsExactly("of another");
    }

    @Test
    default void many_writers_at_once_get_a_revision_each() throws Exception {
        long start = read(root()).revision();
        Heard heard = new Heard();
        store().watch(root(), start, heard);
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) outcomes.add(store().commit(Change.put(root() + "k" + i % 50, "v" + i)));
        List<Long> revisions = new ArrayList<>();
        for (CompletableFuture<Outcome> outcome : outcomes)
            revisions.add(outcome.get(10, TimeUnit.SECONDS).revision() - start);
        assertThat(revisions).doesNotHaveDuplicates();
        assertThat(revisions).allMatch(revision -> revision >= 1 && revision <= 200);
        eventually(() -> assertThat(heard.lines()).hasSize(200));
        assertThat(read(root()).entries()).hasSize(50);
    }

    @Test
    default void a_closed_store_says_so() {
        Heard heard = new Heard();
        store().watch(root(), read(root()).revision(), heard);
        store().close();
        eventually(() -> assertThat(heard.ends()).containsExactly(StoreException.Reason.CLOSED));
        for (CompletableFuture<?> future : List.of(store().read(root()), store().commit(Change.put(root() + "a", "x"))))
            assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
    }

    private Snapshot read(String prefix) {
        return store().read(prefix).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private Outcome commit(Change change) {
        return store().commit(change).orTimeout(10, TimeUnit.SECONDS).join();
    }
}
