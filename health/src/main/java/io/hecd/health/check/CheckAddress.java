package io.hecd.health.check;

import io.hecd.backend.Server;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a server is checked: its own address unless `addr` or `port` of its line, or a `connect` step, say otherwise
 * (manual 5.2). Names are looked up while loading only.
 */
final class CheckAddress {
    private final Server server;
    private final Optional<InetAddress> host;
    private final int port;

    CheckAddress(Server server) {
        this(
                server,
                lookUp(settings(server).get(ServerSettings.CHECK_ADDR)),
                settings(server).get(ServerSettings.CHECK_PORT));
    }

    private CheckAddress(Server server, Optional<InetAddress> host, int port) {
        this.server = server;
        this.host = host;
        this.port = port;
    }

    CheckAddress withHost(InetAddress other) {
        return new CheckAddress(server, Optional.of(other), port);
    }

    CheckAddress withPort(int other) {
        return new CheckAddress(server, host, other);
    }

    /** Empty for the server's own. */
    Optional<InetAddress> host() {
        return host;
    }

    /** 0 for the server's own. */
    int port() {
        return port;
    }

    Optional<SocketAddress> of(Step.Connect step) {
        SocketAddress own = server.address();
        int wanted = step.port() > 0 ? step.port() : port;
        Optional<InetAddress> other = step.host().isEmpty() ? host : lookUp(step.host());
        if (!(own instanceof InetSocketAddress inet)) {
            return other.isPresent() && wanted > 0
                    ? Optional.of(new InetSocketAddress(other.get(), wanted))
                    : Optional.of(own);
        }
        InetAddress ip = other.orElse(inet.getAddress());
        if (ip == null) return Optional.empty();
        return Optional.of(new InetSocketAddress(ip, wanted > 0 ? wanted : inet.getPort()));
    }

    private static Settings settings(Server server) {
        return server.config().settings();
    }

    private static Optional<InetAddress> lookUp(String host) {
        if (host.isEmpty()) return Optional.empty();
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
