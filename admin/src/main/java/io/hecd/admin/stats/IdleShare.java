package io.hecd.admin.stats;

import io.hecd.proxy.Worker;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * The share of time that the workers have been waiting, in percent (`Idle_pct`), from the processor time of their threads over
 * the last second or since it was last asked. Any thread.
 */
final class IdleShare {
    private static final long LEAST_NANOS = 1_000_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long askedAtNanos;
    private long busyBefore;
    private int percent = 100;

    synchronized int percent(List<Worker> workers, long nowNanos) {
        if (nowNanos - askedAtNanos < LEAST_NANOS) return percent;
        long busy = 0;
        for (Worker worker : workers)
            if (worker.loop() instanceof SingleThreadEventExecutor loop)
                busy += Math.max(
                        0, threads.getThreadCpuTime(loop.threadProperties().id()));
        long whole = (nowNanos - askedAtNanos) * workers.size();
        percent = (int) Math.max(0, Math.min(100, 100 - 100 * (busy - busyBefore) / Math.max(1, whole)));
        askedAtNanos = nowNanos;
        busyBefore = busy;
        return percent;
    }
}
