package io.hecd.admin.launch;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One datagram to systemd's `$NOTIFY_SOCKET` (sd_notify(3)); `@` begins a name in the abstract space. */
final class NotifySocket {
    private NotifySocket() {}

    static void send(String socket, String state) throws IOException {
        if (!Epoll.isAvailable()) {
            if (Programs.run("systemd-notify", state) != 0) throw new IOException("no epoll, no systemd-notify");
            return;
        }
        DomainSocketAddress address =
                new DomainSocketAddress(socket.startsWith("@") ? "\0" + socket.substring(1) : socket);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            Channel channel = new Bootstrap()
                    .group(group)
                    .channel(EpollDomainDatagramChannel.class)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel ch) {}
                    })
                    .bind(new DomainSocketAddress(""))
                    .syncUninterruptibly()
                    .channel();
            channel.writeAndFlush(
                            new DomainDatagramPacket(Unpooled.copiedBuffer(state, StandardCharsets.UTF_8), address))
                    .syncUninterruptibly();
            channel.close().syncUninterruptibly();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }
}
