package io.hecd.discovery.registry;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that is opened by the first who reads it, and again by the next when that failed: what cannot be opened (a file
 * of another user, a password file that is not there) is trouble like an etcd that is down, and ends like it.
 */
final class LateStore implements Store {
    private final String name;
    private final Supplier<Store> opening;
    private Optional<Store> store = Optional.empty();
    private boolean closed;

    LateStore(String name, Supplier<Store> opening) {
        this.name = name;
        this.opening = opening;
    }

    private synchronized Store store() {
        if (closed) throw new StoreException(StoreException.Reason.CLOSED, name + " is closed");
        if (store.isEmpty()) store = Optional.of(opening.get());
        return store.get();
    }

    private <T> CompletableFuture<T> asked(Function<Store, CompletableFuture<T>> question) {
        try {
            return question.apply(store());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Watch watched(Function<Store, Watch> begin, Watcher watcher) {
        try {
            return begin.apply(store());
        } catch (StoreException e) {
            watcher.broken(e);
            return () -> {};
        }
    }

    @Override
    public CompletableFuture<Snapshot> read(String prefix) {
        return asked(opened -> opened.read(prefix));
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        return asked(opened -> opened.find(keys));
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        return asked(opened -> opened.commit(change));
    }

    @Override
    public Watch watch(String prefix, long after, Watcher watcher) {
        return watched(opened -> opened.watch(prefix, after, watcher), watcher);
    }

    @Override
    public Watch watch(String prefix, Snapshot read, Watcher watcher) {
        return watched(opened -> opened.watch(prefix, read, watcher), watcher);
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        try {
            return store().keep(put, lost);
        } catch (StoreException e) {
            return new Unwritten(CompletableFuture.failedFuture(e));
        }
    }

    private record Unwritten(CompletableFuture<Outcome> written) implements Kept {
        @Override
        public CompletableFuture<Void> withdraw() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void close() {
        closed = true;
        store.ifPresent(Store::close);
        store = Optional.empty();
    }
}
