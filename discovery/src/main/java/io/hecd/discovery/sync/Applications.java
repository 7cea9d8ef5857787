package io.hecd.discovery.sync;

import io.hecd.backend.BackendControl;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.sync.Application.Standing;
import io.hecd.log.ProcessLog;
import io.hecd.runtime.Backends;
import io.hecd.runtime.ControlLoop;
import io.hecd.time.Timer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The applications of one section with `backends-from` lines: makes a backend for each directory, leads requests to them by
 * their routes, and holds on to those that vanish too many at once. On the control thread, but for {@link #wake}.
 */
final class Applications {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    /** Of more backends that one set brings, as at the start, one sentence tells. */
    private static final int TOLD_ONE_BY_ONE = 3;

    private final String section;
    private final ControlLoop loop;
    private final Backends backends;
    private final Runnable nameFreed;
    private final List<Directories> sources = new ArrayList<>();
    private final Map<String, Application> applications = new TreeMap<>();
    /** Those whose name another backend has, and those whose route cannot be followed: told once. */
    private final Set<String> told = new HashSet<>();

    private final Presence presence = new Presence();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Timer look = new Timer() {
        @Override
        protected void expired() {
            letGo();
        }
    };
    private ProcessLog log;
    private boolean tcp;
    private boolean takesRest;
    private List<Backends.Route> routes = List.of();
    private boolean leads;

    /** An application and the line that announces it. */
    private record Found(Directory directory, RegistryConfig config) {}

    /** @param nameFreed called when the name of a backend is free again */
    Applications(String section, ControlLoop loop, Backends backends, ProcessLog log, Runnable nameFreed) {
        this.section = section;
        this.loop = loop;
        this.backends = backends;
        this.log = log;
        this.nameFreed = nameFreed;
    }

    /** Takes over the lines and the section of another configuration; `there` are the backends that it left. */
    void configure(ProxyConfig config, List<Directories> next, Set<BackendControl> there, ProcessLog log) {
        this.log = log;
        sources.forEach(Directories::forget);
        sources.clear();
        sources.addAll(next);
        sources.forEach(Directories::follow);
        tcp = config.settings().get(ProxySettings.MODE) == ProxySettings.Mode.TCP;
        takesRest = !config.servers().isEmpty()
                || !Lines.of(config, ServersFrom.WORD).isEmpty();
        // What was said to the generation before is not known to this one.
        leads = false;
        told.clear();
        applications.values().removeIf(one -> {
            boolean gone = !there.contains(one.control());
            if (gone) one.close();
            return gone;
        });
    }

    /** The section has no such line any more: its applications end with what runs on them. */
    void end() {
        close();
        for (Application one : applications.values()) backends.retire(one.control());
        applications.clear();
    }

    void close() {
        sources.forEach(Directories::forget);
        sources.clear();
        loop.timers().forget(look);
        applications.values().forEach(Application::close);
    }

    /** A source has another set: {@link #apply} soon. Any thread. */
    void wake() {
        if (!woken.getAndSet(true)) loop.execute(this::apply);
    }

    /** Makes the applications what is announced now. */
    void apply() {
        woken.set(false);
        backends.together(this::follow);
        lookLater();
    }

    private void lookLater() {
        if (!look.isArmed()) loop.timers().in(look, LOOK_EVERY_MILLIS);
    }

    private void follow() {
        Map<String, Found> found = found();
        List<Application> missing = new ArrayList<>();
        int present = 0;
        for (Application one : applications.values()) {
            if (one.standing() != Standing.ANNOUNCED) continue;
            present++;
            if (!found.containsKey(one.name())) missing.add(one);
        }
        presence.note(loop.clock().millis(), present);
        boolean all = sources.stream().allMatch(source -> source.first().hasCome());
        if (all && !missing.isEmpty()) vanish(missing, found.size());
        Set<String> before = Set.copyOf(applications.keySet());
        found.forEach(this::announce);
        List<String> fresh = applications.keySet().stream()
                .filter(name -> !before.contains(name))
                .toList();
        if (fresh.size() > TOLD_ONE_BY_ONE) log.notice(fresh.size() + " backends are made after " + section + ".");
        else for (String name : fresh) log.notice("Backend " + name + " is made after " + section + ".");
        lead();
    }

    /** By name; of two lines that announce the same name the first counts. */
    private Map<String, Found> found() {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Directories source : sources)
            source.applications().forEach((name, one) -> found.putIfAbsent(name, new Found(one, source.config())));
        return found;
    }

    private void announce(String name, Found found) {
        Application one = applications.get(name);
        if (one != null && one.isAnnouncedAs(found.directory())) return;
        if (one == null) {
            BackendControl made = backends.create(section, name).orElse(null);
            if (made == null) {
                if (told.add(name))
                    log.warning(
                            "Application " + name + " of " + section + " is left out: another backend has its name.");
                return;
            }
            one = new Application(made, loop, backends, log, found.directory());
            applications.put(name, one);
        } else if (one.standing() != Standing.ANNOUNCED) {
            log.notice("Backend " + name + " is announced again.");
        }
        one.announce(found.directory(), found.config(), log);
    }

    private void vanish(List<Application> missing, int left) {
        boolean held = left == 0
                ? all(config -> !config.allowEmpty())
                : presence.panics(
                        left,
                        sources.stream()
                                .mapToInt(source -> source.config().panicPercent())
                                .min()
                                .orElse(100));
        int kept = 0;
        for (Application one : missing) {
            if (held) one.keep();
            if (held && one.serves()) kept++;
            else leave(one);
        }
        if (kept > 0)
            log.alert("Backend " + section + ": " + (presence.most() - left) + " of " + presence.most()
                    + " applications vanished from the registry at once; " + kept + " that still answer are kept.");
    }

    private boolean all(Predicate<RegistryConfig> asked) {
        return sources.stream().map(Directories::config).allMatch(asked);
    }

    private void leave(Application one) {
        one.leave();
        log.notice("Backend " + one.name() + " is not announced any more; "
                + one.control().backend().inFlight() + " requests of it may finish.");
    }

    /** Says who takes what is sent to the section; the applications are in the order of their names. */
    private void lead() {
        List<Backends.Route> now = new ArrayList<>();
        for (Application one : applications.values()) {
            if (tcp && one.isRouted() && told.add("tcp"))
                log.warning("Backend " + section + " is in mode tcp: the route of " + one.name()
                        + " leads nowhere, as all routes here; applications are found by 'use_backend %[...]' alone.");
            one.addRoutes(now);
        }
        if (leads && now.equals(routes)) return;
        routes = List.copyOf(now);
        leads = true;
        backends.route(section, routes, takesRest);
    }

    /** Applications that are over end; those that were kept leave when no server of them answers. */
    private void letGo() {
        boolean freed = false;
        boolean more = false;
        List<Application> over = new ArrayList<>();
        for (Application one : applications.values()) {
            if (one.standing() == Standing.STALE && !one.serves()) leave(one);
            one.letGo();
            if (one.isOver()) over.add(one);
            else more |= one.standing() != Standing.ANNOUNCED;
        }
        for (Application one : over) {
            applications.remove(one.name());
            one.close();
            backends.retire(one.control());
            log.notice("Backend " + one.name() + " is removed.");
            freed = true;
        }
        lead();
        if (more) lookLater();
        if (freed) nameFreed.run();
    }
}
