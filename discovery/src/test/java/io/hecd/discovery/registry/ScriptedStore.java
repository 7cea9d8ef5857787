package io.hecd.discovery.registry;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Event;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A store that misbehaves when it is told to: does not answer, breaks watches, loses events, begins another history. */
public final class ScriptedStore implements Store {
    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<Watching> watches = new ArrayList<>();
    /** What a watch that begins in the past is told. */
    private final TreeMap<Long, List<Event>> history = new TreeMap<>();

    private String cluster = "c1";
    private long revision;
    private Optional<StoreException> readFailure = Optional.empty();
    private boolean mute;
    private int reads;

    private final class Watching implements Watch {
        final String prefix;
        final Watcher watcher;

        Watching(String prefix, Watcher watcher) {
            this.prefix = prefix;
            this.watcher = watcher;
        }

        void tell(long at, List<Event> events) {
            List<Event> heard = events.stream()
                    .filter(event -> event.entry().key().startsWith(prefix))
                    .toList();
            if (!heard.isEmpty()) watcher.changed(at, heard);
        }

        @Override
        public void close() {
            synchronized (ScriptedStore.this) {
                watches.remove(this);
            }
        }
    }

    public synchronized void put(String key, String value) {
        revision++;
        Entry before = entries.get(key);
        Entry entry = new Entry(key, value, before == null ? revision : before.created(), revision, 0);
        entries.put(key, entry);
        tell(List.of(new Event(Event.Kind.PUT, entry, Optional.ofNullable(before))));
    }

    /** All of them in one revision. */
    public synchronized void delete(String... keys) {
        revision++;
        List<Event> events = new ArrayList<>();
        for (String key : keys) {
            Entry before = entries.remove(key);
            if (before == null) continue;
            Entry gone = new Entry(key, before.value(), before.created(), revision, 0);
            events.add(new Event(Event.Kind.DELETE, gone, Optional.of(before)));
        }
        tell(events);
    }

    private void tell(List<Event> events) {
        if (mute) return;
        history.put(revision, events);
        for (Watching watching : List.copyOf(watches)) watching.tell(revision, events);
    }

    /** Reads fail like this from now on, and watches break. */
    public synchronized void fail(StoreException.Reason reason, String why) {
        readFailure = Optional.of(new StoreException(reason, why));
        breakWatches(reason, why);
    }

    public synchronized void recover() {
        readFailure = Optional.empty();
    }

    public synchronized void breakWatches(StoreException.Reason reason, String why) {
        List<Watching> broken = List.copyOf(watches);
        watches.clear();
        for (Watching watching : broken) watching.watcher.broken(new StoreException(reason, why));
    }

    /** Watches go on and are told nothing. */
    public synchronized void mute(boolean mute) {
        this.mute = mute;
    }

    /** Another history: a restored copy. */
    public synchronized void restore(String cluster, long revision) {
        this.cluster = cluster;
        this.revision = revision;
        history.clear();
    }

    public synchronized int watches() {
        return watches.size();
    }

    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized CompletableFuture<Snapshot> read(String prefix) {
        reads++;
        if (readFailure.isPresent()) return CompletableFuture.failedFuture(readFailure.get());
        List<Entry> found = entries.values().stream()
                .filter(entry -> entry.key().startsWith(prefix))
                .toList();
        return CompletableFuture.completedFuture(new Snapshot(cluster, revision, found));
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        throw new UnsupportedOperationException("a registry reads everything");
    }

    @Override
    public synchronized Watch watch(String prefix, long after, Watcher watcher) {
        Watching watching = new Watching(prefix, watcher);
        watches.add(watching);
        history.tailMap(after, false).forEach(watching::tell);
        return watching;
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        throw new UnsupportedOperationException("tests change it themselves");
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        CompletableFuture<Outcome> never = new CompletableFuture<>();
        return new Kept() {
            @Override
            public CompletableFuture<Outcome> written() {
                return never;
            }

            @Override
            public CompletableFuture<Void> withdraw() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public void close() {}
}
