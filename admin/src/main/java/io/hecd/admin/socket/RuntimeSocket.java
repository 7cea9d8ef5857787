package io.hecd.admin.socket;

import io.hecd.admin.command.House;
import io.hecd.admin.command.Level;
import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.BindSettings;
import io.hecd.config.model.Setting;
import io.hecd.config.model.Settings;
import io.hecd.listener.ListenAddress;
import io.hecd.listener.SocketFile;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One address of a `stats socket` line (configuration 3.1). A unix socket is bound under another name and takes its own when
 * the configuration is accepted, so that there is never a moment without a socket, or with one that is open to everybody.
 */
final class RuntimeSocket {
    /** Nobody but the owner, unless the line says otherwise. */
    private static final int USUAL_MODE = 0600;

    private static final int BACKLOG = 64;

    private final Address address;
    private final Settings settings;
    private final SocketLoop loop;
    private final Visitors visitors;
    private final ServerChannel channel;
    private final Optional<Path> temporary;
    private @Nullable Object file;

    private RuntimeSocket(
            Address address,
            Settings settings,
            SocketLoop loop,
            Visitors visitors,
            ServerChannel channel,
            Optional<Path> temporary) {
        this.address = address;
        this.settings = settings;
        this.loop = loop;
        this.visitors = visitors;
        this.channel = channel;
        this.temporary = temporary;
    }

    /**
     * Binds; nobody is let in until {@link #accept}.
     *
     * @param talks makes the conversation of a connection from the settings of the socket
     * @throws IOException when that cannot be done, with the kernel's reason
     */
    static RuntimeSocket open(
            Address address, BindConfig line, SocketLoop loop, Visitors visitors, Function<Settings, Talk> talks)
            throws IOException {
        Settings settings = line.settings();
        Optional<Path> temporary = Optional.empty();
        if (address instanceof Address.Unix unix) {
            Path path = Path.of(unix.path());
            if (!SocketFile.isFreeOrSocket(path)) throw new IOException("a file that is no socket stands there");
            temporary = Optional.of(
                    Path.of(unix.path() + "." + ProcessHandle.current().pid() + ".tmp"));
            SocketFile.remove(temporary.get());
        }
        ServerChannel channel;
        if (address instanceof Address.Fd fd) {
            channel = loop.transport().adopted(fd.fd(), Inherited.isUnix(fd.fd()));
        } else {
            SocketAddress local = temporary.isPresent()
                    ? new DomainSocketAddress(temporary.get().toString())
                    : ListenAddress.of(address);
            channel = loop.transport().listening(local);
            channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
            if (address instanceof Address.Inet) channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        }
        channel.config().setAutoRead(false);
        RuntimeSocket socket = new RuntimeSocket(address, settings, loop, visitors, channel, temporary);
        channel.pipeline().addLast(socket.new Accepting(talks));
        try {
            loop.loop().register(channel).syncUninterruptibly();
            if (!(address instanceof Address.Fd)) {
                SocketAddress local = temporary.isPresent()
                        ? new DomainSocketAddress(temporary.get().toString())
                        : ListenAddress.of(address);
                channel.bind(local).syncUninterruptibly();
            }
            if (temporary.isPresent()) SocketFile.grant(temporary.get(), settings, USUAL_MODE);
        } catch (Exception e) {
            socket.discard();
            // Netty throws what the kernel said without declaring it.
            throw e instanceof IOException known ? known : new IOException(e.getMessage(), e);
        }
        return socket;
    }

    private final class Accepting extends ChannelInboundHandlerAdapter {
        private final Function<Settings, Talk> talks;

        Accepting(Function<Settings, Talk> talks) {
            this.talks = talks;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel accepted = (Channel) message;
            accepted.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
            accepted.pipeline().addLast(talks.apply(settings));
            visitors.entered(accepted);
            loop.loop().register(accepted);
        }
    }

    Address address() {
        return address;
    }

    /** Where it really listens: the port that the kernel chose for port 0. */
    SocketAddress bound() {
        return channel.localAddress();
    }

    /** Whether a line asks for the same as this socket was opened for. */
    boolean is(Address other, Settings its) {
        if (!address.equals(other)) return false;
        Set<Setting<?>> all = new HashSet<>(settings.all());
        all.addAll(its.all());
        for (Setting<?> one : all) if (!settings.get(one).equals(its.get(one))) return false;
        return true;
    }

    /** As `show cli sockets` names it. */
    House.Door door() {
        String shown = address instanceof Address.Inet inet
                ? (inet.host().contains(":") ? "ipv6@" : "ipv4@")
                        + bound().toString().replaceFirst("^.*/", "")
                : address.toString();
        return new House.Door(shown, Level.of(settings.get(BindSettings.LEVEL)));
    }

    /** Takes its name and lets visitors in. */
    void accept() throws IOException {
        if (temporary.isPresent() && address instanceof Address.Unix unix && file == null) {
            Path path = Path.of(unix.path());
            try {
                Files.move(temporary.get(), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary.get(), path, StandardCopyOption.REPLACE_EXISTING);
            }
            file = key(path);
        }
        loop.loop().execute(() -> visitors.add(channel));
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /** Stops listening; the file goes too, unless it is somebody else's by now. */
    void close() {
        loop.loop().execute(() -> visitors.remove(channel));
        if (address instanceof Address.Unix unix && file != null) {
            Path path = Path.of(unix.path());
            try {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && file.equals(key(path))) Files.delete(path);
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger("io.hecd").warn("cannot remove {}: {}", path, e.getMessage());
            }
        }
        discard();
    }

    /** It never had its name. */
    void discard() {
        if (channel.isRegistered()) channel.close().syncUninterruptibly();
        else channel.unsafe().closeForcibly();
        if (temporary.isPresent() && file == null) {
            try {
                SocketFile.remove(temporary.get());
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger("io.hecd")
                        .warn("cannot remove {}: {}", temporary.get(), e.getMessage());
            }
        }
    }
}
