package io.hecd.discovery;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Server;
import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.EtcdCluster;
import io.hecd.discovery.kit.Gate;
import io.hecd.discovery.kit.Traffic;
import io.hecd.discovery.registry.RegistryStatus;
import io.hecd.discovery.registry.Stores;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ways in which discovery goes wrong, with a real etcd and requests that never stop: docs/faults.md names the test of each. */
@ExtendWith(ScenarioKit.class)
class FaultTest {
    private static final String DIR = "/app/servers/";

    @TempDir
    Path directory;

    private DiscoverySubsystem discovery = new DiscoverySubsystem(Clock.system(), Stores::open);

    private void proxy(Scenario s, String... urls) {
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
                """.formatted(String.join(" ", urls), directory.resolve("main.last")));
    }

    private static String address(Origin origin) {
        return "127.0.0.1:" + origin.port();
    }

    private static void announce(Etcd etcd, Origin... origins) {
        for (Origin origin : origins) etcd.put(DIR + origin.name(), address(origin));
    }

    private static List<String> usable(Scenario s) {
        return s.loadBalancer().backend("px").orElseThrow().servers().all().stream()
                .filter(Server::isUsable)
                .map(Server::name)
                .toList();
    }

    private static void usable(Scenario s, String... names) {
        eventually(() -> assertThat(usable(s)).containsExactlyInAnyOrder(names));
    }

    private RegistryStatus status() {
        return discovery.registries().find("main").orElseThrow().status();
    }

    private void isUp(boolean up) {
        eventually(() -> assertThat(status().up()).isEqualTo(up));
    }

    @Test
    void fault_1_history_that_is_compacted_while_the_watch_is_cut(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        Origin c = s.origin("c");
        try (Etcd etcd = Etcd.start();
                Gate gate = Gate.to(etcd.port())) {
            announce(etcd, a, b);
            proxy(s, gate.url());
            usable(s, "a", "b");
            try (Traffic traffic = Traffic.to(s.client())) {
                gate.hold();
                etcd.delete(DIR + "a");
                announce(etcd, c);
                etcd.compact();
                gate.reset();
                gate.release();
                usable(s, "b", "c");
                traffic.goOn(50);
                traffic.isUnharmed(a, b, c);
            }
        }
    }

    @Test
    void fault_3_a_stopped_etcd_is_noticed_and_another_member_used(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (EtcdCluster cluster = EtcdCluster.start(3)) {
            announce(cluster.node(0), a);
            proxy(s, cluster.urls());
            usable(s, "a");
            try (Traffic traffic = Traffic.to(s.client())) {
                Etcd leader = cluster.leader();
                Etcd other = cluster.nodes().stream()
                        .filter(node -> node != leader)
                        .findFirst()
                        .orElseThrow();
                leader.stop();
                eventually(() -> announce(other, b));
                usable(s, "a", "b");
                leader.cont();
                traffic.goOn(50);
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_4_without_a_majority_the_servers_stay(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (EtcdCluster cluster = EtcdCluster.start(3)) {
            announce(cluster.node(0), a);
            proxy(s, cluster.urls());
            usable(s, "a");
            try (Traffic traffic = Traffic.to(s.client())) {
                cluster.node(1).kill();
                cluster.node(2).kill();
                isUp(false);
                traffic.goOn(100);
                cluster.node(1).restart();
                cluster.node(2).restart();
                eventually(() -> announce(cluster.node(0), b));
                usable(s, "a", "b");
                traffic.goOn(50);
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_5_all_down_at_the_start_the_last_good_set_serves(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a);
            proxy(s, etcd.url());
            usable(s, "a");
            eventually(() -> assertThat(directory.resolve("main.last")).exists());
            s.loadBalancer().close();
            etcd.kill();
            discovery = new DiscoverySubsystem(Clock.system(), Stores::open);
            proxy(s, etcd.url());
            usable(s, "a");
            eventually(() -> assertThat(status().fromFile()).isTrue());
            try (Traffic traffic = Traffic.to(s.client())) {
                traffic.goOn(20);
                etcd.restart();
                announce(etcd, b);
                usable(s, "a", "b");
                assertThat(status().fromFile()).isFalse();
                traffic.goOn(20);
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_6_and_7_what_vanishes_at_once_is_kept(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a, b);
            proxy(s, etcd.url());
            usable(s, "a", "b");
            try (Traffic traffic = Traffic.to(s.client())) {
                etcd.etcdctl("del", "", "--prefix");
                eventually(() -> assertThat(status().keys()).isZero());
                traffic.goOn(100);
                assertThat(usable(s)).containsExactlyInAnyOrder("a", "b");
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_8_keys_deleted_one_by_one_leave_the_last_that_answers(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a, b);
            proxy(s, etcd.url());
            usable(s, "a", "b");
            try (Traffic traffic = Traffic.to(s.client())) {
                etcd.delete(DIR + "a");
                usable(s, "b");
                etcd.delete(DIR + "b");
                eventually(() -> assertThat(status().keys()).isZero());
                traffic.goOn(100);
                assertThat(usable(s)).containsExactly("b");
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_9_a_copy_that_is_restored_counts_although_its_revision_is_lower(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        Origin c = s.origin("c");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a, c);
            Path copy = etcd.snapshot();
            for (int i = 0; i < 20; i++) etcd.put("/noise", "" + i);
            announce(etcd, b);
            proxy(s, etcd.url());
            usable(s, "a", "b", "c");
            try (Traffic traffic = Traffic.to(s.client())) {
                etcd.kill();
                etcd.restore(copy, "restored");
                etcd.restart();
                usable(s, "a", "c");
                announce(etcd, b);
                usable(s, "a", "b", "c");
                traffic.isUnharmed(a, b, c);
            }
        }
    }

    @Test
    void fault_12_a_slow_etcd_does_not_slow_the_traffic(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start();
                Gate gate = Gate.to(etcd.port())) {
            announce(etcd, a);
            proxy(s, gate.url());
            usable(s, "a");
            try (Traffic traffic = Traffic.to(s.client())) {
                gate.delay(1_000);
                announce(etcd, b);
                traffic.goOn(100);
                usable(s, "a", "b");
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_13_junk_is_left_out_alone(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a);
            proxy(s, etcd.url());
            usable(s, "a");
            try (Traffic traffic = Traffic.to(s.client())) {
                etcd.put((DIR + "bytes").getBytes(StandardCharsets.UTF_8), new byte[] {0, -1, 10, 13});
                etcd.put(DIR + "nothing", "");
                etcd.put(DIR + "../../etc/passwd", "1.2.3.4:80");
                etcd.put(DIR + "long", "x".repeat(100_000));
                etcd.putMany(DIR + "junk", 2_000);
                announce(etcd, b);
                usable(s, "a", "b");
                traffic.goOn(50);
                traffic.isUnharmed(a, b);
            }
        }
    }

    @Test
    void fault_14_churn_cuts_nothing(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        Origin c = s.origin("c");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a, b, c);
            proxy(s, etcd.url());
            usable(s, "a", "b", "c");
            try (Traffic traffic = Traffic.to(s.client())) {
                for (int i = 0; i < 40; i++) {
                    etcd.put(DIR + "a", address(a) + " weight " + (1 + i));
                    if (i % 2 == 0) etcd.delete(DIR + "c");
                    else announce(etcd, c);
                }
                announce(etcd, c);
                usable(s, "a", "b", "c");
                eventually(() -> assertThat(s.server("px", "a").userWeight()).isEqualTo(40));
                traffic.goOn(50);
                traffic.isUnharmed(a, b, c);
            }
        }
    }

    @Test
    void fault_20_a_server_in_use_leaves_and_comes_back_as_it_was(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a, b);
            proxy(s, etcd.url());
            usable(s, "a", "b");
            Server before = s.server("px", "a");
            try (Traffic traffic = Traffic.to(s.client())) {
                for (int i = 0; i < 5; i++) {
                    etcd.delete(DIR + "a");
                    usable(s, "b");
                    traffic.goOn(10);
                    announce(etcd, a);
                    usable(s, "a", "b");
                }
                assertThat(s.server("px", "a")).isSameAs(before);
                traffic.isUnharmed(a, b);
            }
        }
    }
}
