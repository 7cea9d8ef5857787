package io.hecd.proxy;

import io.hecd.net.ReadSizes;
import io.hecd.stats.Counters;
import io.hecd.time.Timer;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: its bytes, its timer, and one {@link Exchange} after another. Confined to its worker. Memory is
 * held only while there is something unread or under way.
 */
public final class Session {
    /** Unread bytes of a client beyond which reading stops until the exchange wants them; more if a buffer is larger. */
    private static final int MOST_PENDING = 64 * 1024;
    /** How long a closed-for-writing connection is read on, so that the last answer is not lost to a reset. */
    private static final long LINGER_MILLIS = 1000;

    public final Worker worker;
    public final Frontend frontend;
    public final Entrance entrance;
    public final Wire wire;
    private final Runnable onClosed;
    private final Endpoint source;
    private final long number;
    private final long acceptedNanos;
    private final long acceptedWallMillis;
    private @Nullable Exchange exchange;
    /** The server connection that stays with this session, where `http-reuse never` says so. */
    private @Nullable ServerConnection own;

    /** What comes is read as HTTP: in that mode from the start, in mode tcp once a route or a rule says so. */
    private boolean http;

    private int exchanges;
    private long lastEndedNanos;
    private long lastEndedWallMillis;
    /** The connection broke: the client reset it, or the network did. */
    private boolean reset;

    private boolean processing;
    private boolean lingering;

    private final Timer timer = new Timer() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private Session(Worker worker, Frontend frontend, Entrance entrance, Channel channel, Runnable onClosed) {
        this.worker = worker;
        this.frontend = frontend;
        this.entrance = entrance;
        this.wire = new Wire(channel);
        this.onClosed = onClosed;
        this.source = Endpoint.of(channel.remoteAddress());
        this.http = frontend.plan().http;
        this.number = worker.occupancy().nextNumber();
        this.acceptedNanos = worker.clock().nanos();
        this.acceptedWallMillis = worker.clock().wallMillis();
    }

    /**
     * Takes over an accepted connection. On the worker's loop, before the channel is registered there.
     *
     * @param onClosed called on the worker once the connection is gone, for whoever counts
     */
    public static Session accept(
            Worker worker, Frontend frontend, Entrance entrance, Channel channel, Runnable onClosed) {
        assert worker.isCurrent();
        var config = channel.config();
        config.setRecvByteBufAllocator(ReadSizes.FROM_CLIENT);
        config.setWriteBufferWaterMark(Wire.WATER_MARK);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (channel instanceof io.netty.channel.socket.SocketChannel) {
            // TCP_NODELAY is Netty's own first act; once more would be a syscall for each connection.
            if (frontend.plan().keepAliveProbes) config.setOption(ChannelOption.SO_KEEPALIVE, true);
            if (frontend.plan().noLinger) config.setOption(ChannelOption.SO_LINGER, 0);
        }
        Session session = new Session(worker, frontend, entrance, channel, onClosed);
        channel.pipeline().addLast(new ClientHandler(session));
        worker.loop().register(channel);
        session.begin();
        return session;
    }

    private void begin() {
        worker.sessions().add(this);
        int number = worker.number();
        count(FrontendCounter.CONNECTIONS, 1);
        int now = frontend.connections().get();
        frontend.counters().max(number, FrontendCounter.CURRENT_MAX, now);
        frontend.connectionRate().add(number, acceptedNanos, 1);
        worker.occupancy().connectionRate().add(number, acceptedNanos, 1);
        FrontendPlan plan = frontend.plan();
        if (Admission.refuses(this, plan)) return;
        count(FrontendCounter.SESSIONS, 1);
        frontend.sessionRate().add(number, acceptedNanos, 1);
        worker.occupancy().sessionRate().add(number, acceptedNanos, 1);
        if (http) armForHead(plan, plan.timeoutHttpRequest);
        else start();
    }

    /** Counts for the frontend, and for the listener if it has counters of its own. */
    public void count(FrontendCounter slot, long n) {
        frontend.counters().add(worker.number(), slot, n);
        Counters own = entrance.counters();
        if (own != null) own.add(worker.number(), slot, n);
    }

    // Who it is.

    public Endpoint source() {
        return source;
    }

    public long number() {
        return number;
    }

    public long acceptedNanos() {
        return acceptedNanos;
    }

    public long acceptedWallMillis() {
        return acceptedWallMillis;
    }

    public long lastEndedNanos() {
        return lastEndedNanos;
    }

    public long lastEndedWallMillis() {
        return lastEndedWallMillis;
    }

    /** Exchanges begun on this connection. */
    public int exchanges() {
        return exchanges;
    }

    public @Nullable Exchange exchange() {
        return exchange;
    }

    @Nullable
    ServerConnection own() {
        return own;
    }

    void own(@Nullable ServerConnection connection) {
        own = connection;
    }

    /** Whether the next answer is the last: the process drains, or its frontend is no more. */
    boolean isDraining() {
        return worker.occupancy().isDraining() || frontend.isGone();
    }

