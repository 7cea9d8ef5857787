package io.hecd.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.command.Commands;
import io.hecd.admin.kit.Operator;
import io.hecd.admin.socket.SocketSubsystem;
import io.hecd.discovery.registry.Registries;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.time.Clock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `show metrics` on the runtime socket. */
class ShowMetricsTest {
    @TempDir
    private Path directory;

    @Test
    void the_socket_gives_the_exposition_or_a_part_of_it() throws Exception {
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        Registries registries = new Registries(Clock.system(), (config, clock) -> {
            throw new IllegalStateException("nobody asks for one here");
        });
        Parts parts = Parts.standard();
        SocketSubsystem.words(parts.sections());
        Path socket = directory.resolve("s");
        try (LoadBalancer hecd = LoadBalancer.builder()
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
                          server s1 127.0.0.1:1
                        """.formatted(socket))
                .with(health)
                .with(new SocketSubsystem(health, Commands.standard().with(new ShowMetrics(health, registries))))
                .start()) {
            assertThat(hecd.addresses()).isNotEmpty();
            assertThat(Operator.ask(socket, "show metrics"))
                    .startsWith("# HELP haproxy_process_nbthread ")
                    .contains("\nhaproxy_server_status{proxy=\"px\",server=\"s1\",state=\"UP\"} 1\n")
                    .contains("\nhecd_jvm_threads ");
            assertThat(Operator.ask(socket, "show metrics scope=backend"))
                    .contains("haproxy_backend_status{")
                    .doesNotContain("haproxy_server_");
            assertThat(Operator.ask(socket, "show metrics scope=nobody")).startsWith("Unknown scope; ");
        }
    }
}
