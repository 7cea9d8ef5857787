package io.hecd.listener;

import io.hecd.proxy.Entrance;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Session;
import io.hecd.proxy.Worker;
import io.hecd.stats.Counters;
import io.hecd.time.Timer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listening socket: hands what it accepts to a worker, and stops accepting while its {@link Gate} or its {@link Room}
 * is full or the process is out of descriptors. Confined to its loop, but for {@link #open} and {@link #resumeIfPaused}.
 */
final class Accepting extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");
    /** How long nothing is accepted after the kernel refused (EMFILE and the like): accepting at once would only spin. */
    private static final long REFUSED_MILLIS = 100;
    /** How often that is told while it goes on. */
    private static final long TOLD_MILLIS = 60_000;

    private final Worker home;
    private final List<Worker> takers;
    private final Gates gates;
    private final Room room;
    private volatile Gate gate;
    private volatile Entrance entrance;
    private final ServerChannel channel;
    private int next;
    /** At first nobody is let in: what clients may ask for is still being put in its place. */
    private volatile boolean paused = true;

    private volatile boolean opened;
    private long toldAt = Long.MIN_VALUE;

    private final Timer retry = new Timer() {
        @Override
        protected void expired() {
            resume();
        }
    };

    /**
     * @param home whose loop the socket is on
     * @param takers the workers that share what it accepts; `home` alone when each has a socket of its own
     */
    Accepting(
            Worker home,
            List<Worker> takers,
            Gates gates,
            Gate gate,
            Room room,
            Entrance entrance,
            ServerChannel channel) {
        this.home = home;
        this.takers = takers;
        this.gates = gates;
        this.gate = gate;
        this.room = room;
        this.entrance = entrance;
        this.channel = channel;
        channel.config().setAutoRead(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel accepted = (Channel) message;
        // The gate that it came in by is the one that it leaves by, whatever a reload does in between.
        Gate by = gate;
        long now = home.clock().millis();
        by.entered(now);
        room.entered();
        if (isFull()) pause();
        else if (!by.isSlowEnough(now)) slowDown();
        Worker taker = takers.size() == 1 ? takers.get(0) : takers.get(next++ % takers.size());
        if (taker.isCurrent()) begin(taker, accepted, by);
        else taker.loop().execute(() -> begin(taker, accepted, by));
    }

    private void begin(Worker taker, Channel accepted, Gate by) {
        try {
            Entrance in = entrance;
            Counters own = in.counters();
            if (own != null) own.max(taker.number(), FrontendCounter.CURRENT_MAX, room.inside());
            Session.accept(taker, by.frontend(), in, accepted, () -> gone(by));
        } catch (ChannelException e) {
            // It was gone again before it was configured.
            accepted.unsafe().closeForcibly();
            gone(by);
        }
    }

    private void gone(Gate by) {
        by.left();
        room.left();
        gates.roomMade();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tell(cause);
        paused = true;
        channel.config().setAutoRead(false);
        // Idle connections to servers are descriptors too.
        home.spareDescriptors();
        home.timers().in(retry, REFUSED_MILLIS);
    }

    private void tell(Throwable cause) {
        long now = home.clock().millis();
        if (toldAt != Long.MIN_VALUE && now - toldAt < TOLD_MILLIS) return;
        toldAt = now;
        LOG.warn("cannot accept a connection: {}; trying again every {} ms", cause.getMessage(), REFUSED_MILLIS);
    }

    private void pause() {
        paused = true;
        channel.config().setAutoRead(false);
        // Somebody may have left between the look and the pause.
        if (!isFull()) resume();
    }

    /** Whoever makes room will wake this door: its own room knows it, the gates are told that somebody waits outside. */
    private boolean isFull() {
        if (room.isFull()) return true;
        if (!gate.isFull()) return false;
        gates.paused();
        return gate.isFull();
    }

    void open() {
        opened = true;
        resumeIfPaused();
    }

    /** Lets nobody in until {@link #open}, and keeps the socket. */
    void shut() {
        opened = false;
        home.loop().execute(() -> {
            paused = true;
            channel.config().setAutoRead(false);
        });
    }

    private void slowDown() {
        paused = true;
        channel.config().setAutoRead(false);
        home.timers().in(retry, gate.pauseMillis());
    }

    void resumeIfPaused() {
        if (paused) home.loop().execute(this::resume);
    }

    private void resume() {
        if (!paused || !opened || retry.isArmed() || isFull() || !channel.isOpen()) return;
        if (!gate.isSlowEnough(home.clock().millis())) {
            slowDown();
            return;
        }
        paused = false;
        channel.config().setAutoRead(true);
    }

    /** What it accepts from now on belongs to this frontend. Control thread. */
    void moveTo(Gate other, Entrance itsEntrance) {
        gate.remove(this);
        entrance = itsEntrance;
        gate = other;
        other.add(this);
    }

    void close() {
        gate.remove(this);
        room.remove(this);
        channel.close().syncUninterruptibly();
    }
}
