package io.hecd.discovery.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.Configuration;
import io.hecd.config.section.ConfigurationParser;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Problems;
import io.hecd.discovery.DiscoverySubsystem;
import io.hecd.discovery.registry.Network;
import io.hecd.discovery.registry.Registries;
import io.hecd.runtime.Parts;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a registry may not send traffic to, whoever wrote the key. */
class AddressGuardTest {
    private static final String CONFIGURATION = """
            registry main
              store etcd http://127.0.0.1:2379
              http 127.0.0.1:4001
            registry side
              store etcd http://127.0.0.1:2379
              http :4002
            listen px
              mode http
              timeout client 30s
              timeout server 30s
              timeout connect 5s
              bind 127.0.0.1:8080
              bind :8443
              servers-from main /app/*
            """;

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, 80, the link only",
        "fe80::1, 80, the link only",
        "0.0.0.0, 80, every address",
        "::, 80, every address",
        "0.1.2.3, 80, many",
        "255.255.255.255, 80, many",
        "224.0.0.1, 80, many",
        "ff02::1, 80, many",
        "::ffff:169.254.169.254, 80, the link only",
        "127.0.0.1, 8080, a listener of hecd itself",
        "127.0.0.1, 8443, a listener of hecd itself",
        "127.0.0.1, 4001, a listener of hecd itself",
        "127.0.0.1, 4002, a listener of hecd itself",
        "127.0.0.5, 4002, a listener of hecd itself",
        "::1, 4002, a listener of hecd itself"
    })
    void is_refused(String host, int port, String why) {
        assertThat(objection(host, port, List.of())).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 80", "127.0.0.2, 4001", "10.0.0.1, 8443", "::1, 80"})
    void is_taken(String host, int port) {
        assertThat(objection(host, port, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, ''", "11.1.2.3, in no network", "127.0.0.1, in no network"})
    void only_networks_that_are_allowed(String host, String why) {
        String said = objection(host, 80, List.of(Network.parse("10.0.0.0/8").orElseThrow()));
        assertThat(said).contains(why);
        assertThat(said.isEmpty()).isEqualTo(why.isEmpty());
    }

    private static String objection(String host, int port, List<Network> allowed) {
        Problems problems = new Problems();
        Parts parts = Parts.standard();
        DiscoverySubsystem.words(parts.sections());
        Configuration configuration = ConfigurationParser.parse(
                List.of(new io.hecd.config.text.Source("t.cfg", CONFIGURATION)),
                Parts.facts(Environment.system()),
                parts.sections(),
                problems);
        assertThat(problems.list()).isEmpty();
        return AddressGuard.of(configuration, Registries.read(configuration, problems))
                .objection(new InetSocketAddress(host, port), allowed);
    }
}
