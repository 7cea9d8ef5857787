package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.BackendCounter;
import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.runtime.Backends;
import io.hecd.runtime.Backends.Route;
import io.hecd.runtime.Subsystem;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Backends that a program brings while hecd runs, made after a section: by name, by route, over reloads. */
@ExtendWith(ScenarioKit.class)
class DynamicBackendsTest {
    private static final String DEFAULTS = """
            defaults
              mode http
              timeout connect 2s
              timeout client 30s
              timeout server 30s
            """;
    private static final String FRONT = """
            frontend px
              bind ${px}
              use_backend %[req.hdr(x-app)] if { req.hdr(x-app) -m found }
              use_backend apps
              default_backend rest
            backend rest
              server rest ${rest}
            """;
    private static final String BY_NAME = FRONT.replace("  use_backend apps\n", "");
    private static final String APPS = "backend apps\n  http-response set-header X-Made yes\n";

    /** Has the door, and notes what it is told. */
    private static final class Program implements Subsystem {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<Route> routes = new ArrayList<>();
        Optional<Context> last = Optional.empty();
        Runnable preparing = () -> {};

        Backends door() {
            return last.orElseThrow().dynamic();
        }

        @Override
        public void prepare(Context context) {
            last = Optional.of(context);
            preparing.run();
        }

        @Override
        public void start(Context context) {
            heard.add("started with " + names(context));
        }

        @Override
        public void reload(Context context) {
            heard.add("reloaded with " + names(context));
        }

        private static List<String> names(Context context) {
            return context.backends().stream()
                    .map(backend -> backend.backend().name())
                    .toList();
        }

        @Override
        public void appeared(BackendControl backend) {
            heard.add(backend.backend().name() + " appeared");
        }

        @Override
        public void vanished(BackendControl backend) {
            heard.add(backend.backend().name() + " vanished");
        }

        @Override
        public void stop() {}
    }

    private final Program program = new Program();

    private void proxy(Scenario s, String text) {
        s.origin("rest");
        s.with(builder -> builder.with(program));
        s.proxy(DEFAULTS + text);
    }

    private static <T> T controlled(Scenario s, java.util.concurrent.Callable<T> task) {
        return s.loadBalancer().control().call(task);
    }

