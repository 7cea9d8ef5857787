package io.hecd.discovery.store;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The TLS files of an {@link EtcdStore}, and what was made of them. Used on the store's thread. */
final class EtcdTls {
    private final EtcdOptions.Tls files;
    private List<String> stamps;
    private SslContext context;

    /** {@link StoreException} when the files are not there or make no sense. */
    EtcdTls(EtcdOptions.Tls files) {
        this.files = files;
        stamps = stamps();
        context = load();
    }

    SslContext context() {
        return context;
    }

    /** Reads the files again if they changed; true if there is a new context. When it throws, the old one stays. */
    boolean refresh() {
        List<String> now = stamps();
        if (now.equals(stamps)) return false;
        stamps = now;
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

    /** What tells a file from its successor. */
    private List<String> stamps() {
        List<String> stamps = new ArrayList<>();
        for (Path file : files.files()) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(now.fileKey() + " " + now.size() + " " + now.lastModifiedTime());
            } catch (IOException e) {
                stamps.add("missing");
            }
        }
        return stamps;
    }
}
