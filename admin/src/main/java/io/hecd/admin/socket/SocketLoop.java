package io.hecd.admin.socket;

import io.hecd.net.Transport;
import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread of all runtime sockets, with its timers: operators are answered whatever the workers have to do. */
final class SocketLoop {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Transport transport;
    private final Clock clock;
    private final Timers timers;
    private @Nullable ScheduledFuture<?> alarm;

    SocketLoop(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
        this.group = transport.loops(1, task -> {
            Thread thread = new Thread(task, "hecd-socket");
            thread.setDaemon(true);
            return thread;
        });
        this.loop = group.next();
        this.timers = new Timers(clock, this::wakeAt);
    }

    EventLoop loop() {
        return loop;
    }

    Transport transport() {
        return transport;
    }

    /** On the loop only. */
    Timers timers() {
        return timers;
    }

    private void wakeAt(long deadlineMillis) {
        ScheduledFuture<?> before = alarm;
        if (before != null) before.cancel(false);
        alarm = loop.schedule(this::runTimers, Math.max(1, deadlineMillis - clock.millis()), TimeUnit.MILLISECONDS);
    }

    private void runTimers() {
        alarm = null;
        timers.run();
    }

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
