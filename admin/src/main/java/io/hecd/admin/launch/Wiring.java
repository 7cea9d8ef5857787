package io.hecd.admin.launch;

import io.hecd.admin.metrics.MetricsService;
import io.hecd.admin.metrics.ShowMetrics;
import io.hecd.admin.socket.SocketSubsystem;
import io.hecd.admin.stats.StatsSubsystem;
import io.hecd.admin.why.ShowWhy;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ConfigurationParser;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.discovery.DiscoverySubsystem;
import io.hecd.discovery.registry.Stores;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.Explanation;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.runtime.Question;
import io.hecd.runtime.Subsystem;
import io.hecd.time.Clock;
import java.util.List;

/** Which parts make the program: the load balancer of proxy-core and what the other modules add to it. */
final class Wiring {
    private static final String NO_LISTENER = "No enabled listener found (check for 'bind' directives)! Exiting.";

    private Wiring() {}

    /** The parts of one program: the page and the exporter are asked by proxies and are subsystems as well. */
    private record Kit(Parts parts, Subsystem[] subsystems) {
        static Kit make() {
            HealthSubsystem health = new HealthSubsystem(Checks.standard());
            StatsSubsystem stats = new StatsSubsystem(health);
            DiscoverySubsystem discovery = new DiscoverySubsystem(Clock.system(), Stores::open);
            var commands = io.hecd.admin.command.Commands.standard()
                    .with(new ShowWhy())
                    .with(new ShowMetrics(health, discovery.registries()));
            MetricsService metrics = new MetricsService(health, discovery.registries());
            Parts parts = Wiring.parts().with(stats);
            parts.named().with(MetricsService.NAME, metrics);
            return new Kit(
                    parts, new Subsystem[] {discovery, health, stats, metrics, new SocketSubsystem(health, commands)});
        }
    }

    /** The vocabulary of the core and what the other modules add to it. */
    private static Parts parts() {
        Parts parts = Parts.standard();
        DiscoverySubsystem.words(parts.sections());
        SocketSubsystem.words(parts.sections());
        StatsSubsystem.words(parts.sections());
        return parts;
    }

    private static LoadBalancer.Builder builder(List<Source> sources, Environment environment) {
        Kit kit = Kit.make();
        LoadBalancer.Builder builder =
                LoadBalancer.builder().parts(kit.parts()).configuration(sources).environment(environment);
        for (Subsystem subsystem : kit.subsystems()) builder.with(subsystem);
        return builder;
    }

    /** What is written, without judging it. */
    static Configuration read(List<Source> sources) {
        Environment environment = FlagRun.environment(Arguments.none(), sources);
        return ConfigurationParser.parse(
                sources, Parts.facts(Environment.of(environment.copy())), parts().sections(), new Problems());
    }

    /** Where a request would go. */
    static Explanation explain(List<Source> sources, Question question) throws ConfigurationException {
        return LoadBalancer.explain(
                Kit.make().parts(), sources, FlagRun.environment(Arguments.none(), sources), question);
    }

    static Engine.Starter starter() {
        return new Engine.Starter() {
            @Override
            public Engine start(List<Source> sources, Environment environment, Problems notes) throws Engine.Refused {
                try {
                    LoadBalancer balancer = builder(sources, environment).start();
                    if (!listens(balancer.configuration())) {
                        balancer.stop();
                        throw new Engine.Refused(NO_LISTENER, balancer.notes());
                    }
                    for (Problem note : balancer.notes().list()) notes.add(note);
                    return new Running(balancer);
                } catch (ConfigurationException e) {
                    throw new Engine.Refused("Fatal errors found in configuration.", e.problems());
                }
            }

            @Override
            public Engine.Examined examine(List<Source> sources, Environment environment) {
                Configuration configuration = ConfigurationParser.parse(
                        sources, Parts.facts(Environment.of(environment.copy())), parts().sections(), new Problems());
                Kit kit = Kit.make();
                return new Engine.Examined(
                        LoadBalancer.check(kit.parts(), sources, environment, kit.subsystems()),
                        words(configuration.global()),
                        listens(configuration));
            }
        };
    }

    /** As the twin judges: a section that is `disabled` has no listener (manual 4.2). */
    private static boolean listens(Configuration configuration) {
        for (ProxyConfig proxy : configuration.proxies())
            if (!proxy.binds().isEmpty() && !proxy.settings().get(ProxySettings.DISABLED)) return true;
        return false;
    }

    private static ProcessWords words(Settings global) {
        return new ProcessWords(
                global.get(GlobalSettings.DAEMON),
                global.get(GlobalSettings.QUIET),
                global.get(GlobalSettings.ZERO_WARNING),
                global.get(GlobalSettings.MASTER_WORKER),
                global.get(GlobalSettings.PIDFILE),
                global.get(GlobalSettings.UID),
                global.get(GlobalSettings.GID),
                global.get(GlobalSettings.USER),
                global.get(GlobalSettings.GROUP),
                global.get(GlobalSettings.CHROOT),
                global.get(GlobalSettings.ULIMIT_N));
    }

    private record Running(LoadBalancer balancer) implements Engine {
        @Override
        public ProcessWords words() {
            return Wiring.words(balancer.global());
        }

        @Override
        public Problems reload(List<Source> sources) {
            return balancer.reload(sources);
        }

        @Override
        public void drain() {
            balancer.drain();
        }

        @Override
        public void stop() {
            balancer.stop();
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            balancer.awaitEnd();
        }
    }
}
