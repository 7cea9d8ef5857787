package io.hecd.time;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What do a timeout's usual movements cost among so many others? */
@State(Scope.Thread)
public class TimersBenchmark {
    @Param({"64", "10000"})
    public int armed;

    private final Clock clock = Clock.system();
    private final Timers timers = new Timers(clock, deadline -> {});
    private Deadline[] all = {};
    private int next;

    /** Never expires within a run. */
    private static final class Deadline extends Timer {
        @Override
        protected void expired() {
            throw new IllegalStateException("not meant to expire");
        }
    }

    @Setup
    public void prepare() {
        all = new Deadline[armed];
        for (int i = 0; i < armed; i++) timers.in(all[i] = new Deadline(), 1_000_000 + i);
    }

    private Deadline turn() {
        if (++next == all.length) next = 0;
        return all[next];
    }

    /** Traffic on a connection: its deadline moves on. */
    @Benchmark
    public void postpone() {
        timers.in(turn(), 2_000_000);
    }

    /** A request's own timeout: armed when it goes out, cancelled when the answer is there. */
    @Benchmark
    public void armAndCancel() {
        Deadline timer = turn();
        timers.in(timer, 2_000_000);
        timers.cancel(timer);
    }

    /** The same for an object that ends with its request. */
    @Benchmark
    public void armAndForget() {
        Deadline timer = turn();
        timers.in(timer, 2_000_000);
        timers.forget(timer);
    }
}
