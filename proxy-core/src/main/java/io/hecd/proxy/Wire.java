package io.hecd.proxy;

import io.hecd.traffic.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one connection, a client's or a server's: what has come and is not read yet, what is written and not sent yet,
 * and which direction is shut. Whose it is decides what they mean. Confined to its worker.
 */
public final class Wire {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    private final Channel channel;
    private @Nullable Endpoint local;
    private @Nullable ByteBuf pending;
    private boolean reading = true;
    private boolean dirty;
    /** Somebody waits until all is sent. */
    private boolean awaited;
    /** He has been told so, and nothing was written since. */
    private boolean drained;

    private boolean inputShut;
    private boolean outputShut;
    private boolean finSent;
    private boolean closed;

    Wire(Channel channel) {
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    /** Our own address of the connection. */
    Endpoint local() {
        if (local == null) local = Endpoint.of(channel.localAddress());
        return local;
    }

    // Bytes in.

    void received(ByteBuf data) {
        pending = pending == null ? data : join(pending, data);
    }

    /** What is left of `first` followed by `second`, both given away. */
    private ByteBuf join(ByteBuf first, ByteBuf second) {
        if (!first.isReadable()) {
            first.release();
            return second;
        }
        ByteBuf joined = buffer(first.readableBytes() + second.readableBytes());
        joined.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return joined;
    }

    /** The unread bytes, or null. Phases and relay read from it in place. */
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

    /** Gives back what was received and not used. */
    void dropPending() {
        ByteBuf buffer = pending;
        pending = null;
        if (buffer != null) buffer.release();
    }

    /** Reading goes on or stops: the one rule for that is in {@link Relay}. */
    void reading(boolean on) {
        if (reading == on) return;
        reading = on;
        channel.config().setAutoRead(on);
    }

    void inputShut() {
        inputShut = true;
    }

    /** Nothing more will come. */
    public boolean isInputShut() {
        return inputShut || closed;
    }

    // Bytes out.

    /** An empty buffer for what is to be written. */
    public ByteBuf buffer(int capacity) {
        return channel.alloc().directBuffer(capacity);
    }

    /** Writes without flushing; the buffer is given away. */
    public void write(ByteBuf buffer) {
        if (closed || outputShut) {
            buffer.release();
            return;
        }
        dirty = true;
        drained = false;
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

    /**
     * True when all that was written is with the kernel; else `then` runs when it is, and never if the connection breaks
     * before, which its end tells. Within `then` the channel still counts what has just left as unsent.
     */
    boolean flushed(Runnable then) {
        flush();
        if (closed || drained || isSent()) return true;
        if (awaited) return false;
        awaited = true;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> {
            awaited = false;
            drained = future.isSuccess() || finSent;
            if (drained) then.run();
        });
        return false;
    }

    /** Sends FIN once everything written is out. */
    public void shutOutput() {
        if (outputShut || closed) return;
        flush();
        outputShut = true;
        if (!(channel instanceof DuplexChannel duplex)) return;
        if (isSent()) shut(duplex);
        else
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(future -> {
                if (future.isSuccess()) shut(duplex);
            });
    }

    private void shut(DuplexChannel duplex) {
        finSent = true;
        duplex.shutdownOutput();
    }

    /** Whether everything that was written has been handed to the kernel. */
    private boolean isSent() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.totalPendingWriteBytes() == 0;
    }

    // The end.

    /** Closes without a word more; what is written goes out if the kernel has it already. */
    void close() {
        if (!closed) channel.close();
    }

    /** Closes with a reset, so that the other side cannot take what was cut for the whole. */
    public void reset() {
        if (closed) return;
        if (channel.isOpen() && channel instanceof SocketChannel)
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    /** The channel is gone. False when that was known. */
    boolean ended() {
        if (closed) return false;
        closed = true;
        return true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Open both ways, with nothing unread. */
    boolean isClear() {
        return !closed && !inputShut && !outputShut && pending == null && channel.isActive();
    }
}
