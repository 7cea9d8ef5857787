package io.hecd.discovery.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PEM file as `crt` and `ca-file` name it: certificates, and perhaps their private key. What is wrong is said in a sentence. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final long LARGEST_BYTES = 16 << 20;

    private final Path file;
    private final String text;

    private Pem(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** IllegalArgumentException says why it cannot be read; so do the other methods. */
    static Pem read(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES)
                throw new IllegalArgumentException(file + " is no PEM file: too large");
            return new Pem(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (!block.group(1).equals("CERTIFICATE")) continue;
            try {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(bytes(block))));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(file + " has a certificate that makes no sense", e);
            }
        }
        if (found.isEmpty()) throw new IllegalArgumentException("there is no certificate in " + file);
        return found;
    }

    /** The key that belongs to `certificate`. */
    PrivateKey key(X509Certificate certificate) {
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            String kind = block.group(1);
            if (!kind.endsWith("PRIVATE KEY")) continue;
            if (!kind.equals("PRIVATE KEY"))
                throw new IllegalArgumentException("the private key in " + file + " is not plain PKCS#8 but '" + kind
                        + "'; 'openssl pkcs8 -topk8 -nodes' makes it so");
            PrivateKey key = key(bytes(block), certificate.getPublicKey());
            if (!belong(key, certificate.getPublicKey()))
                throw new IllegalArgumentException(
                        "private key and certificate in " + file + " do not belong together");
            return key;
        }
        throw new IllegalArgumentException("there is no private key in " + file);
    }

    private PrivateKey key(byte[] bytes, PublicKey other) {
        try {
            return KeyFactory.getInstance(other.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            // Not the cause: what the key has in it is no matter for a log.
            throw new IllegalArgumentException("the private key in " + file + " makes no sense, or is not "
                    + other.getAlgorithm() + " as its certificate is");
        }
    }

    private static boolean belong(PrivateKey key, PublicKey other) {
        String algorithm = other.getAlgorithm();
        String scheme = switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
        try {
            byte[] said = {1, 2, 3};
            Signature signing = Signature.getInstance(scheme);
            signing.initSign(key);
            signing.update(said);
            byte[] signed = signing.sign();
            signing.initVerify(other);
            signing.update(said);
            return signing.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] bytes(Matcher block) {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " has a " + block.group(1) + " that is no base64");
        }
    }
}
