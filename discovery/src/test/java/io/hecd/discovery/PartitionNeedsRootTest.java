package io.hecd.discovery;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.Namespace;
import io.hecd.discovery.kit.Traffic;
import io.hecd.discovery.registry.Stores;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults 3 and 12 as the kernel makes them: etcd behind a cable of its own, whose packets are dropped in one direction or both,
 * or that is pulled. Requests never stop; who may not make network namespaces cannot run it.
 */
@ExtendWith(ScenarioKit.class)
class PartitionNeedsRootTest {
    private static final String DIR = "/app/servers/";

    @TempDir
    private Path directory;

    private final DiscoverySubsystem discovery = new DiscoverySubsystem(Clock.system(), Stores::open);

    @BeforeEach
    void root() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    }

    @Test
    void both_directions_are_cut(Scenario s) {
        survives(s, namespace -> {
            namespace.dropQuestions();
            namespace.dropAnswers();
        });
    }

    @Test
    void what_is_sent_to_etcd_is_lost(Scenario s) {
        survives(s, Namespace::dropQuestions);
    }

    @Test
    void what_etcd_answers_is_lost(Scenario s) {
        survives(s, Namespace::dropAnswers);
    }

    @Test
    void the_cable_is_pulled(Scenario s) {
        survives(s, Namespace::unplug);
    }

    private void survives(Scenario s, Consumer<Namespace> cut) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Namespace namespace = Namespace.create();
                Etcd etcd = Etcd.with().in(namespace).start()) {
            etcd.put(DIR + "a", "127.0.0.1:" + a.port());
            proxy(s, etcd.url());
            eventually(() -> assertThat(s.server("px", "a")).isNotNull());
            isUp(true);
            try (Traffic traffic = Traffic.to(s.client())) {
                traffic.goOn(20);
                cut.accept(namespace);
                isUp(false);
                // Written while nobody hears of it.
                etcd.put(DIR + "b", "127.0.0.1:" + b.port());
                traffic.goOn(50);
                assertThat(traffic.served()).containsOnlyKeys("a");
                namespace.heal();
                eventually(() -> assertThat(traffic.served()).containsOnlyKeys("a", "b"));
                isUp(true);
                traffic.isUnharmed(a, b);
            }
        }
    }

    private void isUp(boolean up) {
        eventually(() -> assertThat(discovery
                        .registries()
                        .find("main")
                        .orElseThrow()
                        .status()
                        .up())
                .isEqualTo(up));
    }

    private void proxy(Scenario s, String url) {
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts).with(discovery);
        });
        s.proxy("""
                registry main
                  store etcd %s
                  last-good %s
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                listen px
                  bind ${px}
                  balance roundrobin
                  servers-from main /app/servers/*
                """.formatted(url, directory.resolve("main.last")));
    }
}
