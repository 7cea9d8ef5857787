package io.hecd.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Small questions about what a channel still has to send, and joining what it has received. */
final class Outbound {
    private Outbound() {}

    /** Whether everything that was written has been handed to the kernel. */
    static boolean isEmpty(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null || buffer.totalPendingWriteBytes() == 0;
    }

    /** What is left of `first` followed by `second`, both given away. */
    static ByteBuf join(Channel channel, ByteBuf first, ByteBuf second) {
        if (!first.isReadable()) {
            first.release();
            return second;
        }
        ByteBuf joined = channel.alloc().directBuffer(first.readableBytes() + second.readableBytes());
        joined.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return joined;
    }
}
