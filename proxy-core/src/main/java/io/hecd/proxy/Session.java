package io.hecd.proxy;

import io.hecd.net.ReadSizes;
import io.hecd.time.Timer;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: its bytes, its timer, and one {@link Exchange} after another. Confined to its worker. Memory is
 * held only while there is something unread or under way.
 */
public final class Session {
    /** Unread bytes of a client beyond which reading stops until the exchange wants them. */
    private static final int MOST_PENDING = 64 * 1024;
    /** How long a closed-for-writing connection is read on, so that the last answer is not lost to a reset. */
    private static final long LINGER_MILLIS = 1000;

    public final Worker worker;
    public final Frontend frontend;
    public final byte[] listenerName;
    private final Channel channel;
    private final Runnable onClosed;
    private final Endpoint source;
    private final long number;
    private final long acceptedNanos;
    private final long acceptedWallMillis;
    private @Nullable Endpoint destination;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf pending;
    /** The server connection that stays with this session, where `http-reuse never` says so. */
    private @Nullable ServerConnection own;

    private int exchanges;
    private long lastEndedNanos;
    private long lastEndedWallMillis;
    private boolean inputShut;
    private boolean outputShut;
    private boolean closed;
    /** The connection broke: the client reset it, or the network did. */
    private boolean reset;

    private boolean dirty;
    private boolean processing;
    private boolean lingering;
    private boolean reading = true;

    private final Timer timer = new Timer() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private Session(Worker worker, Frontend frontend, byte[] listenerName, Channel channel, Runnable onClosed) {
        this.worker = worker;
        this.frontend = frontend;
        this.listenerName = listenerName;
        this.channel = channel;
        this.onClosed = onClosed;
        this.source = Endpoint.of(channel.remoteAddress());
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
            Worker worker, Frontend frontend, byte[] listenerName, Channel channel, Runnable onClosed) {
        assert worker.isCurrent();
        var config = channel.config();
        config.setRecvByteBufAllocator(ReadSizes.FROM_CLIENT);
        config.setWriteBufferWaterMark(ServerConnection.WATER_MARK);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        if (channel instanceof io.netty.channel.socket.SocketChannel) {
            // TCP_NODELAY is Netty's own first act; once more would be a syscall for each connection.
            if (frontend.plan().keepAliveProbes) config.setOption(ChannelOption.SO_KEEPALIVE, true);
            if (frontend.plan().noLinger) config.setOption(ChannelOption.SO_LINGER, 0);
        }
        Session session = new Session(worker, frontend, listenerName, channel, onClosed);
        channel.pipeline().addLast(new ClientHandler(session));
        worker.loop().register(channel);
        session.begin();
        return session;
    }

    private void begin() {
        worker.sessions().add(this);
        var counters = frontend.counters();
        counters.add(worker.number(), FrontendCounter.CONNECTIONS, 1);
        FrontendPlan plan = frontend.plan();
        if (Admission.refuses(this, plan)) return;
        counters.add(worker.number(), FrontendCounter.SESSIONS, 1);
        counters.max(
                worker.number(),
                FrontendCounter.CURRENT_MAX,
                frontend.connections().get());
        if (plan.http) armForHead(plan, plan.timeoutHttpRequest);
        else start();
    }

    // Who it is.

    public Endpoint source() {
        return source;
    }

    public Endpoint destination() {
        if (destination == null) destination = Endpoint.of(channel.localAddress());
        return destination;
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

    public Channel channel() {
        return channel;
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
        while (exchange == null && !closed && !lingering && pending != null) {
            if (pending.isReadable()) start();
            else releasePendingIfEmpty();
        }
        processing = false;
    }

    private void start() {
        exchanges++;
        Exchange next = worker.borrow(this, frontend.plan().http);
        exchange = next;
        next.advance();
    }

    /** The present exchange is over and its line written; called by FINISH. */
    void exchangeDone(boolean keepAlive, boolean clean) {
        exchange = null;
        lastEndedNanos = worker.clock().nanos();
        lastEndedWallMillis = worker.clock().wallMillis();
        releasePendingIfEmpty();
        if (closed) return;
        if (!keepAlive || isDraining()) {
            finish(clean);
            return;
        }
        if (!reading) reading(true);
        if (inputShut && pending == null) {
            close();
            return;
        }
        FrontendPlan plan = frontend.plan();
        if (pending == null) {
            long idle = plan.timeoutKeepAlive > 0 ? plan.timeoutKeepAlive : plan.timeoutHttpRequest;
            armForHead(plan, idle);
        } else {
            process();
        }
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
            channel.close();
        } else if (current != null) {
            current.clientTimedOut();
        } else if (exchanges == 0 && !frontend.plan().ignoreProbes) {
            // Connected and never said a word: an exchange is made so that it is answered, counted and logged.
            start();
            Exchange silent = exchange;
            if (silent != null) silent.clientTimedOut();
        } else {
            close();
        }
    }

