package io.hecd.discovery.store;

import io.hecd.time.Clock;
import io.hecd.time.Timer;
import io.hecd.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All keys of an {@link EmbeddedStore}, in memory: conditions, revisions, times to live. What changes is also noted, until
 * {@link #flushed}, for the file and for watchers. Confined to the store's thread.
 */
final class KeyTable {
    /** Of a store that was never written to, as in etcd. */
    static final long FIRST_REVISION = 1;

    /** A key that is there, and the timer of its end. */
    private final class Held extends Timer {
        final long ttlMillis;
        Entry entry;
        /** Who prolongs its life; it is told when it can no more. */
        @Nullable
        EmbeddedKept keeper;

        Held(Entry entry, long ttlMillis) {
            this.entry = entry;
            this.ttlMillis = ttlMillis;
        }

        @Override
        protected void expired() {
            if (keeper == null) expire(entry.key());
            else prolong();
        }

        private void prolong() {
            entry = new Entry(
                    entry.key(), entry.value(), entry.created(), entry.modified(), clock.wallMillis() + ttlMillis);
            timers.in(this, ttlMillis);
        }
    }

    private final Clock clock;
    private final Timers timers;
    private final Limits limits;
    private final TreeMap<String, Held> keys = new TreeMap<>(KeyOrder.BYTES);
    private final List<History.Step> steps = new ArrayList<>();
    private final TreeSet<String> touched = new TreeSet<>(KeyOrder.BYTES);
    private long revision = FIRST_REVISION;
    private long bytes;

    KeyTable(Clock clock, Timers timers, Limits limits) {
        this.clock = clock;
        this.timers = timers;
        this.limits = limits;
    }

    /** Forgets everything, to be filled again with {@link #restore}. */
    void clear(long revision) {
        letGo(new StoreException(StoreException.Reason.UNREACHABLE, "the store was read again from the disk"));
        keys.values().forEach(timers::forget);
        keys.clear();
        flushed();
        bytes = 0;
        this.revision = revision;
    }

    /** A key as the file has it. Its time starts anew: while we were away nobody could refresh it (etcd does the same). */
    void restore(Entry entry, long ttlMillis) {
        hold(entry.key(), entry.value(), entry.created(), entry.modified(), ttlMillis);
    }

    /** Prolongs the life of a key that was just written, until it is written again or deleted. */
    void keep(String key, EmbeddedKept keeper) {
        Held held = keys.get(key);
        if (held != null) held.keeper = keeper;
    }

    /** Keeps no key any more: each ends with its time. */
    void letGo(StoreException why) {
        for (Held held : keys.values()) {
            EmbeddedKept keeper = held.keeper;
            held.keeper = null;
            if (keeper != null) keeper.lost(why);
        }
    }

    long revision() {
        return revision;
    }

    List<Entry> below(String prefix) {
        List<Entry> found = new ArrayList<>();
        for (Held held : keys.tailMap(prefix, true).values()) {
            if (!held.entry.key().startsWith(prefix)) break;
            found.add(held.entry);
        }
        return found;
    }

    List<Entry> exactly(List<String> wanted) {
        List<Entry> found = new ArrayList<>();
        for (String key : wanted) find(key).ifPresent(found::add);
        return found;
    }

    Outcome apply(Change change) {
        limits.check(change);
        Optional<Entry> before = find(change.key());
        if (!holds(change.condition(), before)) return new Outcome(false, revision, before, before);
        return switch (change.kind()) {
            case PUT -> put(change, before);
            case DELETE -> remove(before.map(List::of).orElse(List.of()), Event.Kind.DELETE, before);
            case DELETE_TREE -> remove(below(change.key()), Event.Kind.DELETE, Optional.empty());
        };
    }

    /** What happened since the last {@link #flushed}. */
    List<History.Step> steps() {
        return steps;
    }

    void flushed() {
        steps.clear();
        touched.clear();
    }

    /** Tells of each key that was changed since the last {@link #flushed}, as it is now. */
    void changed(KeySink sink) {
        for (String key : touched) {
            Held held = keys.get(key);
            if (held == null) sink.gone(key);
            else sink.there(held.entry, held.ttlMillis);
        }
    }

    /** Who writes down what {@link #changed}. */
    interface KeySink {
        void there(Entry entry, long ttlMillis);

        void gone(String key);
    }

    private Outcome put(Change change, Optional<Entry> before) {
        long more = Limits.bytes(change.key()) + Limits.bytes(change.value());
        long less = before.map(KeyTable::size).orElse(0L);
        if (more > less && bytes + more - less > limits.totalBytes())
            throw new StoreException(
                    StoreException.Reason.FULL, "the store is full: it takes " + limits.totalBytes() + " bytes");
        revision++;
        Entry after = hold(
                change.key(),
                change.value(),
                before.map(Entry::created).orElse(revision),
                revision,
                change.ttlMillis());
        note(List.of(new Event(Event.Kind.PUT, after, before)));
        return new Outcome(true, revision, before, Optional.of(after));
    }

    private Outcome remove(List<Entry> doomed, Event.Kind kind, Optional<Entry> before) {
        if (doomed.isEmpty()) return new Outcome(false, revision, Optional.empty(), Optional.empty());
        revision++;
        List<Event> events = new ArrayList<>(doomed.size());
        for (Entry entry : doomed) {
            drop(entry.key());
            Entry last = new Entry(entry.key(), entry.value(), entry.created(), revision, entry.expiresAtMillis());
            events.add(new Event(kind, last, Optional.of(entry)));
        }
        note(List.copyOf(events));
        return new Outcome(true, revision, before, Optional.empty());
    }

    /** The time of a directory's marker is the time of all below it. */
    private void expire(String key) {
        boolean directory = key.endsWith("/");
        remove(directory ? below(key) : find(key).map(List::of).orElse(List.of()), Event.Kind.EXPIRE, Optional.empty());
    }

    private void note(List<Event> events) {
        steps.add(new History.Step(revision, events));
        for (Event event : events) touched.add(event.entry().key());
    }

    private Entry hold(String key, String value, long created, long modified, long ttlMillis) {
        long expiresAt = ttlMillis == 0 ? 0 : clock.wallMillis() + ttlMillis;
        Entry entry = new Entry(key, value, created, modified, expiresAt);
        drop(key);
        Held held = new Held(entry, ttlMillis);
        keys.put(key, held);
        bytes += size(entry);
        if (ttlMillis != 0) timers.in(held, ttlMillis);
        return entry;
    }

    private void drop(String key) {
        Held old = keys.remove(key);
        if (old == null) return;
        timers.forget(old);
        bytes -= size(old.entry);
        if (old.keeper != null)
            old.keeper.lost(new StoreException(
                    StoreException.Reason.REFUSED, key + " was deleted or written by somebody else"));
    }

    private Optional<Entry> find(String key) {
        @Nullable Held held = keys.get(key);
        return held == null ? Optional.empty() : Optional.of(held.entry);
    }

    private static boolean holds(Change.Condition condition, Optional<Entry> now) {
        return switch (condition.test()) {
            case NONE -> true;
            case EXISTS -> now.isPresent();
            case ABSENT -> now.isEmpty();
            case VALUE -> now.isPresent() && now.get().value().equals(condition.value());
            case MODIFIED -> now.isPresent() && now.get().modified() == condition.revision();
            case VALUE_AND_MODIFIED ->
                now.isPresent()
                        && now.get().value().equals(condition.value())
                        && now.get().modified() == condition.revision();
        };
    }

    private static long size(Entry entry) {
        return Limits.bytes(entry.key()) + Limits.bytes(entry.value());
    }
}
