package io.hecd.runtime;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ConfigurationParser;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.log.LogIdentity;
import io.hecd.log.Logs;
import io.hecd.net.Transport;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.Occupancy;
import io.hecd.proxy.Story;
import io.hecd.proxy.Worker;
import io.hecd.time.Clock;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A load balancer inside this JVM: started from the text of a haproxy.cfg, reloaded in place, drained and stopped. Methods
 * may be called from any thread but its own workers.
 */
public final class LoadBalancer implements AutoCloseable {
    private final Parts parts;
    private final Clock clock;
    private final Facts facts;
    private final List<Subsystem> subsystems;
    private final Workers workers;
    private final ControlLoop control;
    private final Occupancy occupancy;
    private final Logs logs;
    private final Reload reload;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Problems notes;
    private volatile Generation generation;
    private final long startedAtMillis;
    private volatile boolean stopping;

    private LoadBalancer(Builder builder, Configuration configuration, Problems notes) throws ConfigurationException {
        Settings global = configuration.global();
        this.parts = builder.parts;
        this.clock = builder.clock;
        this.startedAtMillis = clock.wallMillis();
        this.facts = builder.facts();
        this.subsystems = List.copyOf(builder.subsystems);
        this.notes = notes;
        Transport transport = Transport.choose(builder.transport);
        int count = builder.workers(global);
        this.occupancy = new Occupancy(count);
        this.control = new ControlLoop(transport, clock);
        this.workers = new Workers(count, transport, clock, occupancy, Compiler.limits(global));
        this.logs = new Logs(
                LogIdentity.ofProcess(global.get(GlobalSettings.LOG_SEND_HOSTNAME), global.get(GlobalSettings.LOG_TAG)),
                clock,
                workers.count());
        this.reload = new Reload(this, parts, workers, control, occupancy, logs, clock, subsystems);
        try {
            this.generation = control.call(() -> reload.first(configuration, notes));
        } catch (Failure failure) {
            shutLoops();
            failure.problems().sort();
            throw new ConfigurationException(failure.problems());
        }
        notes.sort();
        control.call(() -> {
            reload.start();
            return this;
        });
    }

    /** How {@link Reload} says on the control thread that nothing was changed. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problems problems;

        Failure(Problems problems) {
            super("the configuration cannot run", null, false, false);
            this.problems = problems;
        }

        Problems problems() {
            return problems;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Reads and compiles without binding or connecting, and asks the subsystems that it would run with: what `-c` does. */
    public static Problems check(Parts parts, List<Source> sources, Environment environment, Subsystem... subsystems) {
        Builder builder = builder().parts(parts).configuration(sources).environment(environment);
        for (Subsystem subsystem : subsystems) builder.with(subsystem);
        Problems problems = new Problems();
        builder.examine(builder.parse(problems), problems);
        return problems;
    }

    /**
     * Where a request would go by this configuration, without binding, connecting or asking a resolver.
     *
     * @throws ConfigurationException if the configuration has errors
     * @throws Question.Unasked if the question makes no sense
     */
    public static Explanation explain(Parts parts, List<Source> sources, Environment environment, Question question)
            throws ConfigurationException {
        Builder builder = builder().parts(parts).configuration(sources).environment(environment);
        Problems problems = new Problems();
        Generation generation = Compiler.alone(parts, builder.parse(problems), problems);
        if (problems.hasErrors()) {
            problems.sort();
            throw new ConfigurationException(problems);
        }
        return Explaining.explain(generation, question);
    }

    /** Where a request would go now: with the servers as they are. */
    public Explanation explain(Question question) {
        return control.call(() -> Explaining.explain(generation, question));
    }

    /** Warnings and notices of the configuration that runs. */
    public Problems notes() {
        return notes;
    }

    /** What the `global` section says. */
    public Settings global() {
        return generation.configuration.global();
    }

    public Configuration configuration() {
        return generation.configuration;
    }

    /** Where it listens, in the order of the configuration: with the ports that the kernel chose for port 0. */
    public List<SocketAddress> addresses() {
        return control.call(reload::addresses);
    }

    /** All of them: those of the configuration in its order, then those that came while it runs. */
    public List<BackendControl> backends() {
        return control.call(() -> generation.allControls());
    }

    public Optional<Backend> backend(String name) {
        return Optional.ofNullable(generation.control(name)).map(BackendControl::backend);
    }

    public Optional<Frontend> frontend(String name) {
        return Optional.ofNullable(generation.liveFrontends.get(name));
    }

    /**
     * What runs now, in the order of the configuration, without sections that are `disabled`. Asked anew each time: proxies and
     * servers come and go.
     */
    public List<Proxy> proxies() {
        return control.call(() -> {
            List<Proxy> proxies = new ArrayList<>();
            Generation now = generation;
            for (ProxyConfig config : now.configuration.proxies()) {
                Frontend frontend = now.liveFrontends.get(config.name());
                BackendControl backend = now.controls.get(config.name());
                if (!config.kind().hasFrontend()) frontend = null;
                if (!config.kind().hasBackend()) backend = null;
                if (frontend == null && backend == null) continue;
                proxies.add(new Proxy(
                        config, frontend, backend, frontend == null ? List.of() : reload.listeners(config.name())));
            }
            now.dynamic()
                    .values()
                    .forEach(backend -> proxies.add(new Proxy(backend.config(), null, backend.control(), List.of())));
            return proxies;
        });
    }

    public Clock clock() {
        return clock;
    }

    /** Log lines that no receiver took. */
    public long droppedLogs() {
        return logs.dropped();
    }

