package io.hecd.discovery.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A place where keys are kept. All methods return at once and may be called from any thread; futures complete, and watchers
 * are called, on threads of the store. What goes wrong is a {@link StoreException}. A store never tries again by itself:
 * {@code registry.Registry} does, for all stores in one place.
 */
public interface Store extends AutoCloseable {
    /** Hears of the changes below a prefix, in the order of their revisions, from one thread at a time. */
    interface Watcher {
        /** All events of one revision. */
        void changed(long revision, List<Event> events);

        /** The store is there, and nothing below the prefix changed up to this revision. */
        void progressed(long revision);

        /** The watch has ended; events may be missing. Called once, and nothing after it. */
        void broken(StoreException why);
    }

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** Ends it; the watcher is not called any more. */
        @Override
        void close();
    }

    /** A key that lives as long as somebody keeps it. */
    interface Kept {
        /** What the write came to; until then nothing is kept. */
        CompletableFuture<Outcome> written();

        /**
         * Ends it: the key goes away, unless somebody else has written it since. Fails if that cannot be done now; then the key
         * ends with its time.
         */
        CompletableFuture<Void> withdraw();
    }

    /** All keys that start with `prefix`, as of now (linearizable). */
    CompletableFuture<Snapshot> read(String prefix);

    /** Those of `keys` (at most 100) that are there, as of now (linearizable) and at one revision. */
    CompletableFuture<Snapshot> find(List<String> keys);

    /**
     * Tells of all changes below `prefix` after revision `after`. When the store no longer has that history the watcher
     * hears {@link StoreException.Reason#COMPACTED}; when it has not come so far yet, {@link
     * StoreException.Reason#RESTARTED}.
     */
    Watch watch(String prefix, long after, Watcher watcher);

    /**
     * Tells of all changes since `read`, an answer of {@link #read}. When the store now lives another history than the
     * answer's the watcher hears {@link StoreException.Reason#RESTARTED}, even where the bare revision would fit.
     */
    default Watch watch(String prefix, Snapshot read, Watcher watcher) {
        return watch(prefix, read.revision(), watcher);
    }

    /** Makes a change, or finds that its condition does not hold and makes none. */
    CompletableFuture<Outcome> commit(Change change);

    /**
     * Writes a key with a time to live and prolongs its life from then on, without writing it again: no watcher hears of that.
     *
     * @param lost hears, once at most and only of a key that was written, that it is kept no longer: REFUSED when somebody else
     *     deleted or wrote it through this store, otherwise what went wrong; the key may live until its time is up
     */
    Kept keep(Change put, Consumer<StoreException> lost);

    /** For messages: `etcd http://127.0.0.1:2379`. */
    String name();

    /** Ends watches and connections; what was acknowledged is kept. */
    @Override
    void close();
}
