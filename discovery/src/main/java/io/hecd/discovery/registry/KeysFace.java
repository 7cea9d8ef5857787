package io.hecd.discovery.registry;

import io.github.resilience4j.core.IntervalFunction;
import io.hecd.discovery.keys.KeysApi;
import io.hecd.discovery.keys.Options;
import io.hecd.discovery.store.StoreException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The v2 keys API of a registry whose section has an `http` line. When its address is taken, by a hecd that is about to end
 * perhaps, it is tried again until it is free. Begun on the control thread, tried again on the registry's.
 */
final class KeysFace implements AutoCloseable {
    private static final IntervalFunction TRY_AGAIN = IntervalFunction.ofExponentialRandomBackoff(200, 2.0, 0.5, 5_000);

    private final Registry registry;
    private final RegistryConfig config;
    private Optional<KeysApi> api = Optional.empty();
    private String trouble = "";
    private int failures;
    private boolean closed;

    KeysFace(Registry registry, RegistryConfig config) {
        this.registry = registry;
        this.config = config;
        start();
    }

    private synchronized void start() {
        if (closed) return;
        RegistryConfig.HttpAt http = config.http().orElseThrow();
        InetSocketAddress address = http.address();
        try {
            Options options = Options.STANDARD.clock(registry.clock());
            if (config.login().isPresent()) {
                RegistryConfig.Login login = config.login().get();
                options = options.login(login.user(), Stores.password(login));
            }
            if (http.tls().isPresent()) options = options.tls(http.tls().get());
            api = Optional.of(KeysApi.start(registry.store(), address, options));
            if (failures > 0) registry.say("the keys API is served at " + address);
        } catch (UncheckedIOException | StoreException | IllegalArgumentException e) {
            String sentence = sentence(e);
            if (!sentence.equals(trouble)) registry.warn(sentence + "; trying again");
            trouble = sentence;
            registry.later(this::start, TRY_AGAIN.apply(++failures));
        }
    }

    private static String sentence(RuntimeException e) {
        Throwable cause = e.getCause();
        return String.valueOf(e instanceof UncheckedIOException && cause != null ? cause.getMessage() : e.getMessage());
    }

    synchronized Optional<InetSocketAddress> address() {
        return api.map(KeysApi::address);
    }

    @Override
    public synchronized void close() {
        closed = true;
        api.ifPresent(KeysApi::close);
        api = Optional.empty();
    }
}
