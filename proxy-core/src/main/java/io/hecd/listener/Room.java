package io.hecd.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections one listener may have inside: `maxconn` of its bind line (manual 5.1), over all workers. It is asked
 * besides the {@link Gate} of the frontend, and survives reloads with its listener. Any thread.
 */
final class Room {
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Accepting> doors = new CopyOnWriteArrayList<>();
    private volatile int limit;

    /** @param limit 0 for none */
    Room(int limit) {
        this.limit = limit;
    }

    void add(Accepting door) {
        doors.add(door);
    }

    void remove(Accepting door) {
        doors.remove(door);
    }

    void limit(int limit) {
        this.limit = limit;
        reopen();
    }

    boolean isFull() {
        int most = limit;
        return most > 0 && inside.get() >= most;
    }

    int inside() {
        return inside.get();
    }

    int limit() {
        return limit;
    }

    void entered() {
        inside.incrementAndGet();
    }

    void left() {
        inside.decrementAndGet();
        if (limit > 0) reopen();
    }

    private void reopen() {
        for (Accepting door : doors) door.resumeIfPaused();
    }
}
