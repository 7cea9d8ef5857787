package io.hecd.runtime;

import io.hecd.http.Limits;
import io.hecd.net.Transport;
import io.hecd.proxy.Occupancy;
import io.hecd.proxy.Worker;
import io.hecd.proxy.phase.Lifecycle;
import io.hecd.time.Clock;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops that carry traffic, and their workers. */
final class Workers {
    private final EventLoopGroup group;
    private final Transport transport;
    private final List<Worker> all = new ArrayList<>();

    Workers(int count, Transport transport, Clock clock, Occupancy occupancy, Limits limits) {
        this.transport = transport;
        AtomicInteger numbers = new AtomicInteger();
        this.group = transport.loops(count, task -> {
            // Netty recycles its objects and keeps its allocator's caches for threads of this class only.
            Thread thread = new FastThreadLocalThread(task, "hecd-worker-" + numbers.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < count; i++) {
            EventLoop loop = group.next();
            all.add(new Worker(i, loop, transport, clock, occupancy, limits, Lifecycle.HTTP, Lifecycle.TCP));
        }
        for (Worker worker : all) worker.peers(all);
    }

    int count() {
        return all.size();
    }

    List<Worker> all() {
        return List.copyOf(all);
    }

    Transport transport() {
        return transport;
    }

    /** Ends every connection; returns when that is done. */
    void abort() {
        for (Worker worker : all) worker.loop().submit(worker::abortAll).syncUninterruptibly();
    }

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
