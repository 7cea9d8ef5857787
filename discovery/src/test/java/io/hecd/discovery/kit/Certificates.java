package io.hecd.discovery.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate authority with a server's and clients' certificates, as PEM files in a directory, made by openssl. */
public final class Certificates implements AutoCloseable {
    private final Path directory;

    private Certificates() {
        try {
            directory = Files.createTempDirectory("certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An authority, and `server.pem` for 127.0.0.1. */
    public static Certificates create() {
        Certificates made = new Certificates();
        made.openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                + " -keyout ca.key -out ca.pem -days 2 -subj /CN=authority-" + made.directory.getFileName());
        made.issue("server", 2);
        return made;
    }

    /** `NAME.pem` and `NAME.key`, good for so many days; with 0 it is over at once. */
    public void issue(String name, int days) {
        try {
            Files.writeString(
                    directory.resolve("extensions"),
                    "subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout " + name
                + ".key -out request -subj /CN=" + name);
        openssl("x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions -days " + days
                + " -out " + name + ".pem");
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    List<String> etcdctlFlags() {
        return List.of("--cacert=" + path("ca.pem"), "--cert=" + path("server.pem"), "--key=" + path("server.key"));
    }

    List<String> etcdFlags() {
        return List.of(
                "--cert-file=" + path("server.pem"),
                "--key-file=" + path("server.key"),
                "--client-cert-auth=true",
                "--trusted-ca-file=" + path("ca.pem"));
    }

    @Override
    public void close() {
        Programs.deleteTree(directory);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private void openssl(String words) {
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        command.add(0, Programs.find("openssl", "openssl"));
        Programs.run(directory, Map.of(), command);
    }
}