    /** With one server, the origin of its own name. */
    private BackendControl create(Scenario s, String name) {
        Origin origin = s.origin(name);
        return controlled(s, () -> {
            BackendControl made = program.door().create("apps", name).orElseThrow();
            made.add(
                    new ServerConfig(
                            Position.NONE, name, new Address.Inet("127.0.0.1", origin.port(), false, 0), Settings.NONE),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.port()),
                    0);
            return made;
        });
    }

    private void route(Scenario s, boolean takesRest, Route... routes) {
        program.routes.clear();
        program.routes.addAll(List.of(routes));
        controlled(s, () -> {
            program.door().route("apps", List.copyOf(program.routes), takesRest);
            return s;
        });
    }

    @Test
    void a_backend_that_came_is_found_by_name_with_the_section_s_rules(Scenario s) {
        proxy(s, BY_NAME + APPS);
        assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("rest");
        create(s, "shop");
        Answer answer = s.client().get("/", "X-App: shop");
        assertThat(answer.body()).isEqualTo("shop");
        assertThat(answer.header("X-Made")).isEqualTo("yes");
        assertThat(program.heard).containsExactly("started with [rest, apps]", "shop appeared");
        assertThat(s.loadBalancer().backends())
                .extracting(backend -> backend.backend().name())
                .containsExactly("rest", "apps", "shop");
    }

    @Test
    void routes_lead_who_is_sent_to_the_section_and_others_go_on(Scenario s) {
        proxy(s, FRONT + APPS);
        BackendControl shop = create(s, "shop");
        BackendControl wiki = create(s, "wiki");
        assertThat(s.client().get("/").status())
                .as("no routes yet: the section itself, without servers")
                .isEqualTo(503);
        route(s, false, new Route("test.example", "/shop", shop), new Route("*.example", "/wiki", wiki));
        assertThat(s.client().get("/shop/1").body()).isEqualTo("shop");
        assertThat(s.client().get("/wiki").body()).isEqualTo("wiki");
        assertThat(s.client().get("/else").body()).isEqualTo("rest");
        assertThat(shop.backend().counters().sum(BackendCounter.TOTAL)).isEqualTo(1);
    }

    @Test
    void a_section_with_servers_takes_what_no_route_fits(Scenario s) {
        s.origin("own");
        proxy(s, FRONT + APPS + "  server own ${own}\n");
        BackendControl shop = create(s, "shop");
        route(s, true, new Route("", "/shop", shop));
        assertThat(s.client().get("/shop").body()).isEqualTo("shop");
        assertThat(s.client().get("/else").body()).isEqualTo("own");
    }

    @Test
    void as_default_the_section_answers_itself_when_no_route_fits(Scenario s) {
        proxy(s, "frontend px\n  bind ${px}\n  default_backend apps\n" + APPS);
        BackendControl shop = create(s, "shop");
        route(s, false, new Route("", "/shop", shop));
        assertThat(s.client().get("/shop").body()).isEqualTo("shop");
        assertThat(s.client().get("/else").status()).isEqualTo(503);
    }

    @Test
    void rules_of_a_listen_section_run_once(Scenario s) {
        proxy(s, "listen apps\n  bind ${apps}\n  http-request add-header X-Once x\n");
        BackendControl shop = create(s, "shop");
        route(s, false, new Route("", "/shop", shop));
        assertThat(s.client().get("/shop").body()).isEqualTo("shop");
        assertThat(s.origin("shop").requests().get(0).toLowerCase(java.util.Locale.ROOT))
                .containsOnlyOnce("x-once");
    }

    @Test
    void a_tcp_section_knows_names_only(Scenario s) {
        proxy(s, "listen apps\n  mode tcp\n  bind ${apps}\n  server rest ${rest}\n");
        route(s, true, new Route("", "/", create(s, "shop")));
        assertThat(s.client().get("/").body()).isEqualTo("rest");
    }

    @Test
    void a_name_that_is_taken_is_not_made_again(Scenario s) {
        proxy(s, FRONT + APPS + "backend off\n  disabled\n");
        create(s, "shop");
        for (String taken : List.of("shop", "rest", "apps", "off"))
            assertThat(controlled(s, () -> program.door().create("apps", taken)))
                    .as(taken)
                    .isEmpty();
        assertThat(controlled(s, () -> program.door().create("apps", "px")))
                .as("a frontend and a backend may share a name")
                .isPresent();
    }

    @Test
    void who_is_retired_finishes_what_runs_and_takes_nothing_new(Scenario s) {
        proxy(s, BY_NAME + APPS);
        Semaphore permits = new Semaphore(0);
        s.origin("shop").replies((request, socket) -> {
            permits.acquireUninterruptibly();
            socket.getOutputStream()
                    .write(io.hecd.bytes.Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"));
            return true;
        });
        BackendControl shop = create(s, "shop");
        List<String> gone = new CopyOnWriteArrayList<>();
        controlled(s, () -> {
            shop.listen(new BackendControl.Listener() {
                @Override
                public void removed(io.hecd.backend.Server server) {
                    gone.add(server.name());
                }
            });
            return s;
        });
        try (var waiting = s.client().open()) {
            waiting.send("GET / HTTP/1.1\r\nHost: x\r\nX-App: shop\r\n\r\n");
            eventually(() -> assertThat(shop.backend().inFlight().get()).isEqualTo(1));
            controlled(s, () -> {
                program.door().retire(shop);
                program.door().retire(shop);
                return s;
            });
            assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("rest");
            assertThat(s.loadBalancer().backend("shop")).isEmpty();
            assertThat(gone).isEmpty();
            permits.release();
            assertThat(waiting.answer().body()).isEqualTo("late");
        }
        eventually(() -> assertThat(gone).containsExactly("shop"));
        assertThat(program.heard).endsWith("shop appeared", "shop vanished");
    }

    @Test
    void one_that_is_hidden_is_not_found_by_name_until_it_is_shown(Scenario s) {
        proxy(s, BY_NAME + APPS);
        BackendControl shop = create(s, "shop");
        controlled(s, () -> {
            program.door().hide(shop);
            return s;
        });
        assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("rest");
        s.reload(DEFAULTS + BY_NAME + APPS);
        assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("rest");
        assertThat(s.loadBalancer().backend("shop")).isPresent();
        controlled(s, () -> {
            program.door().show(shop);
            return s;
        });
        assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("shop");
    }

    @Test
    void changes_that_are_made_together_are_seen_together(Scenario s) {
        proxy(s, FRONT + APPS);
        controlled(s, () -> {
            program.door().together(() -> {
                BackendControl shop = program.door().create("apps", "shop").orElseThrow();
                program.door().route("apps", List.of(new Route("", "", shop)), false);
                assertThat(s.loadBalancer().backend("shop")).isEmpty();
            });
            return s;
        });
        assertThat(s.loadBalancer().backend("shop")).isPresent();
        assertThat(s.client().get("/").status()).isEqualTo(503);
    }

    @Test
    void a_reload_keeps_the_backend_and_gives_it_the_section_as_it_is_now(Scenario s) {
        proxy(s, FRONT + APPS);
        BackendControl shop = create(s, "shop");
        Route route = new Route("", "/shop", shop);
        route(s, false, route);
        s.client().get("/shop");
        program.preparing = () -> program.door().route("apps", List.of(route), false);
        s.reload(DEFAULTS + FRONT + APPS.replace("yes", "again"));
        Answer answer = s.client().get("/shop");
        assertThat(answer.body()).isEqualTo("shop");
        assertThat(answer.header("X-Made")).isEqualTo("again");
        Backend after = s.loadBalancer().backend("shop").orElseThrow();
        assertThat(after).isSameAs(shop.backend());
        assertThat(after.counters().sum(BackendCounter.TOTAL)).isEqualTo(2);
        assertThat(program.heard).endsWith("reloaded with [rest, apps, shop]");
    }

    @Test
    void a_reload_ends_those_whose_section_is_gone_or_whose_name_is_taken(Scenario s) {
        s.origin("fixed");
        proxy(s, FRONT + APPS);
        create(s, "shop");
        BackendControl wiki = create(s, "wiki");
        s.reload(DEFAULTS + FRONT + APPS + "backend shop\n  server fixed ${fixed}\n");
        assertThat(s.client().get("/", "X-App: shop").body()).isEqualTo("fixed");
        assertThat(s.client().get("/", "X-App: wiki").body()).isEqualTo("wiki");
        s.reload(DEFAULTS + BY_NAME);
        assertThat(s.client().get("/", "X-App: wiki").body()).isEqualTo("rest");
        eventually(() -> assertThat(wiki.servers()).isEmpty());
    }

    @Test
    void a_name_that_is_written_must_stand_in_the_configuration(Scenario s) {
        proxy(s, FRONT + APPS);
        create(s, "shop");
        var problems = s.tryReload(DEFAULTS + FRONT.replace("use_backend apps\n", "use_backend shop\n") + APPS);
        assertThat(problems.toString()).contains("refers to a backend 'shop' with 'use_backend', and there is none");
        assertThat(s.client().get("/", times(1)).list()).hasSize(1);
    }

    @Test
    void one_that_is_made_while_another_configuration_comes_is_in_that(Scenario s) {
        program.preparing = () -> program.door().create("apps", "early");
        proxy(s, FRONT + APPS);
        assertThat(program.heard).containsExactly("started with [rest, apps, early]");
    }
}
