package io.hecd.discovery;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.bytes.Ascii;
import io.hecd.discovery.registry.ScriptedStore;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** `servers-from`, as clients and the log see it. */
@ExtendWith(ScenarioKit.class)
class ServersFromTest {
    private static final String DIR = "/app/servers/";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    Path directory;

    private final ScriptedStore store = new ScriptedStore();
    /** Of any registry but `main`. */
    private final ScriptedStore other = new ScriptedStore();

    private String registry(String words) {
        return """
                registry main
                  store embedded %s
                  last-good %s
                  debounce 0
                %s
                """.formatted(directory, directory.resolve("main.last"), words);
    }

    private static String px(String lines) {
        return """
                global
                  log ${log} local0
                defaults
                  mode http
                  log global
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                listen px
                  bind ${px}
                  balance roundrobin
                """ + lines.indent(2);
    }

    private static final String FROM = "servers-from main /app/servers/*";

    private void proxy(Scenario s, String words, String lines) {
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts)
                    .with(new DiscoverySubsystem(
                            Clock.system(), (config, clock) -> config.name().equals("main") ? store : other));
        });
        s.proxy(registry(words) + px(lines));
    }

    private void put(Scenario s, String name, String words) {
        store.put(DIR + name, address(s, name) + words);
    }

    private static String address(Scenario s, String name) {
        return "127.0.0.1:" + s.origin(name).port();
    }

    private static List<String> names(Scenario s) {
        return s.loadBalancer().backend("px").orElseThrow().servers().all().stream()
                .map(Server::name)
                .toList();
    }

    /** As published to the workers. */
    private static List<String> usable(Scenario s) {
        ServerSet set = s.loadBalancer().backend("px").orElseThrow().servers();
        return IntStream.range(0, set.size())
                .mapToObj(at -> set.usable(at).name())
                .toList();
    }

    private static void becomeUsable(Scenario s, String... names) {
        eventually(() -> assertThat(usable(s)).containsExactlyInAnyOrder(names));
    }

    private static void logged(Scenario s, String part) {
        eventually(() ->
                assertThat(s.log().lines()).anySatisfy(line -> assertThat(line).contains(part)));
    }

    @Test
    void the_first_request_finds_what_the_registry_has(Scenario s) {
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        s.client().get("/", times(4)).answers("a", "b", "a", "b");
    }

    @Test
    void a_key_is_a_server_at_once_and_is_gone_with_it(Scenario s) {
        put(s, "a", "");
        proxy(s, "", FROM);
        put(s, "b", " weight 2");
        becomeUsable(s, "a", "b");
        s.client().get("/", times(3)).answersInAnyOrder("a", "b", "b");
        store.delete(DIR + "a");
        becomeUsable(s, "b");
        s.client().get("/", times(3)).answers("b", "b", "b");
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(names(s)).containsExactly("b");
        });
        logged(s, "Server px/a is removed.");
    }

    @Test
    void a_request_in_flight_goes_on_when_its_server_leaves(Scenario s) {
        CountDownLatch go = new CountDownLatch(1);
        s.origin("a").replies((request, socket) -> {
            awaitOpen(go);
            socket.getOutputStream().write(Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"));
            return true;
        });
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        try (Conversation waiting = s.client().open()) {
            waiting.send(GET);
            eventually(() -> assertThat(s.server("px", "a").inFlight()).isEqualTo(1));
            store.delete(DIR + "a");
            becomeUsable(s, "b");
            s.clock().advance("20s");
            assertThat(names(s)).contains("a");
            go.countDown();
            assertThat(waiting.answer().body()).isEqualTo("late");
        }
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(names(s)).containsExactly("b");
        });
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_key_that_comes_back_finds_its_server(Scenario s) {
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        Server before = s.server("px", "a");
        store.delete(DIR + "a");
        becomeUsable(s, "b");
        put(s, "a", " weight 9");
        becomeUsable(s, "a", "b");
        assertThat(s.server("px", "a")).isSameAs(before);
        eventually(() -> assertThat(before.userWeight()).isEqualTo(9));
    }

    @Test
    void a_server_that_moves_keeps_its_name_and_counters(Scenario s) {
        put(s, "a", "");
        proxy(s, "", FROM);
        s.client().get("/").body();
        Server before = s.server("px", "a");
        store.put(DIR + "a", address(s, "elsewhere"));
        eventually(() -> assertThat(s.client().get("/").body()).isEqualTo("elsewhere"));
        assertThat(s.server("px", "a")).isSameAs(before);
    }

    @Test
    void bad_values_are_left_out_alone(Scenario s) {
        put(s, "a", "");
        store.put(DIR + "bad", "10.0.0.1:99999");
        store.put(DIR + "metadata", "169.254.169.254:80");
        store.put(DIR + "evil name", "10.0.0.1:80");
        store.put(DIR + "injects", "10.0.0.1:80\nserver x 10.0.0.2:80");
        proxy(s, "", FROM);
        eventually(() -> assertThat(names(s)).containsExactly("a"));
        put(s, "b", "");
        becomeUsable(s, "a", "b");
    }

    @Test
    void only_allowed_networks_are_balanced_to(Scenario s) {
        put(s, "a", "");
        store.put(DIR + "b", "10.9.9.9:80");
        proxy(s, "  allow-cidr 127.0.0.0/8 ::1/128", FROM);
        eventually(() -> assertThat(names(s)).containsExactly("a"));
    }

    @Test
    void traffic_never_comes_back_to_a_listener(Scenario s) {
        put(s, "a", "");
        proxy(s, "", FROM);
        store.put(DIR + "b", "127.0.0.1:" + s.client().address().getPort());
        put(s, "c", "");
        becomeUsable(s, "a", "c");
    }

    @Test
    void two_keys_with_one_address_are_one_server(Scenario s) {
        put(s, "a", "");
        proxy(s, "", FROM);
        Server before = s.server("px", "a");
        store.put(DIR + "A", address(s, "a"));
        put(s, "c", "");
        becomeUsable(s, "a", "c");
        assertThat(s.server("px", "a")).isSameAs(before);
        store.delete(DIR + "a");
        becomeUsable(s, "A", "c");
    }

    @Test
    void a_registry_that_cannot_be_read_takes_no_server_away(Scenario s) {
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        store.fail(Reason.NO_QUORUM, "no leader");
        s.clock().advance("60s");
        s.client().get("/", times(4)).answers("a", "b", "a", "b");
        assertThat(usable(s)).containsExactly("a", "b");
    }

    @Test
    void half_may_vanish_at_once_but_not_more(Scenario s) {
        for (String name : List.of("a", "b", "c", "d")) put(s, name, "");
        proxy(s, "", FROM);
        store.delete(DIR + "a", DIR + "b");
        becomeUsable(s, "c", "d");
        put(s, "a", "");
        put(s, "b", "");
        becomeUsable(s, "a", "b", "c", "d");
        store.delete(DIR + "a", DIR + "b", DIR + "c");
        logged(s, "3 of 4 servers vanished from the registry at once; 3 that still answer are kept.");
        assertThat(usable(s)).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void leases_that_run_out_one_after_the_other_are_counted_together(Scenario s) {
        for (String name : List.of("a", "b", "c", "d")) put(s, name, "");
        proxy(s, "", FROM);
        store.delete(DIR + "a");
        becomeUsable(s, "b", "c", "d");
        store.delete(DIR + "b");
        becomeUsable(s, "c", "d");
        store.delete(DIR + "c");
        logged(s, "servers vanished from the registry at once");
        assertThat(usable(s)).containsExactlyInAnyOrder("c", "d");
    }

    @Test
    void a_server_that_was_kept_goes_when_its_check_fails(Scenario s) {
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        store.delete(DIR + "a", DIR + "b");
        logged(s, "2 of 2 servers vanished");
        Server a = s.server("px", "a");
        s.loadBalancer().control().call(() -> {
            var control = s.loadBalancer().backends().get(0);
            control.oper(a, OperState.STOPPED, "check failed");
            return control;
        });
        assertThat(a.adminState() & AdminState.INHERITED_DRAIN).isNotZero();
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(names(s)).containsExactly("b");
        });
    }

    @Test
    void the_last_server_goes_only_where_that_is_allowed(Scenario s) {
        put(s, "a", "");
        proxy(s, "  allow-empty", FROM);
        store.delete(DIR + "a");
        becomeUsable(s);
        assertThat(s.client().get("/").status()).isEqualTo(503);
    }

    @Test
    void fixed_servers_stand_beside_announced_ones_and_keep_their_names(Scenario s) {
        put(s, "a", "");
        store.put(DIR + "fixed", "127.0.0.1:9");
        s.origin("here");
        proxy(s, "", FROM + "\nserver fixed ${here}");
        eventually(() -> assertThat(names(s)).containsExactly("fixed", "a"));
        s.client().get("/", times(2)).answersInAnyOrder("here", "a");
    }

    @Test
    void several_lines_may_feed_a_backend(Scenario s) {
        put(s, "a", "");
        store.put("/other/b", address(s, "b"));
        proxy(s, "", FROM + " weight 3\nservers-from /other/* backup");
        eventually(() -> assertThat(names(s)).containsExactly("a", "b"));
        assertThat(s.server("px", "a").userWeight()).isEqualTo(3);
        assertThat(s.server("px", "b").isBackup()).isTrue();
    }

    @Test
    void a_registry_that_never_answered_keeps_no_other_from_working(Scenario s) {
        other.fail(Reason.UNREACHABLE, "no answer");
        put(s, "a", "");
        put(s, "b", "");
        String side =
                "registry side\n  store embedded " + directory + "\n  last-good " + directory.resolve("side") + "\n";
        s.origin("c");
        proxy(s, side, FROM + "\nservers-from side /app/servers/*");
        becomeUsable(s, "a", "b");
        put(s, "c", "");
        becomeUsable(s, "a", "b", "c");
        store.delete(DIR + "c");
        other.put(DIR + "d", address(s, "d"));
        other.recover();
        becomeUsable(s, "a", "b", "d");
    }

    @Test
    void a_reload_keeps_announced_servers_and_gives_them_new_words(Scenario s) {
        put(s, "a", "");
        put(s, "b", "");
        proxy(s, "", FROM);
        Server before = s.server("px", "a");
        s.reload(registry("") + px(FROM + " weight 7"));
        assertThat(s.server("px", "a")).isSameAs(before);
        eventually(() -> assertThat(before.userWeight()).isEqualTo(7));
        s.reload(registry("") + px("server only ${a}"));
        becomeUsable(s, "only");
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(names(s)).containsExactly("only");
        });
    }

    @Test
    void a_set_that_brings_many_is_told_in_one_sentence(Scenario s) {
        for (String name : List.of("a", "b", "c", "d")) put(s, name, "");
        proxy(s, "", FROM);
        logged(s, "4 servers are announced in backend px.");
        put(s, "e", "");
        logged(s, "Server px/e is announced at ");
        assertThat(s.log().lines())
                .filteredOn(line -> line.contains("is announced at"))
                .hasSize(1);
    }
}
