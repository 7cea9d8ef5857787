package io.hecd.discovery.keys;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store that never answers. */
final class SilentStore implements Store {
    private final AtomicInteger questions = new AtomicInteger();

    int questions() {
        return questions.get();
    }

    @Override
    public CompletableFuture<Snapshot> read(String prefix) {
        questions.incrementAndGet();
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        questions.incrementAndGet();
        return new CompletableFuture<>();
    }

    @Override
    public Watch watch(String prefix, long after, Watcher watcher) {
        return () -> {};
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        questions.incrementAndGet();
        return new CompletableFuture<>();
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        throw new UnsupportedOperationException("the keys API keeps nothing");
    }

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public void close() {}
}
