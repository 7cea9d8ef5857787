package io.hecd.admin;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.discovery.DiscoverySubsystem;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Registry and checks together: the servers of an application that comes while hecd runs are checked from the start. */
@ExtendWith(ScenarioKit.class)
class ApplicationsTest {
    @TempDir
    Path directory;

    @Test
    void servers_of_an_application_are_checked_and_the_application_goes_with_its_keys(Scenario s) {
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        s.origin("rest");
        s.origin("good");
        s.origin("dead").refuse();
        EmbeddedStore store = EmbeddedStore.open(directory, Clock.system());
        s.with(builder -> {
            Parts parts = Parts.standard();
            DiscoverySubsystem.words(parts.sections());
            builder.parts(parts)
                    .with(new DiscoverySubsystem(Clock.system(), (config, clock) -> store))
                    .with(health);
        });
        s.proxy("""
                registry main
                  store embedded %s
                  last-good %s
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                  retries 0
                frontend px
                  bind ${px}
                  use_backend apps
                  default_backend rest
                backend rest
                  server rest ${rest}
                backend apps
                  backends-from /apps/* check inter 2s fall 1 rise 1
                """.formatted(directory, directory.resolve("main.last")));
        for (String name : new String[] {"good", "dead"})
            store.commit(Change.put(
                            "/apps/shop/servers/" + name,
                            "127.0.0.1:" + s.origin(name).port()))
                    .join();
        store.commit(Change.put("/apps/shop/route", "path:/shop")).join();
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(s.loadBalancer().backend("shop")).isPresent();
            assertThat(s.server("shop", "dead").operState()).isEqualTo(OperState.STOPPED);
        });
        Server dead = s.server("shop", "dead");
        assertThat(health.of(dead)).isPresent();
        for (int i = 0; i < 4; i++) assertThat(s.client().get("/shop").body()).isEqualTo("good");
        store.commit(Change.put("/apps/wiki/route", "path:/wiki")).join();
        store.commit(Change.deleteTree("/apps/shop/")).join();
        eventually(() -> {
            s.clock().advance("1s");
            assertThat(s.client().get("/shop").body()).isEqualTo("rest");
            assertThat(s.loadBalancer().backend("shop")).isEmpty();
        });
        assertThat(health.of(dead)).isEmpty();
    }
}
