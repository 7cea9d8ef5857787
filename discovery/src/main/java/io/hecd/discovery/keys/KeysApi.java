package io.hecd.discovery.keys;

import io.hecd.discovery.store.Store;
import io.hecd.net.LoopTimers;
import io.hecd.net.Transport;
import io.hecd.time.Timers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * etcd's v2 keys API over HTTP in front of a store, which stays its owner's. It has one event loop, `hecd-keys`, on which
 * everything of this package happens; the store answers on its own threads.
 */
public final class KeysApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeysApi.class);
    private static final int HEAD_BYTES = 8 << 10;
    private static final int BODY_BYTES = 1 << 20;

    private final Options options;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Timers timers;
    private final KeySpace space;
    private final Journal journal;
    private final Door door;
    private final Routes routes;
    private final Optional<KeysTls> tls;
    private final Channel listening;
    private final Set<KeysConnection> connections = new HashSet<>();

    /**
     * Begins to serve.
     *
     * @param address port 0 for any that is free
     * @throws UncheckedIOException if nobody can listen there
     * @throws IllegalArgumentException if the TLS files make no sense
     */
    public static KeysApi start(Store store, InetSocketAddress address, Options options) {
        return new KeysApi(store, address, options);
    }

    private KeysApi(Store store, InetSocketAddress address, Options options) {
        this.options = options;
        tls = options.tls().map(KeysTls::new);
        Transport transport = Transport.choose("");
        group = transport.loop("hecd-keys");
        loop = group.next();
        timers = LoopTimers.on(loop, options.clock());
        space = new KeySpace(store, this::execute);
        journal = new Journal(space, this::execute, timers, options.clock());
        door = new Door(options, timers);
        routes = new Routes(space, journal, options, door);
        var binding = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.listening(address))
                .option(ChannelOption.SO_BACKLOG, 128)
                .option(ChannelOption.SO_REUSEADDR, true)
                // Who waits may wait for days; a peer that is gone is to be noticed all the same.
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new UncheckedIOException(new IOException(
                    "cannot serve the keys API at " + address + ": "
                            + binding.cause().getMessage(),
                    binding.cause()));
        }
        listening = binding.channel();
        execute(journal::begin);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Looks at the clock: for tests, whose clock moves without time passing. */
    public void tick() {
        execute(timers::run);
    }

    /** Ends connections, those that wait too. The store goes on. */
    @Override
    public void close() {
        if (loop.isShuttingDown()) return;
        execute(journal::close);
        listening.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /** Wrong passwords so far. */
    int refused() {
        return door.refused();
    }

    Options options() {
        return options;
    }

    Timers timers() {
        return timers;
    }

    KeySpace space() {
        return space;
    }

    Journal journal() {
        return journal;
    }

    Routes routes() {
        return routes;
    }

    void left(KeysConnection connection) {
        connections.remove(connection);
    }

    private void accepted(Channel channel) {
        if (connections.size() >= options.connections()) {
            channel.close();
            return;
        }
        KeysConnection connection = new KeysConnection(this, channel);
        connections.add(connection);
        tls.ifPresent(with -> channel.pipeline().addLast(with.context().newHandler(channel.alloc())));
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(HEAD_BYTES)
                                .setMaxHeaderSize(HEAD_BYTES)),
                        new HttpObjectAggregator(BODY_BYTES, true),
                        connection);
    }

    /** What a store says after the end is not heard. */
    private void execute(Runnable task) {
        try {
            if (!loop.isShuttingDown()) loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed while something was on its way");
        }
    }
}
