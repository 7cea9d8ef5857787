package io.hecd.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * The way to the kernel: epoll where there is one, else NIO; io_uring when asked for. The only file that knows which.
 * Measured: io_uring saves syscalls but no CPU and is worse for short connections, so it is not chosen by itself.
 */
public enum Transport {
    EPOLL,
    IO_URING,
    NIO;

    /** @param wish "epoll", "io_uring", "nio", or "" for the best that works here */
    public static Transport choose(String wish) {
        switch (wish) {
            case "nio":
                return NIO;
            case "io_uring":
                if (IoUring.isAvailable()) return IO_URING;
                throw new IllegalArgumentException(
                        "io_uring does not work on this machine: " + IoUring.unavailabilityCause());
            case "epoll":
                if (Epoll.isAvailable()) return EPOLL;
                throw new IllegalArgumentException(
                        "epoll does not work on this machine: " + Epoll.unavailabilityCause());
            case "":
                return Epoll.isAvailable() ? EPOLL : NIO;
            default:
                throw new IllegalArgumentException("unknown transport '" + wish + "': epoll, io_uring or nio");
        }
    }

    public EventLoopGroup loops(int count, ThreadFactory threads) {
        IoHandlerFactory factory = switch (this) {
            case EPOLL -> LastingEpoll.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
        return new MultiThreadIoEventLoopGroup(count, threads, factory);
    }

    /** One loop on a daemon thread of this name. */
    public EventLoopGroup loop(String thread) {
        return loops(1, task -> {
            Thread made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
    }

    /** A channel to connect to `address` with. */
    public Channel dialing(SocketAddress address) {
        boolean unix = isUnix(address);
        return switch (this) {
            case EPOLL -> unix ? new EpollDomainSocketChannel() : new EpollSocketChannel();
            case IO_URING -> new IoUringSocketChannel();
            case NIO -> new NioSocketChannel();
        };
    }

    /** A channel to listen on `address` with. */
    public ServerChannel listening(SocketAddress address) {
        boolean unix = isUnix(address);
        return switch (this) {
            case EPOLL -> unix ? new EpollServerDomainSocketChannel() : new EpollServerSocketChannel();
            case IO_URING -> new IoUringServerSocketChannel();
            case NIO -> new NioServerSocketChannel();
        };
    }

    /** A channel over an inherited, listening descriptor: born active, to be registered and not bound. */
    public ServerChannel adopted(int descriptor, boolean unix) {
        if (this != EPOLL) throw new UnsupportedOperationException("fd@ needs the epoll transport, not " + this);
        return unix ? new EpollServerDomainSocketChannel(descriptor) : new EpollServerSocketChannel(descriptor);
    }

    private boolean isUnix(SocketAddress address) {
        boolean unix = address instanceof DomainSocketAddress;
        if (unix && this != EPOLL) throw new UnsupportedOperationException("unix sockets need the epoll transport");
        return unix;
    }
}
