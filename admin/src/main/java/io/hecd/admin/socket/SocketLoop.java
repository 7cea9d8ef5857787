package io.hecd.admin.socket;

import io.hecd.net.LoopTimers;
import io.hecd.net.Transport;
import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** The one thread of all runtime sockets, with its timers: operators are answered whatever the workers have to do. */
final class SocketLoop {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Transport transport;
    private final Timers timers;

    SocketLoop(Transport transport, Clock clock) {
        this.transport = transport;
        this.group = transport.loop("hecd-socket");
        this.loop = group.next();
        this.timers = LoopTimers.on(loop, clock);
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

    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
