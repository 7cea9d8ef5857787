package io.hecd.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.command.Commands;
import io.hecd.admin.kit.Operator;
import io.hecd.admin.kit.Promtool;
import io.hecd.admin.socket.SocketSubsystem;
import io.hecd.discovery.registry.Registries;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Client;
import io.hecd.time.Clock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `http-request use-service prometheus-exporter`, asked as Prometheus asks. */
class MetricsServiceTest {
    @TempDir
    private Path directory;

    private Path socket = Path.of("");
    private LoadBalancer hecd;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("s");
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        Registries registries = new Registries(Clock.system(), (config, clock) -> {
            throw new IllegalStateException("nobody asks for one here");
        });
        MetricsService metrics = new MetricsService(health, registries);
        Parts parts = Parts.standard();
        SocketSubsystem.words(parts.sections());
        parts.named().with(MetricsService.NAME, metrics);
        hecd = LoadBalancer.builder()
                .parts(parts)
                .configuration("""
                        global
                          stats socket %s
                        defaults
                          mode http
                          timeout connect 1s
                          timeout client 5s
                          timeout server 5s
                        listen px
                          bind 127.0.0.1:0
                          http-request use-service prometheus-exporter if { path /metrics }
                          http-request return status 404
                          server s1 127.0.0.1:1
                          server off 127.0.0.1:1 disabled
                        """.formatted(socket))
                .with(health)
                .with(metrics)
                .with(new SocketSubsystem(health, Commands.standard().with(new ShowMetrics(health, registries))))
                .start();
        client = new Client((InetSocketAddress) hecd.addresses().get(0));
    }

    @AfterEach
    void stop() {
        hecd.close();
    }

    private static Set<String> families(String exposition) {
        return exposition
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_scrape_gives_the_families_of_show_metrics() {
        // The first answer makes families that are there from then on.
        assertThat(client.get("/metrics").status()).isEqualTo(200);
        Answer scraped = client.get("/metrics");
        assertThat(scraped.header("content-type")).isEqualTo("text/plain; version=0.0.4");
        assertThat(scraped.header("cache-control")).isEqualTo("no-cache");
        assertThat(families(scraped.body()))
                .hasSizeGreaterThan(100)
                .isEqualTo(families(Operator.ask(socket, "show metrics")));
    }

    @Test
    void its_query_says_which_part() {
        assertThat(client.get("/metrics?scope=%73erver&no-maint").body())
                .contains("server=\"s1\"")
                .doesNotContain("server=\"off\"", "haproxy_backend_");
        assertThat(families(
                        client.get("/metrics?metrics=haproxy_up&scope=backend").body()))
                .isEqualTo(families(client.get("/metrics?scope=backend").body()));
    }

    @Test
    void what_is_not_understood_is_refused() {
        assertThat(client.get("/metrics?scope=nobody").status()).isEqualTo(400);
        assertThat(client.get("/metrics?scope=%zz").status()).isEqualTo(400);
        assertThat(client.get("/other").status()).isEqualTo(404);
    }

    @Test
    void a_head_has_no_body() {
        Answer head = client.raw("HEAD /metrics?scope=backend HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void promtool_finds_nothing_but_what_it_finds_in_haproxys() throws Exception {
        assertThat(Promtool.says(client.get("/metrics").body(), directory)).isEqualTo(Promtool.OF_HAPROXY);
    }
}
