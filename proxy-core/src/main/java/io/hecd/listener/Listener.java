package io.hecd.listener;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.BindSettings;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.net.KernelOptions;
import io.hecd.net.Transport;
import io.hecd.proxy.Entrance;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Worker;
import io.hecd.stats.Counters;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address of a `bind` line while hecd listens on it: a socket per worker where the kernel spreads connections itself, else
 * one socket whose connections go round the workers. The control thread opens and closes it.
 */
public final class Listener {
    private static final int STANDARD_BACKLOG = 1024;
    /** `defer-accept`: how long the kernel waits for the first byte before it hands over a connection. */
    private static final int DEFER_SECONDS = 1;
    /**
     * Connections accepted in one turn of the loop. Netty's own choice is one: then a busy loop waits for events once per
     * connection and never has a batch.
     */
    private static final int MOST_ACCEPTED = 16;

    private final Address address;
    private final int backlog;
    private final List<Worker> workers;
    private final Transport transport;
    private final Gates gates;
    private final Room room;
    private final List<Accepting> doors = new ArrayList<>();
    private volatile BindConfig bind;
    private Gate gate;
    private Entrance entrance;
    /** From the moment at which `option socket-stats` asked for them. */
    private volatile @Nullable Counters counters;

    private @Nullable SocketAddress bound;

    private Listener(
            Address address,
            BindConfig bind,
            Settings frontend,
            List<Worker> workers,
            Transport transport,
            Gates gates,
            Gate gate) {
        this.address = address;
        this.bind = bind;
        this.backlog = frontend.get(ProxySettings.BACKLOG);
        this.workers = workers;
        this.transport = transport;
        this.gates = gates;
        this.gate = gate;
        this.room = new Room(bind.settings().get(BindSettings.MAXCONN));
        this.counters = countersFor(frontend);
        this.entrance = new Entrance(name(bind), counters);
    }

    public Address address() {
        return address;
    }

    /** The line that it follows now. */
    public BindConfig bind() {
        return bind;
    }

    /** What `option socket-stats` counts, or null without it: slots of {@link io.hecd.proxy.FrontendCounter}. */
    public @Nullable Counters counters() {
        return counters;
    }

    /** Connections now. */
    public int connections() {
        return room.inside();
    }

    public int maxconn() {
        return room.limit();
    }

    /** Where it really listens: the port that the kernel chose for port 0. */
    public SocketAddress bound() {
        SocketAddress known = bound;
        if (known == null) throw new IllegalStateException(address + " was never bound");
        return known;
    }

    /**
     * Binds; the kernel keeps those who connect until {@link #accept}.
     *
     * @param frontend whose listener it is: `backlog` and `option socket-stats` are read from it
     * @throws IOException when the address cannot be bound, with the kernel's reason
     */
    public static Listener open(
            Address address,
            BindConfig bind,
            Settings frontend,
            List<Worker> workers,
            Transport transport,
            Gates gates,
            Gate gate)
            throws IOException {
        Listener listener = new Listener(address, bind, frontend, workers, transport, gates, gate);
        listener.listen();
        return listener;
    }

