package io.hecd.discovery.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an etcd cluster (3.4 or newer).
 *
 * @param endpoints of its members; one is used at a time, the next when it does not answer
 * @param user empty for none
 * @param password asked for whenever etcd wants it, so that a new one counts without a restart
 * @param timeoutMillis a call that takes longer has failed
 * @param silenceMillis when a watch asks, and hears nothing for so long, its connection has failed; it asks four times within
 */
public record EtcdOptions(
        List<URI> endpoints, String user, Supplier<String> password, Tls tls, long timeoutMillis, long silenceMillis) {
    private static final int PORT = 2379;

    /**
     * PEM files for `https` endpoints; read again when they change.
     *
     * @param ca who signs the servers' certificates; the JDK's list when empty
     * @param certificate of this client, and its chain; may be the same file as `key`
     * @param key PKCS#8
     */
    public record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        public static final Tls NONE = new Tls(Optional.empty(), Optional.empty(), Optional.empty());

        /** The files that are named. */
        List<Path> files() {
            List<Path> files = new ArrayList<>();
            ca.ifPresent(files::add);
            certificate.ifPresent(files::add);
            key.ifPresent(files::add);
            return files;
        }
    }

    /** Endpoints `http://HOST:PORT` or `https://HOST:PORT`; IllegalArgumentException says what is wrong with one. */
    public static EtcdOptions of(String... endpoints) {
        if (endpoints.length == 0) throw new IllegalArgumentException("etcd needs an endpoint, as http://HOST:2379");
        List<URI> uris = new ArrayList<>();
        for (String endpoint : endpoints) uris.add(endpoint(endpoint));
        return new EtcdOptions(List.copyOf(uris), "", () -> "", Tls.NONE, 3000, 3500);
    }

    /** The same of another cluster. */
    public EtcdOptions at(String... endpoints) {
        return new EtcdOptions(of(endpoints).endpoints, user, password, tls, timeoutMillis, silenceMillis);
    }

    public EtcdOptions user(String user, Supplier<String> password) {
        return new EtcdOptions(endpoints, user, password, tls, timeoutMillis, silenceMillis);
    }

    public EtcdOptions tls(Tls tls) {
        return new EtcdOptions(endpoints, user, password, tls, timeoutMillis, silenceMillis);
    }

    public EtcdOptions timeouts(long timeoutMillis, long silenceMillis) {
        return new EtcdOptions(endpoints, user, password, tls, timeoutMillis, silenceMillis);
    }

    boolean needsTls() {
        return endpoints.stream().anyMatch(endpoint -> endpoint.getScheme().equals("https"));
    }

    /** One endpoint; 2379 where it names no port. IllegalArgumentException says what is wrong with it. */
    public static URI endpoint(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean bare = (uri.getPath() == null
                        || uri.getPath().isEmpty()
                        || uri.getPath().equals("/"))
                && uri.getUserInfo() == null
                && uri.getQuery() == null;
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || !bare)
            throw wrong(text, null);
        return URI.create(scheme + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? PORT : uri.getPort()));
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not an endpoint of etcd; write http://HOST:PORT or https://HOST:PORT", cause);
    }
}
