package io.hecd.discovery.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The last revisions of an {@link EmbeddedStore}, for watchers that come late. Confined to the store's thread. */
final class History {
    /** What happened at one revision. */
    record Step(long revision, List<Event> events) {}

    /** Values of many big keys must not fill the memory a second time. */
    private static final long MAX_BYTES = 16L << 20;

    private final int limit;
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private long bytes;
    /** Everything after this revision is known. */
    private long floor;

    History(int limit) {
        this.limit = limit;
    }

    /** Nothing is known of what was before, unless there was nothing. */
    void restart(long revision) {
        steps.clear();
        bytes = 0;
        floor = revision == KeyTable.FIRST_REVISION ? 0 : revision;
    }

    void add(Step step) {
        steps.add(step);
        bytes += weight(step);
        while (steps.size() > limit || bytes > MAX_BYTES && steps.size() > 1) {
            Step dropped = steps.remove();
            bytes -= weight(dropped);
            floor = dropped.revision();
        }
    }

    long floor() {
        return floor;
    }

    boolean covers(long after) {
        return after >= floor;
    }

    List<Step> after(long revision) {
        List<Step> found = new ArrayList<>();
        for (Step step : steps) if (step.revision() > revision) found.add(step);
        return found;
    }

    private static long weight(Step step) {
        long weight = 0;
        for (Event event : step.events())
            weight += event.entry().key().length()
                    + event.entry().value().length()
                    + event.before().map(before -> before.value().length()).orElse(0);
        return weight;
    }
}
