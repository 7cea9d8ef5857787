package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Server;
import io.hecd.config.text.Problems;
import io.hecd.runtime.LoadBalancer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One test's small world: origins, a proxy under test, clients, a clock, a log. A parameter of test methods of a class with
 * {@code @ExtendWith(ScenarioKit.class)}; closed after the test, which fails then when something is left over.
 */
public final class Scenario implements AutoCloseable {
    private final Subject subject;
    private final Stage stage = new Stage();
    private final FakeClock clock = new FakeClock();
    private final List<Subject.Running> running = new ArrayList<>();
    private final List<Consumer<LoadBalancer.Builder>> more = new ArrayList<>();
    private final LeakWatch leaks = new LeakWatch();

    Scenario(Subject subject) {
        this.subject = subject;
    }

    /** The origin of this name, made when first asked for; `${name}` in the configuration is its address. */
    public Origin origin(String name) {
        return stage.origin(name);
    }

    /**
     * Starts the proxy with this configuration. `${s1}` stands for the address of origin s1, `${log}` for that of the log
     * receiver, every other such name with a small first letter for a free address to listen on.
     */
    public void proxy(String configuration) {
        String text = stage.fill(configuration);
        running.add(subject.start(text, clock, more, stage.ports()));
    }

    /** A client of the first listener in the configuration. */
    public Client client() {
        return client(stage.listeners.keySet().iterator().next());
    }

    /** A client of the listener at `${name}`. */
    public Client client(String name) {
        return new Client(stage.address(name));
    }

    public FakeClock clock() {
        return clock;
    }

    public Syslog log() {
        return stage.log;
    }

    /** Adds to every proxy that is started from now on: the subsystems of other modules, another vocabulary. */
    public Scenario with(Consumer<LoadBalancer.Builder> part) {
        more.add(part);
        return this;
    }

    /** The proxy that was started last. */
    public LoadBalancer loadBalancer() {
        if (running.get(running.size() - 1) instanceof Hecd hecd) return hecd.loadBalancer();
        throw new IllegalStateException("the proxy under test is not hecd");
    }

    /** What is said when the running proxy is given another configuration, good or bad. */
    public Problems tryReload(String configuration) {
        return loadBalancer().reload(stage.fill(configuration));
    }

    /** The server of this name in the backend of that name. */
    public Server server(String backend, String name) {
        for (Server server :
                loadBalancer().backend(backend).orElseThrow().servers().all())
            if (server.name().equals(name)) return server;
        throw new AssertionError("no server " + backend + "/" + name);
    }

    /** Gives the running proxy another configuration; the names in it stand for the same addresses. */
    public void reload(String configuration) {
        Problems problems = loadBalancer().reload(stage.fill(configuration));
        assertThat(problems.hasErrors()).as(problems.toString()).isFalse();
    }

    @Override
    public void close() {
        List<String> leftOver = new ArrayList<>();
        try {
            for (Subject.Running proxy : running) {
                Eventually.within(2_000, () -> proxy.leftOver().isEmpty());
                leftOver.add(proxy.leftOver());
                proxy.close();
            }
        } finally {
            stage.close();
        }
        assertThat(String.join("", leftOver)).as("left over at the end").isEmpty();
        assertThat(leaks.found()).as("buffers that nobody released").isEmpty();
    }
}
