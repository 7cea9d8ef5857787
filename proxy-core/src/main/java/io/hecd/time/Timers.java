package io.hecd.time;

import java.util.Arrays;

/**
 * The deadlines of one thread: a binary heap of {@link Timer}s with lazy postponement. Moving a deadline later, or
 * cancelling it, is one field write; the heap learns of it when the old deadline comes up. Confined to its thread.
 */
public final class Timers {
    /** Makes the owning thread call {@link #run} at or soon after `deadlineMillis`; called when the next deadline gets earlier. */
    public interface Wakeup {
        void at(long deadlineMillis);
    }

    private final Clock clock;
    private final Wakeup wakeup;
    private Timer[] heap = new Timer[64];
    private int size;
    private long wakeupAt = Long.MAX_VALUE;

    public Timers(Clock clock, Wakeup wakeup) {
        this.clock = clock;
        this.wakeup = wakeup;
    }

    /** Arms `timer` to expire `delayMillis` from now (0 or more). An armed timer is moved. */
    public void in(Timer timer, long delayMillis) {
        at(timer, clock.millis() + delayMillis);
    }

    /** Arms `timer` for a moment of {@link Clock#millis}. */
    public void at(Timer timer, long deadlineMillis) {
        timer.deadline = deadlineMillis;
        if (timer.at == Timer.OUT) {
            push(timer);
        } else if (deadlineMillis < timer.queued) {
            timer.queued = deadlineMillis;
            up(timer.at);
        } else {
            return;
        }
        wakeEarlier();
    }

    public void cancel(Timer timer) {
        timer.deadline = Long.MAX_VALUE;
    }

    /** Takes `timer` out of the heap for good, so that its owner can be collected. */
    public void forget(Timer timer) {
        timer.deadline = Long.MAX_VALUE;
        if (timer.at != Timer.OUT) removeAt(timer.at);
    }

    /** The earliest moment at which {@link #run} may have something to do; Long.MAX_VALUE when there is none. */
    public long next() {
        return size == 0 ? Long.MAX_VALUE : heap[0].queued;
    }

    /** Fires everything that is due, then asks for the next wake-up. */
    public void run() {
        wakeupAt = Long.MAX_VALUE;
        try {
            fire(clock.millis());
        } finally {
            // One that fails must not stop the others for good.
            wakeEarlier();
        }
    }

    private void fire(long now) {
        while (size > 0 && heap[0].queued <= now) {
            Timer timer = heap[0];
            if (timer.deadline <= now) {
                removeAt(0);
                timer.deadline = Long.MAX_VALUE;
                timer.expired();
            } else if (timer.deadline == Long.MAX_VALUE) {
                removeAt(0);
            } else {
                timer.queued = timer.deadline;
                down(0);
            }
        }
    }

    public int size() {
        return size;
    }

    private void wakeEarlier() {
        if (size > 0 && heap[0].queued < wakeupAt) {
            wakeupAt = heap[0].queued;
            wakeup.at(wakeupAt);
        }
    }

    private void push(Timer timer) {
        if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
        timer.queued = timer.deadline;
        heap[size] = timer;
        timer.at = size;
        up(size++);
    }

    private void removeAt(int at) {
        Timer removed = heap[at];
        removed.at = Timer.OUT;
        Timer last = heap[--size];
        heap[size] = null;
        if (last == removed) return;
        heap[at] = last;
        last.at = at;
        down(at);
        up(last.at);
    }

    private void up(int at) {
        Timer timer = heap[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent].queued <= timer.queued) break;
            heap[at] = heap[parent];
            heap[at].at = at;
            at = parent;
        }
        heap[at] = timer;
        timer.at = at;
    }

    private void down(int at) {
        Timer timer = heap[at];
        for (int child; (child = 2 * at + 1) < size; ) {
            if (child + 1 < size && heap[child + 1].queued < heap[child].queued) child++;
            if (heap[child].queued >= timer.queued) break;
            heap[at] = heap[child];
            heap[at].at = at;
            at = child;
        }
        heap[at] = timer;
        timer.at = at;
    }
}
