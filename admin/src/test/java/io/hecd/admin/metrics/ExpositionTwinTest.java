package io.hecd.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Promtool;
import io.hecd.admin.kit.Site;
import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.StatsTable;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.LoadBalancer;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Eventually;
import io.hecd.scenario.kit.Haproxy;
import io.hecd.scenario.kit.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, types and labels of the metrics are those of HAProxy 2.6's exporter, for the same configuration. */
class ExpositionTwinTest {
    private static final String CONFIGURATION = """
            defaults
              mode http
              timeout connect 1s
              timeout client 5s
              timeout server 5s
              option socket-stats
            frontend web
              bind 127.0.0.1:%d name l1
              %s
              default_backend app
            backend app
              server s1 127.0.0.1:1 check inter 100ms fall 1
              server s2 127.0.0.1:2
              server s3 127.0.0.1:3 disabled
            frontend raw
              mode tcp
              bind 127.0.0.1:%d
              default_backend mail
            backend mail
              mode tcp
              server m1 127.0.0.1:4
              server m2 127.0.0.1:5 weight 0
            """;

    private static @Nullable Haproxy twin;
    private static @Nullable LoadBalancer hecd;
    private static @Nullable Exposition exposition;
    private static int port;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        Haproxy.require();
        port = Ports.free();
        twin = Haproxy.start(
                CONFIGURATION.formatted(
                        port, "http-request use-service prometheus-exporter if { path /metrics }", Ports.free()),
                port);
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        LoadBalancer balancer = LoadBalancer.builder()
                .configuration(CONFIGURATION.formatted(Ports.free(), "", Ports.free()))
                .with(health)
                .threads(1)
                .start();
        hecd = balancer;
        exposition = new Exposition(new StatsTable(balancer, health), new ProcessTable(balancer), List::of);
    }

    @AfterAll
    static void stop() {
        if (twin != null) twin.close();
        if (hecd != null) hecd.close();
    }

    private static String ours(String query) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (exposition != null) exposition.write(query, out::writeBytes);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String theirs(String query) {
        try (InputStream in = URI.create("http://127.0.0.1:" + port + "/metrics?" + query)
                .toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** `# TYPE` lines, and samples without their values. */
    private static Set<String> shape(String exposition) {
        Set<String> shape = new TreeSet<>();
        for (String line : exposition.split("\n", -1)) {
            if (line.startsWith("# TYPE ")) shape.add(line);
            else if (!line.startsWith("#") && !line.isEmpty())
                shape.add(line.substring(0, line.lastIndexOf(' ')).replaceAll("version=\"[^\"]*\"", "version"));
        }
        return shape;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=global",
                "scope=frontend",
                "scope=listener",
                "scope=backend",
                "scope=server",
                "scope=server&no-maint",
                "scope=frontend&scope=backend",
                "scope=",
                "scope=sticktable",
                "scope=global&unknown=1"
            })
    void every_metric_and_label_is_haproxys(String query) {
        Set<String> ours = shape(ours(query));
        Set<String> theirs = shape(theirs(query));
        assertThat(without(theirs, ours)).as("missing").isEmpty();
        assertThat(without(ours, theirs)).as("not HAProxy's").isEmpty();
    }

    @Test
    void states_are_told_as_haproxy_tells_them() {
        Eventually.eventually(() ->
                assertThat(of("_status{", ours("scope=server"))).isEqualTo(of("_status{", theirs("scope=server"))));
        assertThat(of("_status{", ours("scope=frontend&scope=listener&scope=backend")))
                .isEqualTo(of("_status{", theirs("scope=frontend&scope=listener&scope=backend")));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> left = new TreeSet<>(some);
        left.removeAll(others);
        return left;
    }

    @Test
    void a_histogram_begins_with_the_first_answer_and_adds_up() {
        try (Site site = new Site()) {
            site.origin("s1");
            site.run("""
                    defaults
                      mode http
                      timeout connect 1s
                      timeout client 5s
                      timeout server 5s
                    listen px
                      bind ${px}
                      server s1 ${s1}
                      server idle 127.0.0.1:1
                    """);
            LoadBalancer balancer = site.balancer();
            Exposition all = new Exposition(
                    new StatsTable(balancer, server -> Optional.empty()), new ProcessTable(balancer), List::of);
            Client client = new Client(site.address("px"));
            for (int i = 0; i < 3; i++) assertThat(client.get("/").status()).isEqualTo(200);
            Eventually.eventually(() -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                all.write("scope=hecd", out::writeBytes);
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .contains(
                                "hecd_server_response_time_seconds_bucket{proxy=\"px\",server=\"s1\",le=\"+Inf\"} 3\n")
                        .contains("hecd_server_response_time_seconds_count{proxy=\"px\",server=\"s1\"} 3\n")
                        .doesNotContain("idle");
            });
        }
    }

    private static List<String> of(String part, String exposition) {
        return exposition.lines().filter(line -> line.contains(part)).toList();
    }

    @Test
    void all_of_it_is_haproxys_and_then_our_own() {
        assertThat(ours("")).startsWith("# HELP haproxy_process_nbthread ").contains("\nhecd_jvm_memory_used_bytes{");
        assertThat(ours("scope=hecd")).doesNotContain("haproxy_");
        assertThat(Exposition.understands("scope=bad")).isFalse();
        assertThat(Exposition.understands("scope=*")).isTrue();
    }

    @Test
    void promtool_finds_nothing_but_what_it_finds_in_haproxys() throws Exception {
        assertThat(Promtool.says(ours(""), directory)).isEqualTo(Promtool.OF_HAPROXY);
    }
}
