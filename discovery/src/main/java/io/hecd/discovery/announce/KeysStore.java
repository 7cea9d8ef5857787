package io.hecd.discovery.announce;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.discovery.store.StoreException.Reason;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * The keys of somebody who serves etcd's v2 keys API, a hecd for instance, as a store for whoever announces: it reads, writes,
 * deletes and keeps, without conditions, and cannot watch. One thread, on which one call waits for the other.
 */
public final class KeysStore implements Store {
    private final KeysClient client;
    private final ScheduledThreadPoolExecutor thread;

    /** @param address `http://HOST:PORT`, with `USER:PASSWORD@` where that is asked for */
    public KeysStore(URI address) {
        client = new KeysClient(address);
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "hecd-keys-client");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public CompletableFuture<Snapshot> read(String prefix) {
        return call(() -> {
            // The API knows directories only, not beginnings of names.
            String directory = prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')));
            Optional<KeysClient.Answer> answer = client.get(directory);
            List<Entry> found = new ArrayList<>();
            answer.ifPresent(whole -> whole.leaves()
                    .filter(entry -> entry.key().startsWith(prefix))
                    .forEach(found::add));
            return new Snapshot("", answer.map(KeysClient.Answer::revision).orElse(0L), List.copyOf(found));
        });
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        return call(() -> {
            List<Entry> found = new ArrayList<>();
            long revision = 0;
            for (String key : keys) {
                Optional<KeysClient.Answer> answer = client.get(key);
                answer.ifPresent(one ->
                        one.leaves().filter(entry -> entry.key().equals(key)).forEach(found::add));
                revision = Math.max(
                        revision, answer.map(KeysClient.Answer::revision).orElse(0L));
            }
            return new Snapshot("", revision, List.copyOf(found));
        });
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        return call(() -> {
            if (change.condition().test() != Change.Condition.Test.NONE || change.kind() == Change.Kind.DELETE_TREE)
                throw new StoreException(Reason.REFUSED, name() + " is only asked for simple changes");
            if (change.kind() == Change.Kind.PUT) return outcome(client.put(change));
            return client.delete(change.key(), Optional.empty())
                    .map(KeysStore::outcome)
                    .orElse(new Outcome(false, 0, Optional.empty(), Optional.empty()));
        });
    }

    private static Outcome outcome(KeysClient.Answer answer) {
        return new Outcome(
                true, answer.revision(), Optional.empty(), answer.leaves().findFirst());
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        KeysKept kept = new KeysKept(client, thread, put, lost);
        call(() -> outcome(client.put(put))).whenComplete(kept::written);
        return kept;
    }

    @Override
    public Watch watch(String prefix, long after, Watcher watcher) {
        watcher.broken(new StoreException(Reason.REFUSED, name() + " is not watched"));
        return () -> {};
    }

    @Override
    public String name() {
        return client.toString();
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private <T> CompletableFuture<T> call(Callable<T> what) {
        if (thread.isShutdown())
            return CompletableFuture.failedFuture(new StoreException(Reason.CLOSED, name() + " is closed"));
        CompletableFuture<T> future = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                future.complete(what.call());
            } catch (StoreException e) {
                future.completeExceptionally(e);
            } catch (Exception e) {
                future.completeExceptionally(new StoreException(Reason.UNREACHABLE, name() + ": " + e, e));
            }
        });
        return future;
    }
}
