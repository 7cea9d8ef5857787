package io.hecd.discovery.keys;

import io.hecd.discovery.store.FileStamps;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a {@link KeysApi}, 1.2 and 1.3. The files are looked at for each connection; those that make no sense change nothing.
 * Confined to the loop.
 */
final class KeysTls {
    private static final Logger LOG = LoggerFactory.getLogger(KeysTls.class);

    private final TlsFiles files;
    private final FileStamps stamps;
    private SslContext context;

    /** IllegalArgumentException says what is wrong with the files. */
    KeysTls(TlsFiles files) {
        this.files = files;
        stamps = new FileStamps(files.all());
        context = load(files);
    }

    /** For a connection that begins now. */
    SslContext context() {
        if (stamps.changed()) {
            try {
                context = load(files);
                LOG.info("the keys API uses the new {}", files.all());
            } catch (IllegalArgumentException e) {
                LOG.warn("the keys API goes on with the certificate it has: {}", e.getMessage());
            }
        }
        return context;
    }

    static SslContext load(TlsFiles files) {
        Pem crt = Pem.read(files.crt());
        List<X509Certificate> chain = crt.certificates();
        // The JDK's provider: a few handshakes are not worth native memory.
        SslContextBuilder builder = SslContextBuilder.forServer(
                        crt.key(chain.get(0)), chain.toArray(new X509Certificate[0]))
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .clientAuth(asked(files.verify()));
        files.caFile()
                .ifPresent(file ->
                        builder.trustManager(Pem.read(file).certificates().toArray(new X509Certificate[0])));
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("cannot use " + files.all() + ": " + e.getMessage(), e);
        }
    }

    private static ClientAuth asked(TlsFiles.Verify verify) {
        return switch (verify) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
