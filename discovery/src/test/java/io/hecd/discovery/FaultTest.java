package io.hecd.discovery;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.discovery.kit.Certificates;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        proxyWith(s, "panic 50%", urls);
    }

    /** @param word one more line of the registry section */
    private void proxyWith(Scenario s, String word, String... urls) {
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts).with(discovery);
        });
        s.proxy("""
                registry main
                  store etcd %s
                  last-good %s
                  %s
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                listen px
                  bind ${px}
                  balance roundrobin
                  servers-from main /app/servers/*
                """.formatted(String.join(" ", urls), directory.resolve("main.last"), word));
    }

    private static String address(Origin origin) {
        return "127.0.0.1:" + origin.port();
    }

    private static void announce(Etcd etcd, Origin... origins) {
        for (Origin origin : origins) etcd.put(DIR + origin.name(), address(origin));
    }

    /** As published to the workers. */
    private static List<String> usable(Scenario s) {
        ServerSet set = s.loadBalancer().backend("px").orElseThrow().servers();
        return IntStream.range(0, set.size())
                .mapToObj(at -> set.usable(at).name())
                .toList();
    }

    private static void usable(Scenario s, String... names) {
        eventually(() -> assertThat(usable(s)).containsExactlyInAnyOrder(names));
    }

    /** What is done to the registry while requests never stop. */
    private interface Steps {
        void with(Traffic traffic);
    }

    private static void unharmed(Scenario s, Steps steps, Origin... origins) {
        try (Traffic traffic = Traffic.to(s.client())) {
            steps.with(traffic);
            traffic.goOn(50);
            traffic.isUnharmed(origins);
        }
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
            Steps steps = traffic -> {
                gate.hold();
                etcd.delete(DIR + "a");
                announce(etcd, c);
                etcd.compact();
                gate.reset();
                gate.release();
                usable(s, "b", "c");
            };
            unharmed(s, steps, a, b, c);
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
            Steps steps = traffic -> {
                Etcd leader = cluster.leader();
                Etcd other = cluster.nodes().stream()
                        .filter(node -> node != leader)
                        .findFirst()
                        .orElseThrow();
                leader.stop();
                eventually(() -> announce(other, b));
                usable(s, "a", "b");
                leader.cont();
            };
            unharmed(s, steps, a, b);
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
            Steps steps = traffic -> {
                cluster.node(1).kill();
                cluster.node(2).kill();
                isUp(false);
                traffic.goOn(100);
                cluster.node(1).restart();
                cluster.node(2).restart();
                eventually(() -> announce(cluster.node(0), b));
                usable(s, "a", "b");
            };
            unharmed(s, steps, a, b);
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
            Steps steps = traffic -> {
                traffic.goOn(20);
                etcd.restart();
                announce(etcd, b);
                usable(s, "a", "b");
                assertThat(status().fromFile()).isFalse();
            };
            unharmed(s, steps, a, b);
        }
    }

    @Test
    void fault_5_without_a_last_good_set_it_listens_answers_503_and_goes_on_trying(Scenario s) {
        Origin a = s.origin("a");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, a);
            etcd.stop();
            proxy(s, etcd.url());
            assertThat(s.client().get("/").status()).isEqualTo(503);
            isUp(false);
            assertThat(s.client().get("/").status()).isEqualTo(503);
            etcd.cont();
            usable(s, "a");
            assertThat(s.client().get("/").status()).isEqualTo(200);
        }
    }

    /** One node that announces `origins` already, and the steps. */
    private void onOneNode(Scenario s, BiConsumer<Etcd, Traffic> steps, Origin... origins) {
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, origins);
            proxy(s, etcd.url());
            usable(s, Stream.of(origins).map(Origin::name).toArray(String[]::new));
            unharmed(s, traffic -> steps.accept(etcd, traffic), origins);
        }
    }

    @Test
    void fault_6_and_7_what_vanishes_at_once_is_kept(Scenario s) {
        BiConsumer<Etcd, Traffic> wipe = (etcd, traffic) -> {
            etcd.etcdctl("del", "", "--prefix");
            eventually(() -> assertThat(status().keys()).isZero());
            traffic.goOn(100);
            assertThat(usable(s)).containsExactlyInAnyOrder("a", "b");
        };
        onOneNode(s, wipe, s.origin("a"), s.origin("b"));
    }

    @Test
    void fault_8_keys_deleted_one_by_one_leave_the_last_that_answers(Scenario s) {
        BiConsumer<Etcd, Traffic> empty = (etcd, traffic) -> {
            etcd.delete(DIR + "a");
            usable(s, "b");
            etcd.delete(DIR + "b");
            eventually(() -> assertThat(status().keys()).isZero());
            traffic.goOn(100);
            assertThat(usable(s)).containsExactly("b");
        };
        onOneNode(s, empty, s.origin("a"), s.origin("b"));
    }

    @Test
    void fault_9_a_copy_that_is_restored_counts_although_its_revision_is_lower(Scenario s) {
        BiConsumer<Etcd, Traffic> restore = (etcd, traffic) -> {
            etcd.delete(DIR + "b");
            usable(s, "a", "c");
            Path copy = etcd.snapshot();
            announce(etcd, s.origin("b"));
            usable(s, "a", "b", "c");
            for (int i = 0; i < 20; i++) etcd.put("/noise", "" + i);
            etcd.kill();
            etcd.restore(copy, "restored");
            etcd.restart();
            usable(s, "a", "c");
            announce(etcd, s.origin("b"));
            usable(s, "a", "b", "c");
        };
        onOneNode(s, restore, s.origin("a"), s.origin("b"), s.origin("c"));
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
            Steps steps = traffic -> {
                gate.delay(1_000);
                announce(etcd, b);
                traffic.goOn(100);
                usable(s, "a", "b");
            };
            unharmed(s, steps, a, b);
        }
    }

    @Test
    void fault_13_junk_is_left_out_alone(Scenario s) {
        BiConsumer<Etcd, Traffic> junk = (etcd, traffic) -> {
            etcd.put((DIR + "bytes").getBytes(StandardCharsets.UTF_8), new byte[] {0, -1, 10, 13});
            etcd.put(DIR + "nothing", "");
            etcd.put(DIR + "../../etc/passwd", "1.2.3.4:80");
            etcd.put(DIR + "long", "x".repeat(100_000));
            etcd.putMany(DIR + "junk", 2_000);
            announce(etcd, s.origin("b"));
            usable(s, "a", "b");
        };
        onOneNode(s, junk, s.origin("a"));
    }

    @Test
    void fault_14_churn_cuts_nothing(Scenario s) {
        Origin a = s.origin("a");
        Origin c = s.origin("c");
        BiConsumer<Etcd, Traffic> churn = (etcd, traffic) -> {
            for (int i = 0; i < 40; i++) {
                etcd.put(DIR + "a", address(a) + " weight " + (1 + i));
                if (i % 2 == 0) etcd.delete(DIR + "c");
                else announce(etcd, c);
            }
            announce(etcd, c);
            usable(s, "a", "b", "c");
            eventually(() -> assertThat(s.server("px", "a").userWeight()).isEqualTo(40));
        };
        onOneNode(s, churn, a, s.origin("b"), c);
    }

    @Test
    void fault_2_history_that_is_compacted_while_cut_and_no_error_comes(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        Origin c = s.origin("c");
        try (Etcd etcd = Etcd.start();
                Gate gate = Gate.to(etcd.port())) {
            announce(etcd, a, b);
            proxy(s, gate.url());
            usable(s, "a", "b");
            Steps steps = traffic -> {
                // Nothing is reset and nothing answered: the watch learns of no error, its silence is all there is.
                gate.hold();
                etcd.delete(DIR + "a");
                announce(etcd, c);
                etcd.compact();
                isUp(false);
                traffic.goOn(20);
                gate.release();
                usable(s, "b", "c");
            };
            unharmed(s, steps, a, b, c);
        }
    }

    @Test
    void fault_10_authentication_that_is_switched_on_keeps_the_servers_until_the_password_is_there(Scenario s)
            throws IOException {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        Path password = directory.resolve("password");
        Files.writeString(password, "wrong\n");
        // Tokens end each second; bcrypt's least cost, for a log-in is not what is tested.
        try (Etcd etcd =
                Etcd.with().flag("--auth-token-ttl=1").flag("--bcrypt-cost=4").start()) {
            announce(etcd, a);
            proxyWith(s, "user edge password-file " + password, etcd.url());
            usable(s, "a");
            Steps steps = traffic -> {
                etcd.authOn("edge", "/app/");
                etcd.kill();
                etcd.restart();
                eventually(() -> assertThat(status().trouble()).contains("authentication failed"));
                traffic.goOn(50);
                assertThat(usable(s)).containsExactly("a");
                write(password, "secret\n");
                announce(etcd, b);
                usable(s, "a", "b");
                // Longer than a token lives: etcd's own clock says when.
                String lease = etcd.etcdctl("lease", "grant", "3").split(" ")[1];
                etcd.etcdctl("put", DIR + "clock", "127.0.0.1:1 disabled", "--lease=" + lease);
                eventually(() -> assertThat(status().keys()).isEqualTo(3));
                eventually(() -> assertThat(status().keys()).isEqualTo(2));
                etcd.put(DIR + "b", address(b) + " weight 7");
                eventually(() -> assertThat(s.server("px", "b").userWeight()).isEqualTo(7));
            };
            unharmed(s, steps, a, b);
        }
    }

    @Test
    void fault_11_a_certificate_that_expired_keeps_the_servers_until_its_successor_is_there(Scenario s)
            throws IOException {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Certificates certificates = Certificates.create();
                Etcd etcd = Etcd.with().tls(certificates).start()) {
            certificates.issue("client", 2);
            certificates.issue("expired", 0);
            Path crt = directory.resolve("edge.pem");
            write(crt, pem(certificates, "client"));
            announce(etcd, a);
            proxyWith(s, "ssl ca-file " + certificates.file("ca.pem") + " crt " + crt, etcd.url());
            usable(s, "a");
            Steps steps = traffic -> {
                write(crt, pem(certificates, "expired"));
                isUp(false);
                announce(etcd, b);
                traffic.goOn(50);
                assertThat(usable(s)).containsExactly("a");
                write(crt, pem(certificates, "client"));
                usable(s, "a", "b");
            };
            unharmed(s, steps, a, b);
        }
    }

    @Test
    void fault_15_a_full_etcd_is_read_on(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        try (Etcd etcd = Etcd.with().flag("--quota-backend-bytes=8388608").start()) {
            announce(etcd, a);
            proxy(s, etcd.url());
            usable(s, "a");
            Steps steps = traffic -> {
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 20; i++)
                                etcd.put(("/fill/" + i).getBytes(StandardCharsets.UTF_8), new byte[1 << 20]);
                        })
                        .isInstanceOf(AssertionError.class);
                assertThat(etcd.etcdctl("alarm", "list")).contains("NOSPACE");
                traffic.goOn(50);
                assertThat(usable(s)).containsExactly("a");
                assertThat(status().up()).isTrue();
                // Deleting is what an operator may still do.
                etcd.etcdctl("del", "/fill/", "--prefix");
                etcd.compact();
                etcd.etcdctl("defrag");
                etcd.etcdctl("alarm", "disarm");
                announce(etcd, b);
                usable(s, "a", "b");
            };
            unharmed(s, steps, a, b);
        }
    }

    @Test
    void fault_17_keys_of_one_change_count_together(Scenario s) {
        Origin a = s.origin("a");
        Origin b = s.origin("b");
        BiConsumer<Etcd, Traffic> swap = (etcd, traffic) -> {
            // Both keys change hands at one revision: a server under two keys, or none, would be half of a change.
            for (int i = 0; i < 10; i++) {
                etcd.putTogether(DIR + "a", address(i % 2 == 0 ? b : a), DIR + "b", address(i % 2 == 0 ? a : b));
                Origin expected = i % 2 == 0 ? b : a;
                eventually(() ->
                        assertThat(s.server("px", "a").address().toString()).endsWith(":" + expected.port()));
                assertThat(usable(s)).containsExactlyInAnyOrder("a", "b");
            }
        };
        onOneNode(s, swap, a, b);
    }

    @Test
    void fault_19_one_address_under_two_keys_is_one_server(Scenario s) {
        Origin a = s.origin("a");
        BiConsumer<Etcd, Traffic> twice = (etcd, traffic) -> {
            etcd.put(DIR + "z", address(a));
            eventually(() -> assertThat(status().keys()).isEqualTo(3));
            traffic.goOn(50);
            assertThat(usable(s)).containsExactlyInAnyOrder("a", "b");
            etcd.delete(DIR + "a");
            eventually(() -> assertThat(status().keys()).isEqualTo(2));
            traffic.goOn(50);
            assertThat(usable(s)).hasSize(2).contains("b");
        };
        onOneNode(s, twice, a, s.origin("b"));
    }

    private static String pem(Certificates certificates, String name) {
        try {
            return Files.readString(certificates.file(name + ".pem"))
                    + Files.readString(certificates.file(name + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fault_20_a_server_in_use_leaves_and_comes_back_as_it_was(Scenario s) {
        Origin a = s.origin("a");
        BiConsumer<Etcd, Traffic> flap = (etcd, traffic) -> {
            Server before = s.server("px", "a");
            for (int i = 0; i < 5; i++) {
                etcd.delete(DIR + "a");
                usable(s, "b");
                traffic.goOn(10);
                announce(etcd, a);
                usable(s, "a", "b");
            }
            assertThat(s.server("px", "a")).isSameAs(before);
        };
        onOneNode(s, flap, a, s.origin("b"));
    }
}
