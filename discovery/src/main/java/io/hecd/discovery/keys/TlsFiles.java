package io.hecd.discovery.keys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * `ssl crt FILE [ca-file FILE] [verify none|optional|required]`, with the meaning they have on a `bind` line (manual 5.1).
 *
 * @param crt PEM: a certificate, those that lead to its authority, and its private key
 * @param caFile PEM: who signs the certificates of clients
 */
public record TlsFiles(Path crt, Optional<Path> caFile, Verify verify) {
    /** Whether clients are asked for a certificate. */
    public enum Verify {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** Reads them; IllegalArgumentException says what is wrong. */
    public void check() {
        KeysTls.load(this);
    }

    List<Path> all() {
        List<Path> all = new ArrayList<>(List.of(crt));
        caFile.ifPresent(all::add);
        return all;
    }
}
