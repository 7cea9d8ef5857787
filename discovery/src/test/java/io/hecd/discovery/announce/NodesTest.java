package io.hecd.discovery.announce;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.section.Sections;
import io.hecd.discovery.DiscoverySubsystem;
import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.registry.Stores;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.time.Clock;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hecd itself announces and serves beside a registry: its node, and the keys API. */
class NodesTest {
    private final Etcd etcd = Etcd.start();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        etcd.close();
    }

    private LoadBalancer start(String global, String http) throws Exception {
        Parts parts = Parts.standard();
        Sections words = parts.sections();
        DiscoverySubsystem.words(words);
        return LoadBalancer.builder()
                .parts(parts)
                .with(new DiscoverySubsystem(Clock.system(), Stores::open))
                .configuration("""
                        global
                          %s
                        registry main
                          store etcd %s
                          last-good %s
                          %s
                        listen px
                          bind 127.0.0.1:0
                          mode http
                          servers-from /app/servers/*
                        """.formatted(global, etcd.url(), directory.resolve("last"), http))
                .start();
    }

    private String nodes() {
        return etcd.etcdctl("get", "--prefix", Nodes.DIRECTORY);
    }

    @Test
    void a_hecd_is_there_with_what_it_has_applied_until_it_stops() throws Exception {
        LoadBalancer one = start("node edge-1", "");
        LoadBalancer other = start("", "");
        eventually(() -> assertThat(nodes()).contains("/hecd/nodes/edge-1\n{\"version\":\""));
        eventually(() -> assertThat(nodes())
                .containsPattern(
                        "/hecd/nodes/[A-Za-z0-9._-]+-" + ProcessHandle.current().pid() + "\n")
                .contains("\"addresses\":[\"127.0.0.1:0\"],\"started\":\"20"));
        etcd.put("/app/servers/a", "127.0.0.1:9");
        long revision = etcd.revision();
        eventually(() -> assertThat(nodes()).contains("\"revision\":" + revision + "}"));
        one.stop();
        assertThat(nodes()).doesNotContain("edge-1");
        other.stop();
        assertThat(nodes()).isEmpty();
    }

    @Test
    void the_keys_api_is_served_as_soon_as_its_address_is_free() throws Exception {
        ServerSocket taken = new ServerSocket();
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int port = taken.getLocalPort();
        LoadBalancer balancer = start("", "http 127.0.0.1:" + port);
        taken.close();
        eventually(() -> assertThat(status(port)).isEqualTo(200));
        balancer.stop();
        assertThat(status(port)).isZero();
    }

    private static int status(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/version").toURL().openConnection();
            connection.setReadTimeout(1000);
            return connection.getResponseCode();
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
