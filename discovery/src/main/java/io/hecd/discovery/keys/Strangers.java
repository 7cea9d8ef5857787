package io.hecd.discovery.keys;

import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Event;
import io.hecd.time.Clock;
import java.util.List;
import java.util.Optional;

/** What others did to the store, put into the words of the v2 API: they may have done several things at one revision. */
final class Strangers {
    /** How much earlier than an estimate a key may go away and still have expired. */
    private static final long ESTIMATE_MILLIS = 1000;

    private final Clock clock;

    Strangers(Clock clock) {
        this.clock = clock;
    }

    List<Fact> facts(long revision, List<Event> events) {
        boolean allGone = events.size() > 1 && events.stream().allMatch(event -> event.kind() != Event.Kind.PUT);
        return allGone
                ? List.of(directory(revision, events))
                : events.stream().map(event -> fact(revision, event)).toList();
    }

    private Fact fact(long revision, Event event) {
        Node now = Node.of(event.entry());
        boolean put = event.kind() == Event.Kind.PUT;
        return new Fact(
                revision,
                put ? "set" : word(event),
                put ? now : now.gone(revision),
                event.before().map(Node::of),
                List.of(event.entry().key()),
                false);
    }

    /** Keys that went away together were a directory. */
    private Fact directory(long revision, List<Event> events) {
        String first = events.get(0).entry().key();
        String last = events.get(events.size() - 1).entry().key();
        int same = 0;
        while (same < Math.min(first.length(), last.length()) && first.charAt(same) == last.charAt(same)) same++;
        KeyPath path = new KeyPath(first.substring(0, Math.max(0, first.lastIndexOf('/', same - 1))));
        Node before = Tree.of(
                        path,
                        events.stream()
                                .flatMap(event -> event.before().stream())
                                .toList())
                .node();
        return new Fact(
                revision,
                word(events.get(0)),
                before.gone(revision),
                Optional.of(before),
                events.stream().map(event -> event.entry().key()).toList(),
                false);
    }

    /** etcd calls every end of a key a deletion; one that comes when its time is up is an expiry. */
    private String word(Event event) {
        long ends = event.before().map(Entry::expiresAtMillis).orElse(0L);
        boolean expired = event.kind() == Event.Kind.EXPIRE || ends != 0 && ends - ESTIMATE_MILLIS < clock.wallMillis();
        return expired ? "expire" : "delete";
    }
}
