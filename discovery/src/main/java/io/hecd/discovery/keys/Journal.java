package io.hecd.discovery.keys;

import io.hecd.discovery.store.Event;
import io.hecd.discovery.store.Snapshot;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.time.Clock;
import io.hecd.time.Timer;
import io.hecd.time.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened lately, and who waits for what will. It watches the whole store. A store says only that a key was written;
 * what it was that a client asked for (`create`, `compareAndSwap`, a refresh) is known of the changes that came through this
 * API: while one is under way, what the store tells of its key is held back. Confined to the loop.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** As many as etcd's v2 API keeps. */
    static final int LENGTH = 1000;

    /** Or as much text: values may be long. */
    private static final long MAX_LETTERS = 16L << 20;

    private static final long AGAIN_MILLIS = 1000;

    /** Somebody who waits. */
    interface Waiter {
        /** @return whether it wants more */
        boolean tell(Fact fact);

        /** Something may have been missed. */
        void cleared();
    }

    private record Waiting(KeyPath path, boolean recursive, long since, Waiter waiter) {}

    private record Step(long revision, List<Event> events) {}

    private final KeySpace space;
    private final Executor loop;
    private final Timers timers;
    private final Strangers strangers;
    private final ArrayDeque<Fact> facts = new ArrayDeque<>();
    private long letters;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private final ArrayDeque<Step> held = new ArrayDeque<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Map<Long, Fact> own = new HashMap<>();
    private Optional<Store.Watch> watch = Optional.empty();
    private String cluster = "";
    /** Everything after this revision is known. */
    private long floor;
    /** The store has told everything up to here. */
    private long told;
    /** And this much of it is not held back. */
    private long known;

    /** What lies behind is asked for; the store may have forgotten it. */
    private boolean reaching;
    /** What is known is of no use any more: the store has forgotten what followed. */
    private boolean cut;
    /** Or it lives another history now. */
    private boolean another;

    private boolean closed;

    private final Timer again = new Timer() {
        @Override
        protected void expired() {
            begin();
        }
    };

    Journal(KeySpace space, Executor loop, Timers timers, Clock clock) {
        this.space = space;
        this.loop = loop;
        this.timers = timers;
        strangers = new Strangers(clock);
    }

    /** Begins to watch, or goes on where it was. */
    void begin() {
        space.now().whenComplete((now, failure) -> {
            if (closed) return;
            if (failure != null) {
                timers.in(again, AGAIN_MILLIS);
                return;
            }
            another |= !cluster.isEmpty() && !cluster.equals(now.cluster()) || now.revision() < told;
            if (cut || another || cluster.isEmpty()) restart(now);
            Snapshot since = new Snapshot(now.cluster(), told, List.of());
            watch = Optional.of(space.watch(since, new Listener()));
        });
    }

    void close() {
        closed = true;
        timers.forget(again);
        watch.ifPresent(Store.Watch::close);
        clearWaiters(all -> true);
    }

    int waiters() {
        return waiting.size();
    }

    /** A change of `key` is about to be asked for. */
    void expect(String key) {
        underWay.merge(key, 1, Integer::sum);
    }

    /** It was made, and this is what it was; or it was not. */
    void settled(String key, Optional<Fact> fact) {
        underWay.merge(key, -1, (now, less) -> now + less == 0 ? null : now + less);
        // While the store tells nothing they would gather.
        if (own.size() >= LENGTH) own.clear();
        fact.filter(made -> made.revision() > known).ifPresent(made -> own.put(made.revision(), made));
        drain();
    }

    /** @throws KeysError if what happened since `index` is not known any more */
    void check(long index, long revision) {
        if (index != 0 && index <= floor)
            throw new KeysError(
                    KeysError.Code.INDEX_CLEARED,
                    "the requested history has been cleared [" + (floor + 1) + "/" + index + "]",
                    revision);
    }

    /** Tells of what happened from revision `since` on, now or later, until what it answers is run. */
    Runnable await(KeyPath path, boolean recursive, long since, Waiter waiter) {
        for (Fact fact : facts)
            if (fact.revision() >= since && fact.concerns(path, recursive) && !waiter.tell(fact)) return () -> {};
        Waiting one = new Waiting(path, recursive, since, waiter);
        waiting.add(one);
        return () -> waiting.remove(one);
    }

    /** Begins with what the store still knows of the past, if it does. */
    private void restart(Snapshot now) {
        reaching = !reaching;
        cluster = now.cluster();
        facts.clear();
        letters = 0;
        held.clear();
        own.clear();
        told = reaching ? Math.max(0, now.revision() - LENGTH) : now.revision();
        known = told;
        floor = told;
        clearWaiters(one -> another || one.since() <= floor);
        cut = false;
        another = false;
    }

    private void clearWaiters(Predicate<Waiting> missed) {
        for (Waiting one : List.copyOf(waiting)) {
            if (!missed.test(one)) continue;
            waiting.remove(one);
            one.waiter().cleared();
        }
    }

    private void drain() {
        for (Step step; (step = held.peek()) != null; held.remove()) {
            Fact ours = own.remove(step.revision());
            if (ours == null
                    && step.events().stream()
                            .anyMatch(event -> isUnderWay(event.entry().key()))) return;
            known = step.revision();
            if (ours == null) strangers.facts(step.revision(), step.events()).forEach(this::happened);
            else happened(ours.gone(goneWith(ours, step)));
        }
    }

    private static List<String> goneWith(Fact ours, Step step) {
        if (!ours.node().dir()) return List.of();
        return step.events().stream()
                .filter(event -> event.kind() != Event.Kind.PUT)
                .map(event -> event.entry().key())
                .toList();
    }

    private boolean isUnderWay(String key) {
        for (String one : underWay.keySet())
            if (key.equals(one) || one.endsWith("/") && key.startsWith(one)) return true;
        return false;
    }

    private void happened(Fact fact) {
        facts.add(fact);
        letters += fact.letters();
        while (facts.size() > LENGTH || letters > MAX_LETTERS && facts.size() > 1) {
            Fact dropped = facts.remove();
            letters -= dropped.letters();
            floor = dropped.revision();
        }
        for (Waiting one : new ArrayList<>(waiting))
            if (fact.revision() >= one.since()
                    && fact.concerns(one.path(), one.recursive())
                    && !one.waiter().tell(fact)) waiting.remove(one);
    }

    /** Brings what the store tells to the loop. */
    private final class Listener implements Store.Watcher {
        @Override
        public void changed(long revision, List<Event> events) {
            loop.execute(() -> {
                if (closed) return;
                reaching = false;
                told = Math.max(told, revision);
                held.add(new Step(revision, events));
                drain();
            });
        }

        @Override
        public void progressed(long revision) {
            loop.execute(() -> reaching = false);
        }

        @Override
        public void broken(StoreException why) {
            loop.execute(() -> {
                if (closed) return;
                cut = why.reason() == StoreException.Reason.COMPACTED;
                another = why.reason() == StoreException.Reason.RESTARTED;
                // Where history is cut it goes on at once, which is everyday at a start.
                if (!cut) LOG.info("the keys API does not hear of changes for a moment: {}", why.getMessage());
                timers.in(again, cut || another ? 0 : AGAIN_MILLIS);
            });
        }
    }
}
