package io.hecd.backend;

import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one worker that wait for a slot in one backend, first come first served, whether for one server or for
 * any (manual 4.2 maxconn, 5.2 maxqueue). Confined to its worker; {@link Backend#queued} counts over all workers so that
 * whoever gives a slot back knows that somebody, somewhere, waits.
 */
public final class Queue {
    private final Backend backend;
    private @Nullable Waiting first;
    private @Nullable Waiting last;
    private int size;

    public Queue(Backend backend) {
        this.backend = backend;
    }

    public int size() {
        return size;
    }

    public void add(Waiting waiting, @Nullable Server only) {
        assert waiting.queue == null : "queued twice";
        waiting.queue = this;
        waiting.only = only;
        waiting.before = last;
        waiting.after = null;
        if (last != null) last.after = waiting;
        last = waiting;
        if (first == null) first = waiting;
        size++;
        backend.queued().incrementAndGet();
        if (only != null) only.queued().incrementAndGet();
    }

    public void remove(Waiting waiting) {
        if (waiting.queue != this) return;
        if (waiting.before != null) waiting.before.after = waiting.after;
        else first = waiting.after;
        if (waiting.after != null) waiting.after.before = waiting.before;
        else last = waiting.before;
        waiting.before = waiting.after = null;
        waiting.queue = null;
        if (waiting.only != null) waiting.only.queued().decrementAndGet();
        size--;
        backend.queued().decrementAndGet();
    }

    /** Gives free slots of `server` to those who wait for it or for any, in their order. True if it served somebody. */
    public boolean serve(Server server) {
        boolean served = false;
        for (Waiting waiting = first; waiting != null; ) {
            Waiting next = waiting.after;
            if (waiting.only == null || waiting.only == server) {
                if (!server.isUsable() || !server.enter()) return served;
                remove(waiting);
                waiting.granted(server);
                served = true;
                // What was granted may have changed the queue; begin again at its head.
                next = first;
            }
            waiting = next;
        }
        return served;
    }

    /** Those who wait for a server that cannot be used any more wait for any from now on. */
    public void release(Server server) {
        for (Waiting waiting = first; waiting != null; waiting = waiting.after) {
            if (waiting.only == server) {
                waiting.only = null;
                server.queued().decrementAndGet();
            }
        }
    }

    /** No server is left: nobody has anything to wait for. */
    public void abandon() {
        for (Waiting waiting = first; waiting != null; waiting = first) {
            remove(waiting);
            waiting.abandoned();
        }
    }
}
