package io.hecd.discovery.sync;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.discovery.registry.IpLiteral;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.store.Entry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Makes servers of keys, for one line of the configuration. On the registry's thread, where names may be looked up. */
final class ServerReader {
    private final Settings settings;
    private final RegistryConfig config;
    private final AddressGuard guard;

    /** What a key's value was read as, or why it is not taken. */
    record Read(String value, Optional<Announced> server, String refused) {}

    /** @param settings of the words on the line */
    ServerReader(Settings settings, RegistryConfig config, AddressGuard guard) {
        this.settings = settings;
        this.config = config;
        this.guard = guard;
    }

    Read read(Entry entry, String name) {
        try {
            ServerConfig server = ServerValue.read(entry.key(), name, entry.value(), settings);
            Address.Inet inet = (Address.Inet) server.address();
            Optional<InetAddress> ip = resolve(inet.host());
            if (ip.isEmpty()) return refused(entry, "the host name is not known to the resolver");
            InetSocketAddress address = new InetSocketAddress(ip.get(), inet.port());
            String objection = guard.objection(address, config.allowed());
            if (!objection.isEmpty()) return refused(entry, objection);
            return new Read(entry.value(), Optional.of(new Announced(entry.key(), server, address)), "");
        } catch (ServerValue.Refused refused) {
            return refused(entry, String.valueOf(refused.getMessage()));
        }
    }

    private static Read refused(Entry entry, String why) {
        return new Read(entry.value(), Optional.empty(), why);
    }

    private static Optional<InetAddress> resolve(String host) {
        Optional<InetAddress> literal = IpLiteral.parse(host);
        if (literal.isPresent()) return literal;
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
