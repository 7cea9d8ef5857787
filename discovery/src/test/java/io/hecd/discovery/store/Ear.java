package io.hecd.discovery.store;

import java.util.ArrayList;
import java.util.List;

/** What a watcher heard: `key=value` or `-key` for each event, the threads it came on, and how it ended. */
final class Ear implements Store.Watcher {
    private final List<String> lines = new ArrayList<>();
    private final List<StoreException> ends = new ArrayList<>();
    private final List<String> threads = new ArrayList<>();
    private int signs;

    @Override
    public synchronized void changed(long revision, List<Event> events) {
        threads.add(Thread.currentThread().getName());
        for (Event event : events)
            lines.add(
                    event.kind() == Event.Kind.PUT
                            ? event.entry().key() + "=" + event.entry().value()
                            : "-" + event.entry().key());
    }

    @Override
    public synchronized void progressed(long revision) {
        signs++;
    }

    @Override
    public synchronized void broken(StoreException why) {
        ends.add(why);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<String> threads() {
        return List.copyOf(threads);
    }

    /** Why the watch ended; empty while it runs. */
    synchronized List<StoreException.Reason> ends() {
        return ends.stream().map(StoreException::reason).toList();
    }

    synchronized String message() {
        return ends.isEmpty() ? "" : String.valueOf(ends.get(0).getMessage());
    }

    /** How often etcd said that it is there. */
    synchronized int signs() {
        return signs;
    }
}
