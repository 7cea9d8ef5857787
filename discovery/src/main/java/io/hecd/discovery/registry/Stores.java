package io.hecd.discovery.registry;

import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.discovery.store.EtcdOptions;
import io.hecd.discovery.store.EtcdStore;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a `store` line names. */
public final class Stores {
    private Stores() {}

    /** @throws StoreException when it cannot be opened now; it may be later */
    public static Store open(RegistryConfig config, Clock clock) {
        if (config.store() instanceof RegistryConfig.EmbeddedAt embedded)
            return EmbeddedStore.open(embedded.directory(), clock);
        return EtcdStore.connect(options((RegistryConfig.EtcdAt) config.store(), config));
    }

    private static EtcdOptions options(RegistryConfig.EtcdAt etcd, RegistryConfig config) {
        EtcdOptions options =
                EtcdOptions.of(etcd.endpoints().stream().map(URI::toString).toArray(String[]::new));
        if (config.login().isPresent()) {
            RegistryConfig.Login login = config.login().get();
            options = options.user(login.user(), () -> password(login));
        }
        if (config.tls().isPresent()) {
            RegistryConfig.Tls tls = config.tls().get();
            options = options.tls(new EtcdOptions.Tls(tls.caFile(), tls.crt(), tls.crt()));
        }
        return options;
    }

    /** The first line of the file, read whenever it is asked for: it may have been changed. */
    public static String password(RegistryConfig.Login login) {
        Path file = login.passwordFile();
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException(Reason.DENIED, "the password in " + file + " cannot be read: " + e.getMessage());
        }
    }
}
