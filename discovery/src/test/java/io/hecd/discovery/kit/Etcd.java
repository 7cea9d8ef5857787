package io.hecd.discovery.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real etcd with a directory and ports of its own, from {@link #start} to {@link #close}. Everything done to it is done by its
 * pid or with etcdctl. What it logged is in the message when it does not come up.
 */
public final class Etcd implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final String PASSWORD = "secret";

    /** What differs from a plain node; each method gives a changed copy. */
    public record Settings(List<String> flags, List<String> tls, List<String> etcdctl, Optional<Namespace> namespace) {
        public static final Settings PLAIN = new Settings(List.of(), List.of(), List.of(), Optional.empty());

        /** Serves the v2 keys API too. */
        public Settings v2() {
            return flag("--enable-v2=true");
        }

        public Settings flag(String flag) {
            List<String> more = new ArrayList<>(flags);
            more.add(flag);
            return new Settings(List.copyOf(more), tls, etcdctl, namespace);
        }

        /** https, and only for clients with a certificate of this authority. */
        public Settings tls(Certificates certificates) {
            return new Settings(flags, certificates.etcdFlags(), certificates.etcdctlFlags(), namespace);
        }

        /** Runs behind a cable of its own. */
        public Settings in(Namespace namespace) {
            return new Settings(flags, tls, etcdctl, Optional.of(namespace));
        }

        public Etcd start() {
            // Alone it need not wait for the votes of others.
            Etcd etcd = new Etcd("one", flag("--heartbeat-interval=20").flag("--election-timeout=200"));
            etcd.boot(etcd.name + "=" + etcd.peerUrl(), "hecd");
            etcd.awaitHealth();
            return etcd;
        }
    }

    private final String name;
    private final Settings settings;
    private final Path directory;
    private final Path log;
    private final int clientPort = Ports.free();
    private final int peerPort = Ports.free();
    private final int metricsPort = Ports.free();
    private final List<String> etcdctlFlags;
    private List<String> command = List.of();
    private Path data;
    private Optional<Process> process = Optional.empty();

    Etcd(String name, Settings settings) {
        this.name = name;
        this.settings = settings;
        etcdctlFlags = new ArrayList<>(settings.etcdctl());
        try {
            directory = Files.createTempDirectory("etcd-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log = directory.resolve("log");
        data = directory.resolve("data");
    }

    /** A plain node that answers. */
    public static Etcd start() {
        return Settings.PLAIN.start();
    }

    public static Settings with() {
        return Settings.PLAIN;
    }

    /** For clients: `http://127.0.0.1:PORT`, or with the address of its namespace. */
    public String url() {
        String host = settings.namespace().map(Namespace::host).orElse("127.0.0.1");
        return (settings.tls().isEmpty() ? "http" : "https") + "://" + host + ":" + clientPort;
    }

    public int port() {
        return clientPort;
    }

    public String name() {
        return name;
    }

    /** Everything it has logged. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What etcdctl prints; as root once {@link #authOn} was called. */
    public String etcdctl(String... arguments) {
        // From within its namespace: a cut cable must not keep the test from writing keys.
        List<String> all =
                new ArrayList<>(settings.namespace().map(Namespace::prefix).orElse(List.of()));
        all.addAll(List.of(Programs.find("etcdctl", "etcd-client"), "--endpoints", url(), "--command-timeout=10s"));
        all.addAll(etcdctlFlags);
        all.addAll(List.of(arguments));
        return Programs.run(directory, Map.of("ETCDCTL_API", "3"), all).strip();
    }

    public void put(String key, String value) {
        etcdctl("put", "--", key, value);
    }

    /** Any bytes; only without TLS and authentication. */
    public void put(byte[] key, byte[] value) {
        gateway("kv/put", pair(key, value));
    }

    /** `PREFIX0` to `PREFIXn`, each with its number as value, a hundred at one revision; as {@link #put(byte[], byte[])}. */
    public void putMany(String prefix, int count) {
        for (int from = 0; from < count; from += 100)
            gateway(
                    "kv/txn",
                    IntStream.range(from, Math.min(from + 100, count))
                            .mapToObj(i -> "{\"requestPut\":"
                                    + pair(
                                            (prefix + i).getBytes(UTF_8),
                                            Integer.toString(i).getBytes(UTF_8)) + "}")
                            .collect(Collectors.joining(",", "{\"success\":[", "]}")));
    }

    /** Two keys at one revision; as {@link #put(byte[], byte[])}. */
    public void putTogether(String key, String value, String other, String otherValue) {
        gateway(
                "kv/txn",
                "{\"success\":[{\"requestPut\":" + pair(key.getBytes(UTF_8), value.getBytes(UTF_8))
                        + "},{\"requestPut\":" + pair(other.getBytes(UTF_8), otherValue.getBytes(UTF_8)) + "}]}");
    }

    public void delete(String key) {
        etcdctl("del", "--", key);
    }

    public long revision() {
        String status = etcdctl("endpoint", "status", "-w", "fields");
        for (String line : status.split("\n"))
            if (line.startsWith("\"Revision\"")) return Long.parseLong(line.replaceAll(".*: *", ""));
        throw new AssertionError(status);
    }

    /** Forgets all history before the present revision. */
    public void compact() {
        etcdctl("compact", "--physical", Long.toString(revision()));
    }

    /** SIGSTOP: connections stay, nothing is answered. */
    public void stop() {
        Programs.signal(process.orElseThrow(), "STOP");
    }

    /** SIGCONT. */
    public void cont() {
        Programs.signal(process.orElseThrow(), "CONT");
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        Process running = process.orElseThrow();
        running.destroyForcibly();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) throw new AssertionError("etcd cannot be killed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Again with what it had, after {@link #kill}. */
    public void restart() {
        launch();
        awaitHealth();
    }

    /** A copy of all keys, for {@link #restore}. */
    public Path snapshot() {
        Path file = directory.resolve("snapshot-" + System.nanoTime());
        etcdctl("snapshot", "save", file.toString());
        return file;
    }

    /**
     * What an operator does after a disaster: ends it and starts it from the copy. The cluster's id is the same if `token` is (a
     * fresh node has `hecd`).
     */
    public void restore(Path snapshot, String token) {
        if (isAlive()) kill();
        data = directory.resolve("restored-" + System.nanoTime());
        List<String> command = List.of(
                Programs.find("etcdctl", "etcd-client"),
                "snapshot",
                "restore",
                snapshot.toString(),
                "--name=" + name,
                "--data-dir=" + data,
                "--initial-cluster=" + name + "=" + peerUrl(),
                "--initial-advertise-peer-urls=" + peerUrl(),
                "--initial-cluster-token=" + token);
        Programs.run(directory, Map.of("ETCDCTL_API", "3"), command);
        boot(name + "=" + peerUrl(), token);
        awaitHealth();
    }

    /** Switches authentication on, with the users `root` and `user`, who may do all below `prefix`. Passwords are `secret`. */
    public void authOn(String user, String prefix) {
        etcdctl("user", "add", "root:" + PASSWORD);
        etcdctl("user", "grant-role", "root", "root");
        etcdctl("user", "add", user + ":" + PASSWORD);
        etcdctl("role", "add", user);
        etcdctl("role", "grant-permission", user, "--prefix=true", "readwrite", prefix);
        etcdctl("user", "grant-role", user, user);
        etcdctl("auth", "enable");
        etcdctlFlags.add("--user=root:" + PASSWORD);
    }

    /** Ends all leases: their keys vanish at once. */
    public void revokeAll() {
        for (String line : etcdctl("lease", "list").split("\n"))
            if (line.matches("[0-9a-f]{8,16}")) etcdctl("lease", "revoke", line);
    }

    @Override
    public void close() {
        if (isAlive()) kill();
        Programs.deleteTree(directory);
    }

    String peerUrl() {
        return "http://127.0.0.1:" + peerPort;
    }

    void boot(String cluster, String token) {
        List<String> words =
                new ArrayList<>(settings.namespace().map(Namespace::prefix).orElse(List.of()));
        words.addAll(List.of(
                Programs.find("etcd", "etcd-server"),
                "--name=" + name,
                "--data-dir=" + data,
                "--listen-client-urls=" + url(),
                "--advertise-client-urls=" + url(),
                "--listen-peer-urls=" + peerUrl(),
                "--initial-advertise-peer-urls=" + peerUrl(),
                "--initial-cluster=" + cluster,
                "--initial-cluster-token=" + token,
                "--listen-metrics-urls=" + metricsUrl()));
        words.addAll(settings.flags());
        words.addAll(settings.tls());
        command = List.copyOf(words);
        launch();
    }

    /** The sum of a metric's lines that contain `words`. */
    public double metric(String name, String words) {
        return ask("/metrics")
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(words))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    boolean isLeader() {
        return isAlive() && ask("/metrics").contains("\netcd_server_is_leader 1\n");
    }

    void awaitHealth() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!ask("/health").contains("\"health\":\"true\"")) {
            if (!isAlive() || System.nanoTime() - end > 0)
                throw new AssertionError("etcd " + name + " does not come up:\n" + log());
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean isAlive() {
        return process.isPresent() && process.get().isAlive();
    }

    void launch() {
        process = Optional.of(Programs.start(command, log));
    }

    private static String pair(byte[] key, byte[] value) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"key\":\"" + base64.encodeToString(key) + "\",\"value\":\"" + base64.encodeToString(value) + "\"}";
    }

    /** etcd's JSON face, which costs no process. */
    private void gateway(String path, String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url() + "/v3/" + path).toURL().openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
            if (connection.getResponseCode() != 200) throw new AssertionError(connection.getResponseMessage());
            connection.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String metricsUrl() {
        return "http://" + settings.namespace().map(Namespace::host).orElse("127.0.0.1") + ":" + metricsPort;
    }

    private String ask(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(metricsUrl() + path).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            try (var body = connection.getInputStream()) {
                return new String(body.readAllBytes(), UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }
}