    /** When it was started, wall clock. */
    public long startedAtMillis() {
        return startedAtMillis;
    }

    /** The control thread, for those who change servers from outside: {@code control().execute(...)}. */
    public ControlLoop control() {
        return control;
    }

    public Occupancy occupancy() {
        return occupancy;
    }

    public List<Worker> workers() {
        return workers.all();
    }

    /** How the exchange with this id failed, if it is not too long ago. Any thread. */
    public Optional<Story> story(String id) {
        for (Worker worker : workers.all()) {
            Story story = worker.stories().find(id);
            if (story != null) return Optional.of(story);
        }
        return Optional.empty();
    }

    /** How the last exchanges failed that did, the newest first. Any thread. */
    public List<Story> stories(int most) {
        List<Story> stories = new ArrayList<>();
        for (Worker worker : workers.all()) stories.addAll(worker.stories().last(most));
        stories.sort(Comparator.comparingLong(Story::atMillis).reversed());
        return List.copyOf(stories.subList(0, Math.min(most, stories.size())));
    }

    /** Replaces what differs: see {@link Reload}. With an error among the problems nothing has changed. */
    public Problems reload(List<Source> sources) {
        Problems problems = new Problems();
        Configuration configuration = ConfigurationParser.parse(
                sources, Parts.facts(Environment.of(facts.environment().copy())), parts.sections(), problems);
        try {
            generation = control.call(() -> problems.hasErrors()
                    ? reload.examined(generation, configuration, problems)
                    : reload.next(generation, configuration, problems));
        } catch (Failure failure) {
            failure.problems().sort();
            return failure.problems();
        }
        problems.sort();
        return problems;
    }

    public Problems reload(String text) {
        return reload(List.of(new Source("configuration", text)));
    }

    /**
     * Accepts nothing more; what runs may finish. Ends when the last connection has ended, or after `hard-stop-after`.
     */
    public void drain() {
        if (stopping) return;
        control.execute(() -> {
            // First, so that whoever finds nobody listening finds every answer the last of its connection, too.
            occupancy.drain();
            reload.closeListeners();
            for (Worker worker : workers.all()) worker.loop().execute(worker::drain);
            long hardStop = global().get(GlobalSettings.HARD_STOP_AFTER);
            long until = hardStop > 0 ? clock.millis() + hardStop : Long.MAX_VALUE;
            awaitEmpty(until);
        });
    }

    private void awaitEmpty(long untilMillis) {
        if (occupancy.connections().get() == 0 || clock.millis() >= untilMillis) {
            Thread stopper = new Thread(this::stop, "hecd-stop");
            stopper.setDaemon(true);
            stopper.start();
        } else {
            control.loop().schedule(() -> awaitEmpty(untilMillis), 20, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes every connection and ends. Returns when all threads of it have ended. */
    public void stop() {
        synchronized (this) {
            if (stopping) return;
            stopping = true;
        }
        control.call(() -> {
            reload.closeListeners();
            for (Subsystem subsystem : subsystems) subsystem.stop();
            return this;
        });
        workers.abort();
        shutLoops();
        ended.countDown();
    }

    private void shutLoops() {
        workers.stop();
        control.stop();
        try {
            logs.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has stopped. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        stop();
    }

    /** Collects what a load balancer is made of. */
    public static final class Builder {
        private List<Source> sources = new ArrayList<>();
        private final List<Subsystem> subsystems = new ArrayList<>();
        private Parts parts = Parts.standard();
        private Clock clock = Clock.system();
        private Environment environment = Environment.system();
        private String transport = System.getProperty("hecd.transport", "");
        private int threads;

        private Builder() {}

        /** The text of a haproxy.cfg. */
        public Builder configuration(String text) {
            return configuration(List.of(new Source("configuration", text)));
        }

        public Builder configuration(List<Source> sources) {
            this.sources = List.copyOf(sources);
            return this;
        }

        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /** Another vocabulary: more algorithms, actions, fetches, sections. */
        public Builder parts(Parts parts) {
            this.parts = parts;
            return this;
        }

        public Builder with(Subsystem subsystem) {
            subsystems.add(subsystem);
            return this;
        }

        /** Event loops, 0 for what `nbthread` or the machine says. */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /** "epoll", "io_uring", "nio", or "" for the best. */
        public Builder transport(String transport) {
            this.transport = transport;
            return this;
        }

        /** @throws ConfigurationException with all that is wrong, when anything is; nothing runs then */
        public LoadBalancer start() throws ConfigurationException {
            Problems problems = new Problems();
            Configuration configuration = parse(problems);
            if (problems.hasErrors()) {
                // Whoever mends the file wants to know of the rules in it as well.
                examine(configuration, problems);
                throw new ConfigurationException(problems);
            }
            return new LoadBalancer(this, configuration, problems);
        }

        Configuration parse(Problems problems) {
            return ConfigurationParser.parse(sources, facts(), parts.sections(), problems);
        }

        /** Compiles and asks the subsystems. Of a line that has an error nothing more is said. */
        void examine(Configuration configuration, Problems problems) {
            Problems more = new Problems();
            Compiler.check(parts, configuration, more);
            for (Subsystem subsystem : subsystems) subsystem.check(configuration, more);
            problems.addFurther(more);
            problems.sort();
        }

        Facts facts() {
            return Parts.facts(Environment.of(environment.copy()));
        }

        /** One loop for each core but one, which is left to the compiler, the collector and the control thread. */
        int workers(Settings global) {
            if (threads > 0) return threads;
            int told = global.get(GlobalSettings.NBTHREAD);
            return told > 0 ? told : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        }
    }
}
