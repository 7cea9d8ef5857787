package io.hecd.runtime;

import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The `server` lines of a backend turned into live servers, at the start and at a reload. Control thread. */
final class Servers {
    private Servers() {}

    /** The addresses of all servers, or an error for each that has none; unresolved where it may start without one. */
    static Map<String, SocketAddress> resolve(ProxyConfig proxy, Problems problems) {
        Map<String, SocketAddress> addresses = new HashMap<>();
        for (ServerConfig server : proxy.servers()) {
            checkSource(server, problems);
            Optional<SocketAddress> address = first(server, problems);
            if (address.isPresent()) addresses.put(server.name(), address.get());
            else
                problems.error(
                        "server-address",
                        server.at(),
                        0,
                        "the address '" + server.address() + "' of server '" + server.name() + "' cannot be resolved",
                        "use an IP address, or a name that the resolver of this machine knows");
        }
        return addresses;
    }

    /** For who only wants to know which server it would be: this machine stands in for each. */
    static Map<String, SocketAddress> unresolved(ProxyConfig proxy) {
        Map<String, SocketAddress> addresses = new HashMap<>();
        for (ServerConfig server : proxy.servers())
            addresses.put(
                    server.name(),
                    server.address() instanceof Address.Inet inet
                            ? new InetSocketAddress(NetUtil.LOCALHOST4, Math.max(0, inet.port()))
                            : new InetSocketAddress(NetUtil.LOCALHOST4, 0));
        return addresses;
    }

    /** The address to begin with: a name's by the methods of `init-addr` in turn (manual 5.2). */
    private static Optional<SocketAddress> first(ServerConfig server, Problems problems) {
        if (!(server.address() instanceof Address.Inet inet) || !isName(inet.host())) return resolve(server.address());
        int port = Math.max(0, inet.port());
        boolean failed = false;
        for (String method : server.settings().get(ServerSettings.INIT_ADDR).split(",", -1)) {
            switch (method) {
                case "last" -> {} // there is no state file to find it in
                case "libc" -> {
                    Optional<SocketAddress> known = resolve(inet);
                    if (known.isPresent()) return known;
                    failed = true;
                }
                case "none" -> {
                    if (failed) warn(server, problems, "it gets no requests", "reload when the name is known");
                    return Optional.of(InetSocketAddress.createUnresolved(inet.host(), port));
                }
                default -> {
                    if (failed) warn(server, problems, method + " is taken instead", "");
                    return Optional.of(new InetSocketAddress(method, port));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String host) {
        return !host.isEmpty()
                && !host.equals("*")
                && !NetUtil.isValidIpV4Address(host)
                && !NetUtil.isValidIpV6Address(host);
    }

    private static void warn(ServerConfig server, Problems problems, String instead, String hint) {
        problems.add(new Problem(
                Severity.WARNING,
                "server-address",
                server.at(),
                0,
                "the address '" + server.address() + "' of server '" + server.name() + "' cannot be resolved; "
                        + instead,
                hint));
    }

    private static void checkSource(ServerConfig server, Problems problems) {
        String from = server.settings().get(ServerSettings.SOURCE).host();
        if (from.isEmpty() || from.equals("*") || !new InetSocketAddress(from, 0).isUnresolved()) return;
        problems.error(
                "server-address",
                server.settings().at(ServerSettings.SOURCE),
                0,
                "the source '" + from + "' of server '" + server.name() + "' cannot be resolved",
                "use an IP address of this machine");
    }

    private static Optional<SocketAddress> resolve(Address address) {
        if (address instanceof Address.Inet inet) {
            InetSocketAddress resolved = inet.host().isEmpty() || inet.host().equals("*")
                    ? new InetSocketAddress("0.0.0.0", inet.port())
                    : new InetSocketAddress(inet.host(), Math.max(0, inet.port()));
            return resolved.isUnresolved() ? Optional.empty() : Optional.of(resolved);
        }
        if (address instanceof Address.Unix unix) return Optional.of(new DomainSocketAddress(unix.path()));
        if (address instanceof Address.Abstract named) {
            String name = "\0" + named.name();
            return Optional.of(new DomainSocketAddress(
                    named.padded() ? name + "\0".repeat(Math.max(0, 108 - name.length())) : name));
        }
        return Optional.empty();
    }

    /** Makes the backend's servers what the lines say: those that stay keep their state, counters and connections. */
    static void apply(BackendControl control, ProxyConfig proxy, Map<String, SocketAddress> addresses) {
        control.together(() -> follow(control, proxy, addresses));
    }

    private static void follow(BackendControl control, ProxyConfig proxy, Map<String, SocketAddress> addresses) {
        Set<String> wanted = new HashSet<>();
        List<Server> order = new ArrayList<>();
        for (ServerConfig server : proxy.servers()) {
            wanted.add(server.name());
            SocketAddress address = addresses.get(server.name());
            if (address == null) continue;
            Optional<Server> there = control.find(server.name());
            if (there.isPresent())
                control.reconfigure(there.get(), server, kept(there.get(), server, address), "configuration reloaded");
            order.add(there.orElseGet(
                    () -> control.add(server, address, server.settings().get(ServerSettings.ID))));
        }
        // Servers that did not come from a `server` line belong to whoever brought them.
        for (Server server : control.servers())
            if (!wanted.contains(server.name()) && fromLine(server)) control.remove(server);
        control.order(order);
    }

    /** A name that is not known any more is no reason to forget the address it had. */
    private static SocketAddress kept(Server there, ServerConfig server, SocketAddress address) {
        boolean unresolved = address instanceof InetSocketAddress inet && inet.isUnresolved();
        return unresolved && there.config().address().equals(server.address()) ? there.address() : address;
    }

    private static boolean fromLine(Server server) {
        return !server.config().at().isNone();
    }
}
