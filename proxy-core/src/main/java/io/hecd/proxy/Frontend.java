package io.hecd.proxy;

import io.hecd.stats.Counters;
import io.hecd.stats.Rate;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A frontend while hecd runs: its connections and counters, which outlive reloads, and the plan that is in force. The
 * control thread changes the plan; sessions read it when a connection or a request begins.
 */
public final class Frontend {
    private final String name;
    private final Counters counters;
    private final Rate connectionRate;
    private final Rate sessionRate;
    private final Rate requestRate;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile FrontendPlan plan;
    private volatile int maxconn;
    private volatile State state = State.OPEN;
    private volatile boolean gone;

    /** Whether it listens (management 9.3, disable frontend, shutdown frontend). */
    public enum State {
        OPEN,
        /** An operator stopped it for a while. */
        PAUSED,
        /** An operator stopped it for good: until a reload. */
        STOPPED
    }

    public Frontend(FrontendPlan plan, int workers) {
        this.name = plan.name;
        this.plan = plan;
        this.maxconn = plan.maxconn;
        this.counters = new Counters(workers, FrontendCounter.values().length);
        this.connectionRate = new Rate(workers);
        this.sessionRate = new Rate(workers);
        this.requestRate = new Rate(workers);
    }

    public String name() {
        return name;
    }

    public FrontendPlan plan() {
        return plan;
    }

    /** Control thread: what new connections and new requests follow from now on. */
    public void follow(FrontendPlan plan) {
        this.plan = plan;
        this.maxconn = plan.maxconn;
        if (state == State.STOPPED) state = State.OPEN;
    }

    /** Connections it may have at once, over all workers; 0: no limit. */
    public int maxconn() {
        return maxconn;
    }

    /** Control thread: until the next reload. */
    public void maxconn(int maxconn) {
        this.maxconn = maxconn;
    }

    public State state() {
        return state;
    }

    /** Control thread. */
    public void state(State state) {
        this.state = state;
    }

    /** Control thread: it has left the configuration. */
    public void retire() {
        gone = true;
    }

    /** Its connections end with their next answer. */
    public boolean isGone() {
        return gone;
    }

    public Counters counters() {
        return counters;
    }

    public Rate connectionRate() {
        return connectionRate;
    }

    public Rate sessionRate() {
        return sessionRate;
    }

    public Rate requestRate() {
        return requestRate;
    }

    /** Connections now, over all workers. */
    public AtomicInteger connections() {
        return connections;
    }
}