    // Bytes in.

    void received(ByteBuf data) {
        if (lingering || closed) {
            data.release();
            return;
        }
        pending = pending == null ? data : Outbound.join(channel, pending, data);
        Exchange current = exchange;
        if (current == null) process();
        else current.clientReadable();
        limitPending();
    }

    private void limitPending() {
        ByteBuf unread = pending;
        if (unread != null && unread.readableBytes() > MOST_PENDING && reading) reading(false);
    }

    void readComplete() {
        flush();
        Exchange current = exchange;
        if (current != null) current.flushServer();
    }

    /** The unread bytes, or null. Exchange and relay read from it in place. */
    public @Nullable ByteBuf pending() {
        return pending;
    }

    /** Forgets the unread bytes; the caller owns the buffer now. */
    void takePending() {
        pending = null;
    }

    public void releasePendingIfEmpty() {
        ByteBuf buffer = pending;
        if (buffer != null && !buffer.isReadable()) {
            buffer.release();
            pending = null;
        }
    }

    void reading(boolean on) {
        if (reading == on) return;
        reading = on;
        channel.config().setAutoRead(on);
    }

    public boolean isInputShut() {
        return inputShut || closed;
    }

    boolean wasReset() {
        return reset;
    }

    public boolean isClosed() {
        return closed;
    }

    void inputShut() {
        inputShut = true;
        if (lingering) {
            channel.close();
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
            close();
        }
    }

    // Bytes out.

    /** Writes without flushing; the buffer is given away. */
    public void write(ByteBuf buffer) {
        if (closed || outputShut) {
            buffer.release();
            return;
        }
        dirty = true;
        channel.write(buffer, channel.voidPromise());
    }

    public void flush() {
        if (!dirty) return;
        dirty = false;
        channel.flush();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Runs `then` when all that was written is with the kernel (or lost with the connection); at once if it is already. */
    boolean flushed(Runnable then) {
        flush();
        if (closed || Outbound.isEmpty(channel)) return true;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> then.run());
        return false;
    }

    void writabilityChanged() {
        Exchange current = exchange;
        if (current != null) current.clientWritable(channel.isWritable());
    }

    /** Sends FIN once everything written is out. */
    public void shutOutput() {
        if (outputShut || closed) return;
        flush();
        outputShut = true;
        if (!(channel instanceof DuplexChannel duplex)) return;
        if (Outbound.isEmpty(channel)) duplex.shutdownOutput();
        else channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> duplex.shutdownOutput());
    }

    // Ends.

    /**
     * Ends the connection after its last answer. When the client may still be sending: FIN, then reading on for a moment, since
     * unread bytes would turn the close into a reset that can destroy the answer on its way.
     */
    private void finish(boolean clean) {
        if (closed || lingering) return;
        boolean quiet = pending == null && clean;
        dropPending();
        if (inputShut || quiet) {
            if (flushed(channel::close)) channel.close();
            return;
        }
        shutOutput();
        lingering = true;
        reading(true);
        worker.timers().in(timer, LINGER_MILLIS);
    }

    /** Closes without a word more; what is written goes out if the kernel has it already. */
    void close() {
        if (!closed) channel.close();
    }

    /** Closes with a reset, so that the client cannot take a cut answer for a whole one. */
    public void reset() {
        if (closed) return;
        if (channel instanceof io.netty.channel.socket.SocketChannel)
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    void drain() {
        if (exchange == null && !lingering) close();
    }

    void abort() {
        Exchange current = exchange;
        if (current != null) current.fail(Ending.KILLED);
        close();
    }

    void failed(Throwable cause) {
        reset = true;
        channel.close();
    }

    void closed() {
        if (closed) return;
        closed = true;
        inputShut = true;
        worker.timers().forget(timer);
        worker.sessions().remove(this);
        Exchange current = exchange;
        if (current != null) current.clientGone();
        ServerConnection kept = own;
        own = null;
        if (kept != null) kept.close();
        if (exchange == null) dropPending();
        onClosed.run();
    }

    void dropPending() {
        ByteBuf buffer = pending;
        pending = null;
        if (buffer != null) buffer.release();
    }
}