    // One exchange after another.

    private void process() {
        if (processing) return;
        processing = true;
        while (exchange == null && !wire.isClosed() && !lingering) {
            ByteBuf unread = wire.pending();
            if (unread == null) break;
            if (unread.isReadable()) start();
            else wire.releasePendingIfEmpty();
        }
        processing = false;
    }

    private void start() {
        exchanges++;
        Exchange next = worker.borrow(this, http);
        exchange = next;
        next.advance();
    }

    /** The present exchange is over and its line written; called by FINISH. */
    void exchangeDone(boolean keepAlive, boolean clean) {
        exchange = null;
        lastEndedNanos = worker.clock().nanos();
        lastEndedWallMillis = worker.clock().wallMillis();
        wire.releasePendingIfEmpty();
        if (wire.isClosed()) return;
        if (!keepAlive || isDraining()) {
            finish(clean);
            return;
        }
        wire.reading(true);
        if (wire.isInputShut() && wire.pending() == null) {
            wire.close();
            return;
        }
        FrontendPlan plan = frontend.plan();
        if (wire.pending() == null) {
            long idle = plan.timeoutKeepAlive > 0 ? plan.timeoutKeepAlive : plan.timeoutHttpRequest;
            armForHead(plan, idle);
        } else {
            process();
        }
    }

    /** It was tcp so far and is HTTP from here on. */
    void upgrade() {
        http = true;
        FrontendPlan plan = frontend.plan();
        armForHead(plan, plan.timeoutHttpRequest);
    }

    /** The first byte of a request after an idle time: from here `timeout http-request` counts. */
    public void headBegun(FrontendPlan plan) {
        if (exchanges > 1) armForHead(plan, plan.timeoutHttpRequest);
    }

    private void armForHead(FrontendPlan plan, long millis) {
        arm(millis > 0 ? millis : plan.timeoutClient);
    }

    public void arm(long millis) {
        if (millis > 0) worker.timers().in(timer, millis);
        else worker.timers().cancel(timer);
    }

    public void disarm() {
        worker.timers().cancel(timer);
    }

    private void timedOut() {
        Exchange current = exchange;
        if (lingering) {
            wire.close();
        } else if (current != null) {
            current.clientTimedOut();
        } else if (exchanges == 0 && !frontend.plan().ignoreProbes) {
            // Connected and never said a word: an exchange is made so that it is answered, counted and logged.
            start();
            Exchange silent = exchange;
            if (silent != null) silent.clientTimedOut();
        } else {
            wire.close();
        }
    }

    // Bytes in.

    void received(ByteBuf data) {
        if (lingering || wire.isClosed()) {
            data.release();
            return;
        }
        wire.received(data);
        Exchange current = exchange;
        if (current == null) process();
        else current.clientReadable();
        limitPending();
    }

    private void limitPending() {
        ByteBuf unread = wire.pending();
        if (unread == null || unread.readableBytes() <= MOST_PENDING) return;
        if (unread.readableBytes() >= worker.limits().headBytes()) wire.reading(false);
    }

    void readComplete() {
        wire.flush();
        Exchange current = exchange;
        if (current != null) current.flushServer();
    }

    boolean wasReset() {
        return reset;
    }

    void inputShut() {
        wire.inputShut();
        if (lingering) {
            wire.close();
            return;
        }
        Exchange current = exchange;
        if (current != null) {
            current.clientReadable();
        } else if (exchanges == 0) {
            // Came and went without a word: logged as such unless dontlognull says not to.
            start();
            Exchange silent = exchange;
            if (silent != null) silent.clientReadable();
        } else {
            wire.close();
        }
    }

    void writabilityChanged() {
        Exchange current = exchange;
        if (current != null) current.clientWritable(wire.isWritable());
    }

    // Ends.

    /**
     * Ends the connection after its last answer. When the client may still be sending: FIN, then reading on for a moment, since
     * unread bytes would turn the close into a reset that can destroy the answer on its way.
     */
    private void finish(boolean clean) {
        if (wire.isClosed() || lingering) return;
        boolean quiet = wire.pending() == null && clean;
        wire.dropPending();
        if (wire.isInputShut() || quiet) {
            if (wire.flushed(wire::close)) wire.close();
            return;
        }
        wire.shutOutput();
        lingering = true;
        wire.reading(true);
        worker.timers().in(timer, LINGER_MILLIS);
    }

    void drain() {
        if (exchange == null && !lingering) wire.close();
    }

    void abort() {
        Exchange current = exchange;
        if (current != null) current.fail(Ending.KILLED);
        wire.close();
    }

    void failed(Throwable cause) {
        reset = true;
        wire.close();
    }

    void closed() {
        if (!wire.ended()) return;
        worker.timers().forget(timer);
        worker.sessions().remove(this);
        Exchange current = exchange;
        if (current != null) current.clientGone();
        ServerConnection kept = own;
        own = null;
        if (kept != null) kept.close();
        if (exchange == null) wire.dropPending();
        onClosed.run();
    }
}
