package io.hecd.proxy;

import io.hecd.backend.Pooled;
import io.hecd.backend.Server;
import io.hecd.net.ReadSizes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server: in use by one exchange, or idle in its worker's pool, or kept for one session where `http-reuse`
 * says so. Confined to its worker.
 */
public final class ServerConnection extends Pooled {
    public final Wire wire;
    private final Worker worker;
    private final Server server;
    private final SocketAddress address;
    private @Nullable Exchange exchange;
    private boolean established;
    /** The read that is going on has filled its buffer: the kernel may hold more. */
    private boolean moreToRead;

    private int uses;
    private @Nullable Throwable failure;

    private ServerConnection(Worker worker, Server server) {
        this.worker = worker;
        this.server = server;
        this.address = server.address();
        this.wire = new Wire(worker.transport().dialing(address));
    }

    /**
     * Begins to connect to `server` for `exchange`, which hears of the outcome by {@link Exchange#connected}: perhaps before this
     * returns, since the kernel decides about unix sockets, unreachable networks and the like at once.
     */
    public static void dial(Exchange exchange, Server server, BackendPlan plan) {
        ServerConnection connection = new ServerConnection(exchange.worker, server);
        connection.exchange = exchange;
        Channel channel = connection.wire.channel();
        var config = channel.config();
        config.setRecvByteBufAllocator(ReadSizes.FROM_SERVER);
        config.setWriteBufferWaterMark(Wire.WATER_MARK);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setConnectTimeoutMillis(0);
        SocketAddress from = null;
        if (!(connection.address instanceof io.netty.channel.unix.DomainSocketAddress)) {
            if (plan.keepAliveProbes) config.setOption(ChannelOption.SO_KEEPALIVE, true);
            if (plan.noLinger) config.setOption(ChannelOption.SO_LINGER, 0);
            int unacknowledged = server.tcpUserTimeoutMillis();
            if (unacknowledged > 0) config.setOption(EpollChannelOption.TCP_USER_TIMEOUT, unacknowledged);
            from = server.source();
            if (from != null) {
                config.setOption(ChannelOption.SO_REUSEADDR, true);
                config.setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
            }
        }
        channel.pipeline().addLast(new ServerHandler(connection));
        exchange.worker.loop().register(channel);
        exchange.connection = connection;
        ChannelFuture connecting =
                from == null ? channel.connect(connection.address) : channel.connect(connection.address, from);
        connecting.addListener(future -> connection.dialed((ChannelFuture) future));
    }

    private void dialed(ChannelFuture future) {
        if (future.isSuccess()) established = true;
        else failure = future.cause();
        Exchange waiting = exchange;
        if (waiting != null) waiting.connected(this, future.cause());
        else if (!future.isSuccess()) wire.close();
    }

    public Server server() {
        return server;
    }

    /** How many exchanges it has carried before the present one. */
    public int uses() {
        return uses;
    }

    public boolean isEstablished() {
        return established;
    }

    /** May it carry another exchange: open both ways, nothing unread, and the server's address still the same. */
    boolean isReusable() {
        return established && !moreToRead && wire.isClear();
    }

    /** Whether the server has moved to another address since. */
    boolean isStale() {
        return !address.equals(server.address());
    }

    /** Takes it out of the idle state for an exchange. */
    public void attach(Exchange exchange) {
        assert this.exchange == null : "a server connection serves one exchange at a time";
        this.exchange = exchange;
        uses++;
    }

    void detach() {
        exchange = null;
    }

    /** Why it could not be established or broke; null while it is sound or when the server closed as it should. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /**
     * Closes at once; what was not sent is lost. With a reset when the server has not closed before: each orderly end would
     * keep a source port in TIME_WAIT for a minute, and they run out. A tunnel ends in order unless its client reset it.
     */
    void close() {
        if (wire.isClosed()) return;
        Exchange user = exchange;
        boolean inOrder = user != null && user.tunnel && !user.session.wasReset();
        detach();
        if (inOrder || wire.isInputShut()) wire.close();
        else wire.reset();
    }

    @Override
    protected boolean isProven() {
        return uses > 0;
    }

    @Override
    protected void discard() {
        close();
    }

    // What the channel says.

    void received(ByteBuf data) {
        // What follows an answer within the same read loop would be taken for the answer to the next request.
        moreToRead = !data.isWritable();
        Exchange user = exchange;
        if (user == null) {
            // Nobody asked: an answer without a question (security: never a second response on a reused connection).
            data.release();
            close();
            return;
        }
        wire.received(data);
        user.serverReadable();
    }

    void readComplete() {
        moreToRead = false;
        Exchange user = exchange;
        if (user != null) user.session.wire.flush();
    }

    void inputShut() {
        wire.inputShut();
        Exchange user = exchange;
        if (user != null) user.serverReadable();
        else close();
    }

    void writabilityChanged() {
        Exchange user = exchange;
        if (user != null) user.serverWritable(wire.isWritable());
    }

    void failed(Throwable cause) {
        failure = cause;
        wire.close();
    }

    void closed() {
        if (!wire.ended()) return;
        if (isIdle()) server.pool(worker.number()).remove(this);
        Exchange user = exchange;
        if (user != null && established) user.serverReadable();
        if (exchange == null) wire.dropPending();
    }
}
