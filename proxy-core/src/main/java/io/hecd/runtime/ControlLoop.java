package io.hecd.runtime;

import io.hecd.net.LoopTimers;
import io.hecd.net.Transport;
import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that changes things: reloads, states of servers, health checks, discovery. An event loop of its own with its
 * own timers, so that nothing it does is ever in the way of traffic.
 */
public final class ControlLoop {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Transport transport;
    private final Clock clock;
    private final Timers timers;

    ControlLoop(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
        this.group = transport.loop("hecd-control");
        this.loop = group.next();
        this.timers = LoopTimers.on(loop, clock);
    }

    public EventLoop loop() {
        return loop;
    }

    public Transport transport() {
        return transport;
    }

    public Clock clock() {
        return clock;
    }

    /** Control thread only. */
    public Timers timers() {
        return timers;
    }

    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs `task` on the control thread and waits for it. From any other thread. */
    public <T> T call(Callable<T> task) {
        try {
            if (isCurrent()) return task.call();
            return loop.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the control thread", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fires what is due. Control thread; a test with a fake clock calls it through {@link #call}. */
    public void runTimers() {
        timers.run();
    }

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
