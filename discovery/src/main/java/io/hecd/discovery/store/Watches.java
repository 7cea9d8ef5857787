package io.hecd.discovery.store;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who watches an {@link EmbeddedStore}, and what they can still be told. Confined to the store's thread. */
final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final History history;
    private final String cluster;
    private final List<Running> running = new ArrayList<>();

    Watches(int limit, String cluster, long revision) {
        this.cluster = cluster;
        history = new History(limit);
        history.restart(revision);
    }

    /** Begins with what happened since. */
    void add(Running watch, long revision) {
        if (watch.told > revision || !watch.cluster.isEmpty() && !watch.cluster.equals(cluster)) {
            watch.broken(new StoreException(
                    StoreException.Reason.RESTARTED,
                    "revision " + watch.told + " is of another history; this one is at " + revision));
            return;
        }
        if (!history.covers(watch.told)) {
            watch.broken(new StoreException(
                    StoreException.Reason.COMPACTED,
                    "what happened after revision " + watch.told + " is forgotten; known from "
                            + (history.floor() + 1)));
            return;
        }
        for (History.Step step : history.after(watch.told)) watch.happened(step);
        watch.progressed(revision);
        running.add(watch);
    }

    void happened(List<History.Step> steps) {
        running.removeIf(watch -> watch.ended);
        for (History.Step step : steps) {
            history.add(step);
            for (Running watch : running) watch.happened(step);
        }
    }

    void progressed(long revision) {
        running.removeIf(watch -> watch.ended);
        for (Running watch : running) watch.progressed(revision);
    }

    void broken(StoreException why) {
        for (Running watch : running) watch.broken(why);
        running.clear();
    }

    /** A watch; closed from any thread. */
    static final class Running implements Store.Watch {
        private final String prefix;
        /** Empty if the caller does not know. */
        private final String cluster;

        private final Store.Watcher watcher;
        private long told;
        private volatile boolean ended;

        Running(String prefix, String cluster, long after, Store.Watcher watcher) {
            this.prefix = prefix;
            this.cluster = cluster;
            this.told = after;
            this.watcher = watcher;
        }

        private void happened(History.Step step) {
            if (step.revision() <= told) return;
            List<Event> events = new ArrayList<>();
            for (Event event : step.events()) if (event.entry().key().startsWith(prefix)) events.add(event);
            if (events.isEmpty()) return;
            told = step.revision();
            tell(() -> watcher.changed(step.revision(), List.copyOf(events)));
        }

        private void progressed(long revision) {
            tell(() -> watcher.progressed(revision));
        }

        void broken(StoreException why) {
            tell(() -> watcher.broken(why));
            ended = true;
        }

        private void tell(Runnable what) {
            if (ended) return;
            try {
                what.run();
            } catch (RuntimeException e) {
                LOG.error("a watcher of {} failed: {}", prefix, e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
