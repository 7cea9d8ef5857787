package io.hecd.proxy;

import io.hecd.stats.Counters;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A frontend while hecd runs: its connections and counters, which outlive reloads, and the plan that is in force. The
 * control thread changes the plan; sessions read it when a connection or a request begins.
 */
public final class Frontend {
    private final String name;
    private final Counters counters;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile FrontendPlan plan;
    private volatile boolean gone;

    public Frontend(FrontendPlan plan, int workers) {
        this.name = plan.name;
        this.plan = plan;
        this.counters = new Counters(workers, FrontendCounter.values().length);
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

    /** Connections now, over all workers. */
    public AtomicInteger connections() {
        return connections;
    }
}
