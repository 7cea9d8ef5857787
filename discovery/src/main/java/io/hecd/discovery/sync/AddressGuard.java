package io.hecd.discovery.sync;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.discovery.registry.IpLiteral;
import io.hecd.discovery.registry.Network;
import io.hecd.discovery.registry.RegistryConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses a registry may send traffic to: not to the link (cloud metadata), to nowhere, to many, or back to hecd
 * itself; with `allow-cidr` only to those networks. Loopback stays allowed: containers of the same host.
 */
final class AddressGuard {
    private final List<InetSocketAddress> own;

    private AddressGuard(List<InetSocketAddress> own) {
        this.own = own;
    }

    /** Knows the listeners of a configuration by their `bind` lines, and those of registries by `http`. */
    static AddressGuard of(Configuration configuration, List<RegistryConfig> registries) {
        List<InetSocketAddress> own = new ArrayList<>();
        for (ProxyConfig proxy : configuration.proxies())
            for (BindConfig bind : proxy.binds())
                for (Address address : bind.addresses())
                    if (address instanceof Address.Inet inet && inet.port() > 0) own.add(listener(inet));
        for (RegistryConfig registry : registries) registry.http().ifPresent(http -> own.add(http.address()));
        return new AddressGuard(List.copyOf(own));
    }

    private static InetSocketAddress listener(Address.Inet inet) {
        return IpLiteral.parse(inet.host())
                .map(host -> new InetSocketAddress(host, inet.port()))
                .orElseGet(() -> new InetSocketAddress(inet.port()));
    }

    /** @return why not, or nothing */
    String objection(InetSocketAddress address, List<Network> allowed) {
        InetAddress ip = address.getAddress();
        if (ip.isAnyLocalAddress()) return "the address is every address";
        if (ip.isMulticastAddress() || isBroadcast(ip)) return "the address stands for many";
        if (ip.isLinkLocalAddress()) return "the address is one of the link only";
        for (InetSocketAddress listener : own)
            if (listener.getPort() == address.getPort() && reaches(listener.getAddress(), ip))
                return "the address is a listener of hecd itself";
        for (Network network : allowed) if (network.contains(ip)) return "";
        return allowed.isEmpty() ? "" : "the address is in no network of 'allow-cidr'";
    }

    private static boolean isBroadcast(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1);
    }

    private static boolean reaches(InetAddress listener, InetAddress ip) {
        if (!listener.isAnyLocalAddress()) return listener.equals(ip);
        try {
            return ip.isLoopbackAddress() || NetworkInterface.getByInetAddress(ip) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