    private void listen() throws IOException {
        boolean shared = workers.size() == 1 || !(address instanceof Address.Inet) || transport != Transport.EPOLL;
        try {
            if (shared) {
                open(workers.get(0), workers, false);
            } else {
                for (Worker worker : workers) open(worker, List.of(worker), true);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private @Nullable Counters countersFor(Settings frontend) {
        if (!frontend.get(ProxySettings.SOCKET_STATS)) return null;
        Counters there = counters;
        return there != null ? there : new Counters(workers.size(), FrontendCounter.values().length);
    }

    private static byte[] name(BindConfig bind) {
        String name = bind.settings().get(BindSettings.NAME);
        int id = bind.settings().get(BindSettings.ID);
        return io.hecd.bytes.Ascii.bytes(name.isEmpty() ? Integer.toString(id) : name);
    }

    private void open(Worker home, List<Worker> takers, boolean reusePort) throws IOException {
        boolean adopted = address instanceof Address.Fd;
        SocketAddress known = bound;
        SocketAddress local = adopted
                ? new InetSocketAddress(0)
                : known != null && address instanceof Address.Inet ? known : ListenAddress.resolve(address);
        ServerChannel channel =
                address instanceof Address.Fd fd ? transport.adopted(fd.fd(), false) : transport.listening(local);
        Accepting door = new Accepting(home, takers, gates, gate, room, entrance, channel);
        channel.pipeline().addLast(door);
        try {
            configure(channel, bind, backlog, reusePort);
            // NIO accepts them all before Accepting may say stop, which maxconn would not survive.
            int most = transport == Transport.EPOLL ? MOST_ACCEPTED : 1;
            channel.config().setRecvByteBufAllocator(new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(most));
            home.loop().register(channel).syncUninterruptibly();
            if (!adopted) {
                // Several sockets of one address share the port that the kernel chose for the first.
                ChannelFuture binding = channel.bind(local);
                binding.syncUninterruptibly();
                if (address instanceof Address.Unix unix) SocketFile.grant(Path.of(unix.path()), bind.settings());
            }
        } catch (ChannelException e) {
            drop(channel);
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            drop(channel);
            throw e;
        } catch (Exception e) {
            drop(channel);
            // Netty throws what the kernel said without declaring it.
            throw new IOException(e.getMessage(), e);
        }
        gate.add(door);
        room.add(door);
        doors.add(door);
        bound = channel.localAddress();
    }

    private static void drop(ServerChannel channel) {
        if (channel.isRegistered()) channel.close();
        else channel.unsafe().closeForcibly();
    }

    private void configure(ServerChannel channel, BindConfig bind, int frontendBacklog, boolean reusePort)
            throws IOException {
        int backlog = bind.settings().get(BindSettings.BACKLOG);
        if (backlog == 0) backlog = frontendBacklog;
        var config = channel.config();
        config.setOption(ChannelOption.SO_BACKLOG, backlog > 0 ? backlog : STANDARD_BACKLOG);
        if (!(address instanceof Address.Inet inet)) return;
        config.setOption(ChannelOption.SO_REUSEADDR, true);
        if (reusePort) config.setOption(EpollChannelOption.SO_REUSEPORT, true);
        if (bind.settings().get(BindSettings.TFO))
            config.setOption(ChannelOption.TCP_FASTOPEN, backlog > 0 ? backlog : STANDARD_BACKLOG);
        if (bind.settings().get(BindSettings.DEFER_ACCEPT))
            config.setOption(EpollChannelOption.TCP_DEFER_ACCEPT, DEFER_SECONDS);
        if (bind.settings().get(BindSettings.TRANSPARENT)) config.setOption(EpollChannelOption.IP_TRANSPARENT, true);
        String device = bind.settings().get(BindSettings.INTERFACE);
        if (!device.isEmpty()) KernelOptions.bindToInterface(config, device);
        if (bind.settings().get(BindSettings.V6ONLY) && isV6(inet)) KernelOptions.v6only(config);
    }

    private static boolean isV6(Address.Inet inet) {
        return inet.family() == 6 || inet.host().contains(":");
    }

    /** Lets clients in: the servers they may ask for are there. Again does no harm. */
    public void accept() {
        for (Accepting door : doors) door.open();
    }

    /**
     * Goes on by a `bind` line that was written anew, maybe of another frontend: what is accepted from now on is that one's,
     * and nobody was refused. What the kernel was told at the start stays.
     */
    public void follow(Gate gate, BindConfig bind, Settings frontend) {
        this.gate = gate;
        this.bind = bind;
        counters = countersFor(frontend);
        entrance = new Entrance(name(bind), counters);
        for (Accepting door : doors) door.moveTo(gate, entrance);
        room.limit(bind.settings().get(BindSettings.MAXCONN));
    }

    /** Lets nobody in any more, and leaves the address to others where it can. What is accepted goes on. */
    public void pause() {
        // An inherited socket could not be opened again.
        if (address instanceof Address.Fd) for (Accepting door : doors) door.shut();
        else close();
    }

    /**
     * Listens again after {@link #pause}.
     *
     * @throws IOException when somebody else has the address meanwhile
     */
    public void resume() throws IOException {
        if (doors.isEmpty()) listen();
        accept();
    }

    /** Stops listening. What is accepted goes on. */
    public void close() {
        for (Accepting door : doors) door.close();
        doors.clear();
        if (address instanceof Address.Unix unix) {
            try {
                SocketFile.remove(Path.of(unix.path()));
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger("io.hecd").warn("cannot remove {}: {}", unix.path(), e.getMessage());
            }
        }
    }
}
