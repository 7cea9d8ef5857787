package io.hecd.discovery;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.BackendCounter;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.bytes.Ascii;
import io.hecd.config.model.ServerSettings;
import io.hecd.discovery.registry.ScriptedStore;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** `backends-from`: applications without a line of their own, as clients and the log see them. */
@ExtendWith(ScenarioKit.class)
class BackendsFromTest {
    private static final String FROM = "backends-from main /apps/*";
    private static final String BY_ROUTE = "use_backend apps\n";
    private static final String BY_NAME = "use_backend %[req.hdr(x-app)] if { req.hdr(x-app) -m found }\n";

    @TempDir
    Path directory;

    private final ScriptedStore store = new ScriptedStore();
    /** Of any registry but `main`. */
    private final ScriptedStore other = new ScriptedStore();

    private String registry(String name, String words) {
        return """
                registry %s
                  store embedded %s
                  last-good %s
                  debounce 0
                  %s
                """.formatted(name, directory, directory.resolve(name + ".last"), words);
    }

    /** A frontend with these lines, the section `apps` with those, and what takes the rest. */
    private static String edge(String front, String apps) {
        return """
                global
                  log ${log} local0
                defaults
                  mode http
                  log global
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                frontend px
                  bind ${px}
                """ + front.indent(2) + """
                  default_backend rest
                backend rest
                  server rest ${rest}
                backend apps
                """ + apps.indent(2);
    }

