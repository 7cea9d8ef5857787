package io.hecd.discovery.keys;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The store as a tree; its answers come on the API's loop. */
final class KeySpace {
    /**
     * A place and what is known of it.
     *
     * @param revision of the store
     * @param parents keys that are files where the way to it leads
     * @param below all keys in the directory of its name, with its marker
     */
    record Look(KeyPath path, long revision, List<Entry> parents, Optional<Entry> file, List<Entry> below) {
        /** A directory hides a file of its name; only a store that others write to can have both. */
        boolean isDirectory() {
            return path.isRoot() || !below.isEmpty();
        }

        boolean isFile() {
            return file.isPresent() && !isDirectory();
        }

        boolean isEmptyDirectory() {
            return below.stream().allMatch(entry -> entry.key().equals(path.directory()));
        }

        Tree tree() {
            return Tree.of(path, below);
        }

        KeysError error(KeysError.Code code) {
            return new KeysError(code, path.toString(), revision);
        }
    }

    private final Store store;
    private final Executor loop;
    private String cluster = "";

    KeySpace(Store store, Executor loop) {
        this.store = store;
        this.loop = loop;
    }

    /** Looks at a place; fails when the way to it leads through a file. */
    CompletableFuture<Look> look(KeyPath path) {
        List<String> way = new ArrayList<>();
        for (KeyPath parent : path.parents()) way.add(parent.text());
        if (!path.isRoot()) way.add(path.text());
        CompletableFuture<Snapshot> found = way.isEmpty() ? now() : onLoop(store.find(way));
        CompletableFuture<Snapshot> below = onLoop(store.read(path.directory()));
        return found.thenCombine(below, (keys, tree) -> {
                    cluster = keys.cluster();
                    List<Entry> parents = new ArrayList<>(keys.entries());
                    Optional<Entry> file = parents.stream()
                            .filter(entry -> entry.key().equals(path.text()))
                            .findFirst();
                    file.ifPresent(parents::remove);
                    long revision = Math.max(keys.revision(), tree.revision());
                    return new Look(path, revision, parents, file, tree.entries());
                })
                .thenCompose(look -> look.isDirectory() || look.file().isPresent()
                        ? CompletableFuture.completedFuture(look)
                        : passable(look, 0));
    }

    /** Whether the files on the way are directories all the same, for others have put keys below them. */
    private CompletableFuture<Look> passable(Look look, int from) {
        if (from == look.parents().size()) return CompletableFuture.completedFuture(look);
        KeyPath parent = KeyPath.ofKey(look.parents().get(from).key());
        return onLoop(store.read(parent.directory())).thenCompose(below -> {
            if (below.entries().isEmpty()) throw new KeysError(KeysError.Code.NOT_DIR, parent.text(), look.revision());
            return passable(look, from + 1);
        });
    }

    /** The revision of the store, and nothing else. */
    CompletableFuture<Snapshot> now() {
        return onLoop(store.find(List.of("/"))).thenApply(now -> {
            cluster = now.cluster();
            return now;
        });
    }

    /** Which cluster answered last; empty while none has. */
    String cluster() {
        return cluster;
    }

    CompletableFuture<Outcome> commit(Change change) {
        return onLoop(store.commit(change));
    }

    /** Fails: nothing is there, and the first part of the way that is missing is named. */
    <T> CompletableFuture<T> missing(KeyPath path, long revision) {
        List<KeyPath> parents = path.parents();
        if (parents.isEmpty()) return notFound(path, revision);
        return onLoop(store.read(parents.get(0).directory())).thenCompose(top -> {
            for (KeyPath parent : parents)
                if (top.entries().stream().noneMatch(entry -> entry.key().startsWith(parent.directory())))
                    return notFound(parent, revision);
            return notFound(path, revision);
        });
    }

    Store.Watch watch(Snapshot since, Store.Watcher watcher) {
        return store.watch("/", since, watcher);
    }

    private static <T> CompletableFuture<T> notFound(KeyPath path, long revision) {
        return CompletableFuture.failedFuture(new KeysError(KeysError.Code.KEY_NOT_FOUND, path.toString(), revision));
    }

    private <T> CompletableFuture<T> onLoop(CompletableFuture<T> answer) {
        return answer.whenCompleteAsync((value, failure) -> {}, loop);
    }
}
