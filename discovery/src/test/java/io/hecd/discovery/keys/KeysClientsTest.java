package io.hecd.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.discovery.store.EtcdOptions;
import io.hecd.discovery.store.EtcdStore;
import io.hecd.discovery.store.Store;
import io.hecd.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that others wrote for etcd's v2 API, on etcd itself (so that the scripts are right), on us with the embedded store,
 * and on us with an etcd behind. {@code bin/test} installs them.
 */
class KeysClientsTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    /** Debian's: another Python has not got Debian's packages. */
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    static Path directory;

    private static Etcd etcd;
    private static Store embedded;
    private static Store remote;
    private static KeysApi onEmbedded;
    private static KeysApi onEtcd;

    @BeforeAll
    static void start() {
        etcd = Etcd.with().v2().start();
        embedded = EmbeddedStore.open(directory, Clock.system());
        remote = EtcdStore.connect(EtcdOptions.of(etcd.url()));
        onEmbedded = KeysApi.start(embedded, new InetSocketAddress(HERE, 0), Options.STANDARD);
        onEtcd = KeysApi.start(remote, new InetSocketAddress(HERE, 0), Options.STANDARD);
    }

    @AfterAll
    static void stop() {
        onEmbedded.close();
        onEtcd.close();
        embedded.close();
        remote.close();
        etcd.close();
    }

    @Test
    void python_etcd() throws Exception {
        run(List.of(PYTHON, "-c", "import etcd"), "python-etcd is missing; install it: apt-get install python3-etcd");
        for (int port : ports())
            assertThat(run(List.of(PYTHON, "src/test/clients/python_etcd.py", host(), "" + port), "python-etcd fails"))
                    .isEqualTo("passed 44\n");
    }

    @Test
    void node_etcd() throws Exception {
        Path modules = modules();
        assertThat(modules.resolve("node-etcd"))
                .as("node-etcd is missing; bin/test installs it, with npm, from discovery/src/test/clients")
                .exists();
        for (int port : ports())
            assertThat(run(List.of("node", "src/test/clients/node_etcd.js", host(), "" + port), "node-etcd fails"))
                    .isEqualTo("passed 23\n");
    }

    @Test
    void etcdctl() throws Exception {
        String[] said = new String[3];
        for (int i = 0; i < 3; i++)
            said[i] = run(
                    List.of("sh", "src/test/clients/etcdctl_v2.sh", "http://" + host() + ":" + ports()[i]),
                    "etcdctl is missing; install it: apt-get install etcd-client");
        assertThat(said[0]).contains("[set] /ctl/w/x\nseen").doesNotContain("etcdctl: ");
        assertThat(said[1]).isEqualTo(said[0]);
        assertThat(said[2]).isEqualTo(said[0]);
    }

    private static int[] ports() {
        return new int[] {
            etcd.port(), onEmbedded.address().getPort(), onEtcd.address().getPort()
        };
    }

    private static String host() {
        return HERE.getHostAddress();
    }

    /** Where bin/test puts what npm installs. */
    private static Path modules() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("hecd-test/node_modules");
    }

    private static String run(List<String> command, String otherwise) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "client", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("NODE_PATH", modules().toString(), "PYTHONDONTWRITEBYTECODE", "1"));
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as("%s (%s):\n%s", otherwise, String.join(" ", command), said)
                .isTrue();
        return said;
    }
}
