package io.hecd.discovery;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Backend;
import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.kit.Traffic;
import io.hecd.discovery.registry.Stores;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** `backends-from` with a real etcd: the README's example, and applications that come and go under requests that never stop. */
@ExtendWith(ScenarioKit.class)
class ApplicationsTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PUT = Pattern.compile("etcdctl put (\\S+) '([^']*)'");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    Path directory;

    private void proxy(Scenario s, String text) {
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts).with(new DiscoverySubsystem(Clock.system(), Stores::open));
        });
        s.proxy(text);
    }

    private String edge(Etcd etcd) {
        return """
                registry main
                  store etcd %s
                  last-good %s
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                frontend px
                  bind ${px}
                  use_backend apps
                  default_backend rest
                backend rest
                  server rest ${rest}
                backend apps
                  backends-from main /apps/*
                """.formatted(etcd.url(), directory.resolve("main.last"));
    }

    /** Each with a query of its own: no request may come twice. */
    private static String get(Scenario s, String host, String path) {
        String target = path + "?" + NUMBERS.incrementAndGet();
        return s.client()
                .raw("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                .body();
    }

    private static void answers(Scenario s, String host, String path, String body) {
        eventually(() -> assertThat(get(s, host, path)).isEqualTo(body));
    }

    private static void announce(Etcd etcd, String application, Origin origin) {
        etcd.put("/apps/" + application + "/servers/" + origin.name(), "127.0.0.1:" + origin.port());
    }

    private static void withdraw(Etcd etcd, String application) {
        etcd.etcdctl("del", "--prefix", "/apps/" + application + "/");
    }

    @Test
    void the_example_of_the_page_does_what_it_says(Scenario s) throws IOException {
        String page = Files.readString(Path.of("README.md"));
        Matcher block = BLOCK.matcher(page.substring(page.indexOf("## Applications without")));
        assertThat(block.find()).isTrue();
        String configuration = block.group(2);
        assertThat(block.find()).isTrue();
        Matcher put = PUT.matcher(block.group(2));
        s.origin("portal");
        Origin shop = s.origin("shop");
        Origin wiki = s.origin("wiki");
        try (Etcd etcd = Etcd.start()) {
            int puts = 0;
            for (; put.find(); puts++)
                etcd.put(
                        put.group(1),
                        put.group(2)
                                .replace("10.0.0.7:8080", "127.0.0.1:" + shop.port())
                                .replace("10.0.0.8:8080", "127.0.0.1:" + wiki.port()));
            assertThat(puts).isEqualTo(4);
            proxy(
                    s,
                    configuration
                            .replace(
                                    "http://127.0.0.1:2379",
                                    etcd.url() + "\n    last-good " + directory.resolve("last"))
                            .replace("bind :80", "bind ${www}")
                            .replace("127.0.0.1:8080", "${portal}"));
            assertThat(get(s, "shop.example.com", "/wiki")).isEqualTo("shop");
            assertThat(get(s, "docs.example.com", "/wiki/a")).isEqualTo("wiki");
            assertThat(get(s, "docs.example.com", "/wikis")).isEqualTo("portal");
            assertThat(get(s, "elsewhere", "/help")).isEqualTo("wiki");
        }
    }

    @Test
    void applications_come_and_go_under_traffic_and_nothing_is_lost(Scenario s) {
        Origin rest = s.origin("rest");
        Origin one = s.origin("one");
        Origin two = s.origin("two");
        Origin wiki = s.origin("wiki");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, "wiki", wiki);
            etcd.put("/apps/wiki/route", "path:/wiki");
            proxy(s, edge(etcd));
            try (Traffic traffic = Traffic.to(s.client())) {
                traffic.goOn(20);
                for (int round = 0; round < 4; round++) {
                    announce(etcd, "shop", one);
                    announce(etcd, "shop", two);
                    // What the requests of the traffic say.
                    etcd.put("/apps/shop/route", round % 2 == 0 ? "host:x" : "path:/");
                    answers(s, "x", "/probe", "one");
                    traffic.goOn(30);
                    Backend shop = s.loadBalancer().backend("shop").orElseThrow();
                    withdraw(etcd, "shop");
                    answers(s, "x", "/probe", "rest");
                    traffic.goOn(30);
                    if (round % 2 == 0) {
                        announce(etcd, "shop", two);
                        eventually(() -> assertThat(shop.servers().size()).isPositive());
                        assertThat(s.loadBalancer().backend("shop")).containsSame(shop);
                        withdraw(etcd, "shop");
                    }
                    eventually(() -> {
                        s.clock().advance("1s");
                        assertThat(s.loadBalancer().backend("shop")).isEmpty();
                    });
                }
                traffic.goOn(30);
                assertThat(traffic.served()).containsKeys("rest", "one", "two");
                traffic.isUnharmed(rest, one, two, wiki);
            }
        }
    }

    @Test
    void junk_that_never_ends_takes_nothing_from_the_others(Scenario s) {
        s.origin("rest");
        Origin shop = s.origin("shop");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, "shop", shop);
            etcd.put("/apps/shop/route", "path:/shop");
            proxy(s, edge(etcd));
            assertThat(get(s, "x", "/shop")).isEqualTo("shop");
            etcd.put("/apps/evil/route".getBytes(StandardCharsets.UTF_8), new byte[] {0, -1, 10, 13});
            etcd.put(
                    new byte[] {'/', 'a', 'p', 'p', 's', '/', -1, 10, '/', 'r', 'o', 'u', 't', 'e'},
                    "path:/".getBytes(StandardCharsets.UTF_8));
            etcd.put("/apps/long/route", "path:/" + "x".repeat(100_000));
            etcd.putMany("/apps/shop/servers/junk", 2_000);
            etcd.putMany("/apps/", 2_000);
            etcd.put("/apps/wiki/route", "path:/wiki");
            announce(etcd, "wiki", shop);
            answers(s, "x", "/wiki", "shop");
            assertThat(get(s, "x", "/")).isEqualTo("rest");
            assertThat(s.loadBalancer().backends())
                    .extracting(control -> control.backend().name())
                    .isEqualTo(List.of("rest", "apps", "shop", "evil", "long", "wiki"));
        }
    }

    @Test
    void without_etcd_hecd_starts_with_the_applications_it_knew(Scenario s) {
        s.origin("rest");
        Origin shop = s.origin("shop");
        try (Etcd etcd = Etcd.start()) {
            announce(etcd, "shop", shop);
            etcd.put("/apps/shop/route", "path:/shop");
            proxy(s, edge(etcd));
            assertThat(get(s, "x", "/shop")).isEqualTo("shop");
            eventually(() -> assertThat(directory.resolve("main.last")).exists());
            s.loadBalancer().close();
            etcd.kill();
            s.proxy(edge(etcd));
            answers(s, "x", "/shop", "shop");
            etcd.restart();
            etcd.put("/apps/shop/route", "path:/store");
            answers(s, "x", "/store", "shop");
        }
    }
}
