package io.hecd.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All gates of the process: a connection that ends anywhere may make room behind any of them. Any thread. */
public final class Gates {
    private final List<Gate> all = new CopyOnWriteArrayList<>();
    private volatile boolean anyPaused;

    public void add(Gate gate) {
        all.add(gate);
    }

    public void remove(Gate gate) {
        all.remove(gate);
    }

    void paused() {
        anyPaused = true;
    }

    /** One volatile read in the usual case that nobody is waiting outside. */
    void roomMade() {
        if (!anyPaused) return;
        boolean still = false;
        for (Gate gate : all) {
            if (gate.isFull()) still = true;
            else gate.reopen();
        }
        anyPaused = still;
    }

    /** A reload may have raised limits. */
    public void reopen() {
        anyPaused = true;
        roomMade();
    }
}
