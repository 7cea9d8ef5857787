package io.hecd.listener;

import io.hecd.proxy.Frontend;
import io.hecd.proxy.Occupancy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The door of a frontend: how many connections may be inside, by its own `maxconn` and that of the process. When it is full
 * nothing more is accepted; the kernel's backlog holds those who wait (manual 4.2 and 3.2, maxconn). Any thread.
 */
public final class Gate {
    private final Frontend frontend;
    private final Occupancy occupancy;
    private final SessionRate rate = new SessionRate();
    private final List<Accepting> doors = new CopyOnWriteArrayList<>();

    public Gate(Frontend frontend, Occupancy occupancy) {
        this.frontend = frontend;
        this.occupancy = occupancy;
    }

    Frontend frontend() {
        return frontend;
    }

    void add(Accepting door) {
        doors.add(door);
    }

    void remove(Accepting door) {
        doors.remove(door);
    }

    boolean isFull() {
        int limit = frontend.maxconn();
        return limit > 0 && frontend.connections().get() >= limit || occupancy.isFull();
    }

    /** Whether `rate-limit sessions` lets another one in now. */
    boolean isSlowEnough(long nowMillis) {
        return rate.allows(frontend.plan().sessionRate, nowMillis);
    }

    /** How long to wait when it does not. */
    long pauseMillis() {
        return SessionRate.pauseMillis(frontend.plan().sessionRate);
    }

    void entered(long nowMillis) {
        if (frontend.plan().sessionRate > 0) rate.began(nowMillis);
        frontend.connections().incrementAndGet();
        occupancy.connections().incrementAndGet();
    }

    void left() {
        frontend.connections().decrementAndGet();
        occupancy.connections().decrementAndGet();
    }

    /** Room has been made: those that paused accept again. */
    public void reopen() {
        for (Accepting door : doors) door.resumeIfPaused();
    }
}
