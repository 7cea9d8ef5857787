package io.hecd.net;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Options of Linux sockets for which Netty has no name (socket(7), ipv6(7)). NIO has none of them. */
public final class KernelOptions {
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    /** IFNAMSIZ: the longest name of an interface with the zero behind it. */
    private static final int NAME_BYTES = 16;

    private static final ChannelOption<ByteBuffer> INTERFACE =
            new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, NAME_BYTES);
    private static final ChannelOption<Integer> V6ONLY =
            new IntegerUnixChannelOption("IPV6_V6ONLY", IPPROTO_IPV6, IPV6_V6ONLY);

    private KernelOptions() {}

    /** Only packets that come in by this interface reach the socket. */
    public static void bindToInterface(ChannelConfig config, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= NAME_BYTES) throw new IOException("interface '" + name + "': no name is that long");
        ByteBuffer padded = ByteBuffer.allocateDirect(NAME_BYTES);
        padded.put(bytes).clear();
        set(config, INTERFACE, padded, "interface '" + name + "'");
    }

    /** A socket of IPv6 leaves IPv4 to others. */
    public static void v6only(ChannelConfig config) throws IOException {
        set(config, V6ONLY, 1, "v6only");
    }

    private static <T> void set(ChannelConfig config, ChannelOption<T> option, T value, String what)
            throws IOException {
        boolean known;
        try {
            known = config.setOption(option, value);
        } catch (RuntimeException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IOException(what + ": " + reason.getMessage(), e);
        }
        if (!known) throw new IOException(what + " needs the epoll or io_uring transport");
    }
}
