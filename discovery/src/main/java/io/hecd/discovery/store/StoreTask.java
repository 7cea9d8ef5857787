package io.hecd.discovery.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something an {@link EmbeddedStore} is asked for: done in memory first, answered when the disk has it. On the store's
 * thread, except {@link #fail}.
 */
sealed interface StoreTask {
    /** Does it in memory; after a failure of the disk a second time, if it does not change anything. */
    default void apply(KeyTable table, String cluster) {}

    /** Tells the caller; not when it was failed. */
    default void answer() {}

    /** Goes on after everything that happened has been told to those who watch. */
    default void begin(Watches watches, long revision) {}

    default void fail(StoreException why) {}

    default boolean changes() {
        return false;
    }

    /** {@link Store#read} and {@link Store#find}. */
    final class Read implements StoreTask {
        private final Function<KeyTable, List<Entry>> question;
        private final CompletableFuture<Snapshot> future;
        private @Nullable Snapshot snapshot;

        Read(Function<KeyTable, List<Entry>> question, CompletableFuture<Snapshot> future) {
            this.question = question;
            this.future = future;
        }

        @Override
        public void apply(KeyTable table, String cluster) {
            snapshot = new Snapshot(cluster, table.revision(), question.apply(table));
        }

        @Override
        public void answer() {
            if (snapshot != null) future.complete(snapshot);
        }

        @Override
        public void fail(StoreException why) {
            future.completeExceptionally(why);
        }
    }

    /** {@link Store#commit}. */
    final class Commit implements StoreTask {
        private final Change change;
        private final CompletableFuture<Outcome> future;
        private @Nullable Outcome outcome;

        Commit(Change change, CompletableFuture<Outcome> future) {
            this.change = change;
            this.future = future;
        }

        @Override
        public void apply(KeyTable table, String cluster) {
            try {
                outcome = table.apply(change);
            } catch (StoreException e) {
                fail(e);
            }
        }

        @Override
        public void answer() {
            if (outcome != null) future.complete(outcome);
        }

        @Override
        public void fail(StoreException why) {
            future.completeExceptionally(why);
        }

        @Override
        public boolean changes() {
            return true;
        }
    }

    /** {@link Store#keep}. */
    final class Keep implements StoreTask {
        private final EmbeddedKept kept;
        private @Nullable Outcome outcome;

        Keep(EmbeddedKept kept) {
            this.kept = kept;
        }

        @Override
        public void apply(KeyTable table, String cluster) {
            try {
                outcome = table.apply(kept.put());
                if (outcome.done()) table.keep(kept.put().key(), kept);
            } catch (StoreException e) {
                fail(e);
            }
        }

        @Override
        public void answer() {
            if (outcome != null) kept.written().complete(outcome);
        }

        @Override
        public void fail(StoreException why) {
            kept.written().completeExceptionally(why);
        }

        @Override
        public boolean changes() {
            return true;
        }
    }

    /** {@link Store#watch}. */
    record Watch(Watches.Running watch) implements StoreTask {
        @Override
        public void begin(Watches watches, long revision) {
            watches.add(watch, revision);
        }

        @Override
        public void fail(StoreException why) {
            watch.broken(why);
        }
    }

    /** Time may have passed. */
    record Tick() implements StoreTask {}
}
