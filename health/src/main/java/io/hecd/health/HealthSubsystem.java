package io.hecd.health;

import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.health.check.Check;
import io.hecd.health.check.Checker;
import io.hecd.health.check.Checks;
import io.hecd.health.check.HealthState;
import io.hecd.health.check.Surroundings;
import io.hecd.log.ProcessLog;
import io.hecd.runtime.ControlLoop;
import io.hecd.runtime.Subsystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Active checks of all backends: a {@link Checker} for each server that asks for one, as servers come and go. Everything
 * happens on the control thread; {@link #of} may be asked from anywhere.
 */
public final class HealthSubsystem implements HealthControl, Subsystem {
    /** Shorter intervals do not make the others start in a crowd. */
    private static final long CROWDING_MILLIS = 1000;

    private final Checks checks;
    private final Map<Server, Checker> checkers = new ConcurrentHashMap<>();
    private final Map<BackendControl, Watch> watches = new LinkedHashMap<>();
    /** Of the last start or reload: what a backend that comes later is watched with. */
    private Optional<Surroundings> around = Optional.empty();

    private int spreadPercent;

    public HealthSubsystem(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Optional<HealthState> of(Server server) {
        return Optional.ofNullable(checkers.get(server)).map(Checker::state);
    }

    @Override
    public Optional<Checker> checker(Server server) {
        return Optional.ofNullable(checkers.get(server));
    }

    @Override
    public void check(Configuration configuration, Problems problems) {
        for (ProxyConfig proxy : configuration.proxies()) {
            if (!proxy.kind().hasBackend() || !asksForChecks(proxy)) continue;
            try {
                checks.plan(proxy);
            } catch (Mistake mistake) {
                problems.add(mistake);
            }
        }
    }

    /** A backend without a checked server may say what it likes about checks; who brings servers later may have them checked. */
    private static boolean asksForChecks(ProxyConfig proxy) {
        if (!proxy.extensions().isEmpty()) return true;
        for (ServerConfig server : proxy.servers()) if (server.settings().get(ServerSettings.CHECK)) return true;
        return false;
    }

    @Override
    public void start(Context context) {
        start(context.configuration().global(), context.backends(), around(context));
    }

    @Override
    public void reload(Context context) {
        reload(context.configuration().global(), context.backends(), around(context));
    }

    private static Surroundings around(Context context) {
        ControlLoop control = context.control();
        return new Surroundings(
                control.loop(),
                control.timers(),
                control.clock(),
                control.transport()::dialing,
                (backend, level, sentence) -> say(context.log().apply(backend), level, sentence),
                new SplittableRandom());
    }

    private static void say(ProcessLog log, int level, String sentence) {
        switch (level) {
            case Surroundings.EMERG -> log.emergency(sentence);
            case Surroundings.ALERT -> log.alert(sentence);
            default -> log.notice(sentence);
        }
    }

    /** Begins to check, the servers one after the other over the shortest of their intervals. */
    public void start(Settings global, List<BackendControl> backends, Surroundings around) {
        List<Checker> fresh = apply(global, backends, around);
        long shortest = 0;
        for (Checker checker : fresh) {
            long interval = checker.intervalMillis();
            if (interval >= CROWDING_MILLIS && (shortest == 0 || interval < shortest)) shortest = interval;
        }
        for (int i = 0; i < fresh.size(); i++) {
            Checker checker = fresh.get(i);
            checker.start(Math.max(shortest, checker.intervalMillis()) * i / fresh.size());
        }
    }

    /** Servers that stay keep what is known of them, and their turn. */
    public void reload(Settings global, List<BackendControl> backends, Surroundings around) {
        for (Checker checker : apply(global, backends, around))
            checker.start(around.chance().nextLong(checker.intervalMillis()));
    }

    @Override
    public void appeared(BackendControl backend) {
        for (Checker checker : watch(backend))
            checker.start(surroundings().chance().nextLong(checker.intervalMillis()));
    }

    @Override
    public void vanished(BackendControl backend) {
        Watch watch = watches.remove(backend);
        if (watch != null) backend.forget(watch);
        for (Server server : backend.servers()) drop(server);
    }

    private Surroundings surroundings() {
        return around.orElseThrow();
    }

    @Override
    public void stop() {
        watches.forEach(BackendControl::forget);
        watches.clear();
        for (Checker checker : checkers.values()) checker.stop();
        checkers.clear();
    }

    /** Makes the checkers what the configuration says; returns the new ones, not started yet. */
    private List<Checker> apply(Settings global, List<BackendControl> backends, Surroundings around) {
        this.around = Optional.of(around);
        spreadPercent = global.get(GlobalSettings.SPREAD_CHECKS);
        watches.forEach(BackendControl::forget);
        Map<BackendControl, Watch> before = new LinkedHashMap<>(watches);
        watches.clear();
        List<Checker> fresh = new ArrayList<>();
        for (BackendControl control : backends) {
            before.remove(control);
            fresh.addAll(watch(control));
        }
        for (BackendControl gone : before.keySet()) for (Server server : gone.servers()) drop(server);
        return fresh;
    }

    /** Follows the servers of a backend; returns the checkers that are new, not started yet. */
    private List<Checker> watch(BackendControl control) {
        ProxyConfig config = control.backend().config();
        // lines that nobody needs were not looked at, and servers that come later get the plain check
        Check.Plan plan = asksForChecks(config) ? checks.plan(config) : checks.planOrConnect(config);
        Watch watch = new Watch(control, plan, spreadPercent, surroundings());
        watches.put(control, watch);
        List<Checker> fresh = new ArrayList<>();
        for (Server server : control.servers()) watch.apply(server).ifPresent(fresh::add);
        control.listen(watch);
        return fresh;
    }

    private void drop(Server server) {
        Checker checker = checkers.remove(server);
        if (checker != null) checker.stop();
    }

    /** Follows the servers of one backend. */
    private final class Watch implements BackendControl.Listener {
        private final BackendControl control;
        private final Check.Plan plan;
        private final int spreadPercent;
        private final Surroundings around;

        Watch(BackendControl control, Check.Plan plan, int spreadPercent, Surroundings around) {
            this.control = control;
            this.plan = plan;
            this.spreadPercent = spreadPercent;
            this.around = around;
        }

        /** Begins, changes or ends the checks of a server; returns a new checker, not started yet. */
        Optional<Checker> apply(Server server) {
            boolean wanted = server.config().settings().get(ServerSettings.CHECK);
            Checker known = checkers.get(server);
            if (wanted && known != null) {
                known.configure(plan, spreadPercent);
            } else if (wanted) {
                Checker checker = new Checker(control, server, plan, spreadPercent, around);
                checkers.put(server, checker);
                return Optional.of(checker);
            } else if (known != null) {
                drop(server);
                // nobody would ever find out that it is back
                control.oper(server, OperState.RUNNING, "no longer checked");
            }
            return Optional.empty();
        }

        @Override
        public void added(Server server) {
            // whoever brings a hundred servers at once must not have them checked in one moment
            apply(server).ifPresent(checker -> checker.start(around.chance().nextLong(checker.intervalMillis())));
        }

        @Override
        public void removed(Server server) {
            drop(server);
        }

        @Override
        public void changed(Server server, String why) {
            Checker checker = checkers.get(server);
            if (checker != null) checker.follow();
        }
    }
}
