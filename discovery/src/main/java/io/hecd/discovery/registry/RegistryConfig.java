package io.hecd.discovery.registry;

import io.hecd.config.text.Position;
import io.hecd.discovery.keys.TlsFiles;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A `registry` section, or the registry that there is when none is written. Two that are equal need no restart.
 *
 * @param panicPercent how much of a backend may vanish at once, 0 to 100
 * @param debounceMillis changes that come faster are put together; the first after a pause is applied at once
 * @param http where the v2 keys API is served
 * @param allowEmpty whether a backend may lose its last server to the registry
 * @param allowed networks that servers may be in; empty for all that are not denied
 * @param lastGood where the sets read last are kept for a start without the store
 */
public record RegistryConfig(
        Position at,
        String name,
        StoreConfig store,
        Optional<Login> login,
        Optional<Tls> tls,
        int panicPercent,
        long debounceMillis,
        Optional<HttpAt> http,
        boolean allowEmpty,
        List<Network> allowed,
        Path lastGood) {
    /** Which store, and where. */
    public sealed interface StoreConfig {}

    /** `store etcd URL...`: http or https, all of one cluster. */
    public record EtcdAt(List<URI> endpoints) implements StoreConfig {}

    /** `http ADDRESS [ssl crt FILE ...]`; its files are read again when they change. */
    public record HttpAt(InetSocketAddress address, Optional<TlsFiles> tls) {}

    /** `store embedded DIRECTORY`. */
    public record EmbeddedAt(Path directory) implements StoreConfig {}

    /** `user NAME password-file FILE`; the file is read at each start of the store, its last line feed is no part of it. */
    public record Login(String user, Path passwordFile) {}

    /** `ssl ca-file FILE crt FILE`: PEM; `crt` holds the certificate and its key. */
    public record Tls(Optional<Path> caFile, Optional<Path> crt) {}

    /** The same except for where it is written. */
    public boolean sameAs(RegistryConfig other) {
        return withoutPlace().equals(other.withoutPlace());
    }

    private RegistryConfig withoutPlace() {
        return new RegistryConfig(
                Position.NONE,
                name,
                store,
                login,
                tls,
                panicPercent,
                debounceMillis,
                http,
                allowEmpty,
                allowed,
                lastGood);
    }
}
