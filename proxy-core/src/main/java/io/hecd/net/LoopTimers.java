package io.hecd.net;

import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The alarm of an event loop for its {@link Timers}: one at a time, set anew when an earlier deadline comes. Confined to the loop. */
public final class LoopTimers {
    private final EventLoop loop;
    private final Clock clock;
    private final Timers timers;
    private final Runnable ring = this::ring;
    private @Nullable ScheduledFuture<?> alarm;

    private LoopTimers(EventLoop loop, Clock clock) {
        this.loop = loop;
        this.clock = clock;
        this.timers = new Timers(clock, this::wakeAt);
    }

    /** Timers that `loop` runs when they are due; a test with a fake clock runs them itself, on the loop. */
    public static Timers on(EventLoop loop, Clock clock) {
        return new LoopTimers(loop, clock).timers;
    }

    private void wakeAt(long deadlineMillis) {
        ScheduledFuture<?> before = alarm;
        if (before != null) before.cancel(false);
        alarm = loop.schedule(ring, Math.max(1, deadlineMillis - clock.millis()), TimeUnit.MILLISECONDS);
    }

    private void ring() {
        alarm = null;
        timers.run();
    }
}
