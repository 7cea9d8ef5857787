package io.hecd.discovery.store;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The TLS files of an {@link EtcdStore}, and what was made of them. Used on the store's thread. */
final class EtcdTls {
    private final EtcdOptions.Tls files;
    private final FileStamps stamps;
    private SslContext context;

    /** {@link StoreException} when the files are not there or make no sense. */
    EtcdTls(EtcdOptions.Tls files) {
        this.files = files;
        stamps = new FileStamps(files.files());
        context = load();
    }

    SslContext context() {
        return context;
    }

    /** Reads the files again if they changed; true if there is a new context. When it throws, the old one stays. */
    boolean refresh() {
        if (!stamps.changed()) return false;
        context = load();
        return true;
    }

    private SslContext load() {
        // The JDK's provider: a handshake in hours is not worth native memory.
        SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
        try {
            if (files.ca().isPresent())
                try (InputStream ca = Files.newInputStream(files.ca().get())) {
                    builder.trustManager(ca);
                }
            if (files.certificate().isPresent()) {
                Path certificate = files.certificate().get();
                try (InputStream chain = Files.newInputStream(certificate);
                        InputStream key = Files.newInputStream(files.key().orElse(certificate))) {
                    builder.keyManager(chain, key);
                }
            }
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    StoreException.Reason.REFUSED, "cannot use the TLS files " + files.files() + ": " + e, e);
        }
    }
}
