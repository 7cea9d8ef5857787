package io.hecd.listener;

import io.hecd.config.model.Address;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;

/** What the kernel is asked to bind for an address as it is written (manual 4.2, bind). */
public final class ListenAddress {
    /** The length of sun_path, to which `abns@` pads its names with zeros. */
    private static final int NAME_BYTES = 108;

    private ListenAddress() {}

    /** A unix socket that an earlier process left behind is removed. */
    static SocketAddress resolve(Address address) throws IOException {
        if (address instanceof Address.Unix unix) SocketFile.remove(Path.of(unix.path()));
        return of(address);
    }

    /** @throws IOException when the name is not known, or nobody can listen there */
    public static SocketAddress of(Address address) throws IOException {
        if (address instanceof Address.Inet inet) {
            boolean any = inet.host().isEmpty() || inet.host().equals("*");
            String host = !any ? inet.host() : inet.family() == 6 ? "::" : "0.0.0.0";
            InetSocketAddress resolved = new InetSocketAddress(host, inet.port());
            if (resolved.isUnresolved()) throw new IOException("cannot resolve '" + host + "'");
            return resolved;
        }
        if (address instanceof Address.Unix unix) return new DomainSocketAddress(unix.path());
        if (address instanceof Address.Abstract named) {
            String name = "\0" + named.name();
            return new DomainSocketAddress(
                    named.padded() ? name + "\0".repeat(Math.max(0, NAME_BYTES - name.length())) : name);
        }
        throw new IOException("cannot listen on " + address + " yet");
    }
}
