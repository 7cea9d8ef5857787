package io.hecd.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A user and a password of Basic authentication (RFC 7617), kept as one hash. Comparing takes the same time whatever was sent. */
public final class Login {
    private final byte[] hash;

    private Login(byte[] hash) {
        this.hash = hash;
    }

    public static Login of(String user, String password) {
        return of(user + ":" + password);
    }

    /** @param login `USER:PASSWORD` */
    public static Login of(String login) {
        return new Login(hash(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param authorization the header, empty if there is none (RFC 7617) */
    public boolean permits(String authorization) {
        byte[] sent = new byte[0];
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                sent = Base64.getDecoder().decode(authorization.substring(6).trim());
            } catch (IllegalArgumentException e) {
                // Compared all the same, as nothing.
                sent = new byte[0];
            }
        }
        return MessageDigest.isEqual(hash(sent), hash);
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
