package io.hecd.discovery.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a watcher heard, as lines: `+1 PUT a`, the revision relative to the first one heard, the key below its first part. */
class Heard implements Store.Watcher {
    private final List<String> lines = new ArrayList<>();
    private final List<StoreException.Reason> ends = new ArrayList<>();
    private long first = -1;
    private long last;

    @Override
    public synchronized void changed(long revision, List<Event> events) {
        if (revision <= last) throw new AssertionError("revision " + revision + " after " + last);
        last = revision;
        if (first < 0) first = revision - 1;
        lines.add("+" + (revision - first) + " "
                + events.stream()
                        .map(event -> event.kind() + " "
                                + event.entry()
                                        .key()
                                        .substring(event.entry().key().indexOf('/', 1) + 1))
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public synchronized void progressed(long revision) {
        last = Math.max(last, revision);
    }

    @Override
    public synchronized void broken(StoreException why) {
        ends.add(why.reason());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<StoreException.Reason> ends() {
        return List.copyOf(ends);
    }
}