    private void proxy(Scenario s, String text) {
        s.origin("rest");
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts)
                    .with(new DiscoverySubsystem(
                            Clock.system(), (config, clock) -> config.name().equals("main") ? store : other));
        });
        s.proxy(text);
    }

    private void proxy(Scenario s, String front, String apps) {
        proxy(s, registry("main", "") + edge(front, apps));
    }

    private static String address(Scenario s, String origin) {
        return "127.0.0.1:" + s.origin(origin).port();
    }

    /** With one server, the origin of that name. */
    private void announce(Scenario s, String application, String origin) {
        store.put("/apps/" + application + "/servers/" + origin, address(s, origin));
    }

    private void route(String application, String value) {
        store.put("/apps/" + application + "/route", value);
    }

    private void withdraw(String application, String... origins) {
        String[] keys = new String[origins.length + 1];
        keys[0] = "/apps/" + application + "/route";
        for (int i = 0; i < origins.length; i++) keys[i + 1] = "/apps/" + application + "/servers/" + origins[i];
        store.delete(keys);
    }

    private static String get(Scenario s, String host, String path) {
        return s.client()
                .raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                .body();
    }

    private static String byName(Scenario s, String name) {
        return s.client().get("/", "X-App: " + name).body();
    }

    private static void answers(Scenario s, String host, String path, String body) {
        eventually(() -> assertThat(get(s, host, path)).isEqualTo(body));
    }

    private static List<String> backends(Scenario s) {
        return s.loadBalancer().backends().stream()
                .map(control -> control.backend().name())
                .toList();
    }

    private static Backend backend(Scenario s, String name) {
        return s.loadBalancer().backend(name).orElseThrow();
    }

    private static void logged(Scenario s, String part) {
        eventually(() ->
                assertThat(s.log().lines()).anySatisfy(line -> assertThat(line).contains(part)));
    }

    private static void removed(Scenario s, String name) {
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(backends(s)).doesNotContain(name);
        });
    }

    @Test
    void the_first_request_finds_the_applications_that_are_there(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "host:shop.example.com");
        announce(s, "wiki", "w1");
        route("wiki", "path:/wiki");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "shop.example.com", "/")).isEqualTo("s1");
        assertThat(get(s, "any.example.com", "/wiki/Main")).isEqualTo("w1");
        assertThat(get(s, "any.example.com", "/")).isEqualTo("rest");
        assertThat(backends(s)).containsExactly("rest", "apps", "shop", "wiki");
    }

    @Test
    void an_application_that_appears_is_served_at_once_and_one_that_vanishes_no_more(Scenario s) {
        announce(s, "wiki", "w1");
        proxy(s, BY_ROUTE, FROM);
        announce(s, "shop", "s1");
        route("shop", "host:shop.example.com path:/cart, host:*.shop.example.com");
        answers(s, "shop.example.com", "/cart", "s1");
        assertThat(get(s, "www.SHOP.example.com:8080", "/x")).isEqualTo("s1");
        assertThat(get(s, "shop.example.com", "/")).isEqualTo("rest");
        withdraw("shop", "s1");
        answers(s, "shop.example.com", "/cart", "rest");
        removed(s, "shop");
        logged(s, "Backend shop is removed.");
    }

    @Test
    void a_route_may_change_and_may_go_while_the_application_stays(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_NAME + BY_ROUTE, FROM);
        route("shop", "path:/store");
        answers(s, "x", "/store", "s1");
        assertThat(get(s, "x", "/shop")).isEqualTo("rest");
        store.delete("/apps/shop/route");
        answers(s, "x", "/store", "rest");
        assertThat(byName(s, "shop")).isEqualTo("s1");
    }

    @Test
    void an_application_is_found_by_name_without_a_route(Scenario s) {
        announce(s, "shop", "s1");
        proxy(s, BY_NAME, FROM);
        assertThat(byName(s, "shop")).isEqualTo("s1");
        assertThat(byName(s, "nobody")).isEqualTo("rest");
    }

    @Test
    void the_section_s_parameters_are_the_application_s(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/");
        proxy(s, BY_ROUTE, "balance leastconn\nhttp-response set-header X-Made yes\n" + FROM + " weight 7 maxconn 3");
        assertThat(s.client().get("/").header("X-Made")).isEqualTo("yes");
        assertThat(s.server("shop", "s1").userWeight()).isEqualTo(7);
        assertThat(s.server("shop", "s1").config().settings().get(ServerSettings.MAXCONN))
                .isEqualTo(3);
    }

    @Test
    void a_section_with_servers_takes_what_no_route_fits(Scenario s) {
        s.origin("own");
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM + "\nserver own ${own}");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        assertThat(get(s, "x", "/")).isEqualTo("own");
        assertThat(backend(s, "shop").servers().all()).extracting(Server::name).containsExactly("s1");
    }

    @Test
    void servers_from_is_the_section_s_own_too(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        store.put("/own/o1", address(s, "o1"));
        proxy(s, BY_ROUTE, FROM + "\nservers-from main /own/*");
        assertThat(get(s, "x", "/")).isEqualTo("o1");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        assertThat(backend(s, "shop").servers().all()).extracting(Server::name).containsExactly("s1");
        s.reload(registry("main", "") + edge(BY_ROUTE, FROM + "\nservers-from main /own/*"));
        assertThat(backend(s, "shop").servers().all()).extracting(Server::name).containsExactly("s1");
    }

    @Test
    void a_listen_section_answers_itself_when_no_route_fits(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, registry("main", "") + """
                listen px
                  mode http
                  bind ${px}
                  timeout client 30s
                  timeout connect 2s
                  timeout server 30s
                  http-request add-header X-Once x
                  backends-from /apps/*
                """);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        assertThat(s.origin("s1").requests().get(0).toLowerCase(java.util.Locale.ROOT))
                .containsOnlyOnce("x-once");
        assertThat(s.client().get("/").status()).isEqualTo(503);
    }

    @Test
    void a_request_in_flight_goes_on_when_its_application_vanishes(Scenario s) {
        announce(s, "wiki", "w1");
        Semaphore go = new Semaphore(0);
        s.origin("s1").replies((request, socket) -> {
            go.acquireUninterruptibly();
            socket.getOutputStream().write(Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"));
            return true;
        });
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_NAME + BY_ROUTE, FROM);
        try (Conversation waiting = s.client().open()) {
            waiting.send("GET /shop HTTP/1.1\r\nHost: x\r\n\r\n");
            eventually(() -> assertThat(backend(s, "shop").inFlight().get()).isEqualTo(1));
            withdraw("shop", "s1");
            answers(s, "x", "/shop", "rest");
            assertThat(byName(s, "shop")).isEqualTo("rest");
            s.clock().advance("20s");
            assertThat(backends(s)).contains("shop");
            go.release();
            assertThat(waiting.answer().body()).isEqualTo("late");
        }
        removed(s, "shop");
    }

    @Test
    void an_application_that_comes_back_soon_is_the_same_one(Scenario s) {
        announce(s, "wiki", "w1");
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        Backend before = backend(s, "shop");
        Server server = s.server("shop", "s1");
        withdraw("shop", "s1");
        answers(s, "x", "/shop", "rest");
        s.clock().advance("3s");
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        answers(s, "x", "/shop", "s1");
        s.clock().advance("20s");
        assertThat(backend(s, "shop")).isSameAs(before);
        assertThat(s.server("shop", "s1")).isSameAs(server);
        assertThat(before.counters().sum(BackendCounter.TOTAL)).isGreaterThanOrEqualTo(2);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
    }

    @Test
    void half_of_the_applications_may_vanish_at_once_but_not_more(Scenario s) {
        for (String name : List.of("a", "b", "c", "d")) {
            announce(s, name, name + "1");
            route(name, "path:/" + name);
        }
        proxy(s, BY_ROUTE, FROM);
        store.delete(
                "/apps/a/servers/a1",
                "/apps/a/route",
                "/apps/b/servers/b1",
                "/apps/b/route",
                "/apps/c/servers/c1",
                "/apps/c/route");
        logged(s, "3 of 4 applications vanished from the registry at once; 3 that still answer are kept.");
        for (String name : List.of("a", "b", "c", "d"))
            assertThat(get(s, "x", "/" + name)).isEqualTo(name + "1");
        s.clock().advance("60s");
        assertThat(get(s, "x", "/a")).isEqualTo("a1");
        announce(s, "a", "a2");
        route("a", "path:/a");
        eventually(() -> assertThat(backend(s, "a").servers().all())
                .extracting(Server::name)
                .contains("a2"));
    }

    @Test
    void an_application_that_was_kept_leaves_when_its_checks_fail(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        withdraw("shop", "s1");
        logged(s, "1 of 1 applications vanished");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        s.loadBalancer().control().call(() -> {
            BackendControl shop = s.loadBalancer().backends().stream()
                    .filter(control -> control.backend().name().equals("shop"))
                    .findFirst()
                    .orElseThrow();
            shop.oper(shop.servers().get(0), OperState.STOPPED, "check failed");
            return shop;
        });
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(get(s, "x", "/shop")).isEqualTo("rest");
        });
        removed(s, "shop");
    }

    @Test
    void the_last_application_goes_only_where_that_is_allowed(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, registry("main", "allow-empty") + edge(BY_ROUTE, FROM));
        withdraw("shop", "s1");
        answers(s, "x", "/shop", "rest");
        removed(s, "shop");
    }

    @Test
    void servers_that_vanish_while_the_application_stays_are_kept_as_anywhere(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        store.delete("/apps/shop/servers/s1");
        logged(s, "Backend shop: 1 of 1 servers vanished from the registry at once");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
    }

    @Test
    void a_registry_that_cannot_be_read_takes_no_application_away(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        store.fail(Reason.NO_QUORUM, "no leader");
        s.clock().advance("60s");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
    }

    @Test
    void hecd_starts_from_the_last_good_applications(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        eventually(() -> assertThat(directory.resolve("main.last")).content().contains("/apps/shop/route"));
        s.loadBalancer().close();
        store.fail(Reason.UNREACHABLE, "no answer");
        s.proxy(registry("main", "") + edge(BY_ROUTE, FROM));
        answers(s, "x", "/shop", "s1");
    }

    @Test
    void a_configured_section_has_the_name_and_the_application_waits_for_it(Scenario s) {
        announce(s, "rest", "s1");
        route("rest", "path:/app");
        announce(s, "shop", "s2");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        logged(s, "Application rest of apps is left out: another backend has its name.");
        assertThat(get(s, "x", "/app")).isEqualTo("rest");
        String taken = edge(BY_ROUTE, FROM) + "backend shop\n  server rest ${rest}\n";
        s.reload(registry("main", "") + taken);
        assertThat(get(s, "x", "/shop")).isEqualTo("rest");
        s.reload(registry("main", "") + edge(BY_ROUTE, FROM));
        assertThat(get(s, "x", "/shop")).isEqualTo("s2");
    }

    @Test
    void of_two_sections_the_first_has_the_name_until_it_is_free(Scenario s) {
        announce(s, "wiki", "w1");
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        other.put("/apps/shop/servers/o1", address(s, "o1"));
        other.put("/apps/shop/route", "path:/other");
        proxy(
                s,
                registry("main", "") + registry("side", "") + edge("use_backend apps\nuse_backend more\n", FROM)
                        + "backend more\n  backends-from side /apps/*\n");
        logged(s, "Application shop of more is left out: another backend has its name.");
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        assertThat(get(s, "x", "/other")).isEqualTo("rest");
        withdraw("shop", "s1");
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(get(s, "x", "/other")).isEqualTo("o1");
        });
    }

    @Test
    void of_two_routes_that_say_the_same_the_first_name_counts(Scenario s) {
        announce(s, "bob", "b1");
        route("bob", "path:/x");
        announce(s, "alice", "a1");
        route("alice", "path:/x");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "x", "/x")).isEqualTo("a1");
    }

    @Test
    void hostile_values_are_left_out_alone(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        announce(s, "bad", "b1");
        route("bad", "path:/bad\n  server x 10.0.0.1:80");
        announce(s, "evil name", "e1");
        store.put("/apps/../servers/passwd", "10.0.0.1:80");
        store.put("/apps/<script>/route", "path:/");
        store.put("/apps/metadata/servers/m1", "169.254.169.254:80");
        store.put("/apps/metadata/route", "path:/metadata");
        store.put("/apps/huge/route", "path:/" + "a".repeat(100_000));
        store.put("/apps/" + "n".repeat(1_000) + "/route", "path:/");
        store.put("/apps//route", "path:/");
        store.put("/apps/loose", "path:/");
        store.put("/apps/shop/servers/s1/deeper", "10.0.0.1:80");
        store.put("/apps/shop/other/route", "path:/");
        proxy(s, BY_NAME + BY_ROUTE, FROM);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        assertThat(get(s, "x", "/")).isEqualTo("rest");
        assertThat(get(s, "x", "/bad")).isEqualTo("rest");
        assertThat(byName(s, "bad")).isEqualTo("b1");
        assertThat(s.client().get("/metadata").status()).isEqualTo(503);
        assertThat(backends(s)).containsExactly("rest", "apps", "..", "bad", "huge", "metadata", "shop");
    }

    @Test
    void thousands_of_directories_are_taken_and_no_more(Scenario s) {
        for (int i = 0; i < 10_050; i++) store.put("/apps/junk" + i + "/route", "junk");
        announce(s, "a", "a1");
        route("a", "path:/a");
        proxy(s, BY_ROUTE, FROM);
        answers(s, "x", "/a", "a1");
        assertThat(backends(s)).hasSize(2 + 10_000);
    }

    @Test
    void in_mode_tcp_a_route_leads_nowhere_and_that_is_said_once(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/");
        announce(s, "wiki", "w1");
        route("wiki", "path:/wiki");
        proxy(
                s,
                registry("main", "")
                        + edge("mode tcp\nuse_backend apps\n", "mode tcp\n" + FROM)
                                .replace("mode http", "mode tcp"));
        logged(s, "Backend apps is in mode tcp: the route of shop leads nowhere");
        assertThat(s.log().lines())
                .filteredOn(line -> line.contains("leads nowhere"))
                .hasSize(1);
        assertThat(s.client().get("/").body()).isEqualTo("rest");
    }

    @Test
    void a_reload_gives_applications_the_section_as_it_is_now(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        Backend before = backend(s, "shop");
        s.reload(registry("main", "") + edge(BY_ROUTE, "http-response set-header X-Made again\n" + FROM + " weight 9"));
        assertThat(s.client().get("/shop").header("X-Made")).isEqualTo("again");
        assertThat(backend(s, "shop")).isSameAs(before);
        assertThat(s.server("shop", "s1").userWeight()).isEqualTo(9);
        assertThat(before.counters().sum(BackendCounter.TOTAL)).isEqualTo(2);
        store.fail(Reason.UNREACHABLE, "no answer");
        s.reload(registry("main", "debounce 1") + edge(BY_ROUTE, FROM));
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
    }

    @Test
    void a_line_that_goes_takes_its_applications_with_it(Scenario s) {
        announce(s, "shop", "s1");
        route("shop", "path:/shop");
        s.origin("own");
        proxy(s, BY_ROUTE, FROM);
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
        s.reload(registry("main", "") + edge(BY_ROUTE, "server own ${own}"));
        assertThat(get(s, "x", "/shop")).isEqualTo("own");
        assertThat(backends(s)).containsExactly("rest", "apps");
        s.reload(registry("main", "") + edge(BY_ROUTE, FROM));
        assertThat(get(s, "x", "/shop")).isEqualTo("s1");
    }
}
