package io.hecd.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Tells a {@link Session} what its channel does. Translates and decides nothing. */
final class ClientHandler extends ChannelInboundHandlerAdapter {
    private final Session session;

    ClientHandler(Session session) {
        this.session = session;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        session.received((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        session.readComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) session.inputShut();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        session.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.failed(cause);
    }
}
