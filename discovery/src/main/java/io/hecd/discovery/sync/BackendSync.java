package io.hecd.discovery.sync;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.log.ProcessLog;
import io.hecd.runtime.ControlLoop;
import io.hecd.time.Timer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Makes a backend's servers what its `servers-from` lines, or an application's keys, announce: adds, changes, drains and removes, and holds on to those
 * that vanish too many at once. On the control thread, but for {@link #wake}.
 */
final class BackendSync implements BackendControl.Listener {
    /** A key that flaps finds its server as it left it: for so long at least, and while requests run. */
    static final long LINGER_MILLIS = 5_000;

    private static final long LOOK_EVERY_MILLIS = 1_000;

    /** Of more servers that are announced in one set, as at the start, one sentence tells. */
    private static final int TOLD_ONE_BY_ONE = 3;

    /** Where a server that came from a registry stands. */
    enum Standing {
        ANNOUNCED,
        /** Not announced any more, kept because too many went at once; goes when its check fails. */
        STALE,
        /** Not announced any more; gone when nothing runs on it. */
        DRAINING
    }

    /** A server that came from a registry. */
    private static final class Brought {
        final Server server;
        Announced as;
        Standing standing = Standing.ANNOUNCED;
        long leftAtMillis;

        Brought(Server server, Announced as) {
            this.server = server;
            this.as = as;
        }
    }

    private final BackendControl control;
    private final ControlLoop loop;
    private final List<Announcer> sources = new ArrayList<>();
    private final Map<String, Brought> brought = new LinkedHashMap<>();
    private final Presence presence = new Presence();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Timer look = new Timer() {
        @Override
        protected void expired() {
            letGo();
        }
    };
    private ProcessLog log;
    private int fresh;

    BackendSync(BackendControl control, ControlLoop loop, ProcessLog log) {
        this.control = control;
        this.loop = loop;
        this.log = log;
        control.listen(this);
    }

    /** Takes over other lines, after a reload: servers that they announce as well go on. */
    void configure(List<Announcer> next, ProcessLog log) {
        this.log = log;
        sources.forEach(Announcer::forget);
        sources.clear();
        sources.addAll(next);
        sources.forEach(Announcer::follow);
        // A server line may have taken the name over.
        brought.values().removeIf(one -> !one.server.config().at().isNone());
    }

    void close() {
        sources.forEach(Announcer::forget);
        sources.clear();
        loop.timers().forget(look);
        control.forget(this);
    }

    /** Nothing of a registry is left here. */
    boolean isIdle() {
        return sources.isEmpty() && brought.isEmpty();
    }

    /** All that announced is gone, and this is no accident: nothing is held. */
    void leave() {
        withdraw(one -> false);
    }

    /** All that announced is gone with much else: servers that still answer are kept. */
    void keep() {
        withdraw(BackendSync::answers);
    }

    private void withdraw(Predicate<Server> kept) {
        long now = loop.clock().millis();
        control.together(() -> {
            for (Brought one : brought.values()) {
                if (one.standing == Standing.DRAINING) continue;
                if (kept.test(one.server)) one.standing = Standing.STALE;
                else drain(one, now);
            }
        });
        if (!look.isArmed()) loop.timers().in(look, LOOK_EVERY_MILLIS);
    }

    /** Whether some server of a registry takes requests here. */
    boolean serves() {
        for (Brought one : brought.values()) if (one.standing != Standing.DRAINING) return true;
        return false;
    }

    /** No server that came from a registry is there any more. */
    boolean isEmpty() {
        return brought.isEmpty();
    }

    /** A source has another set: {@link #apply} soon. Any thread. */
    void wake() {
        if (!woken.getAndSet(true)) loop.execute(this::apply);
    }

    /** Makes the servers what is announced now. */
    void apply() {
        woken.set(false);
        control.together(this::follow);
        if (!look.isArmed()) loop.timers().in(look, LOOK_EVERY_MILLIS);
    }

    private void follow() {
        Map<String, Announced> announced = announced();
        List<Brought> missing = new ArrayList<>();
        int present = 0;
        for (Brought one : brought.values()) {
            if (one.standing != Standing.ANNOUNCED) continue;
            present++;
            if (!announced.containsKey(one.server.name())) missing.add(one);
        }
        long now = loop.clock().millis();
        presence.note(now, present);
        // What a source has that has said nothing yet is not known: nobody is missed until then.
        boolean all = sources.stream().allMatch(Announcer::isKnown);
        if (all && !missing.isEmpty()) vanish(missing, announced.size(), now);
        fresh = 0;
        for (String name : announced.keySet()) if (!brought.containsKey(name)) fresh++;
        announced.forEach(this::announce);
        if (fresh > TOLD_ONE_BY_ONE) log.notice(fresh + " servers are announced in backend " + control.backend() + ".");
        order(announced.keySet());
    }

    /** By name, in the order of the lines and keys; a name or an address that comes twice counts once. */
    private Map<String, Announced> announced() {
        Map<String, Announced> byName = new LinkedHashMap<>();
        Map<InetSocketAddress, String> byAddress = new LinkedHashMap<>();
        for (Announcer source : sources) {
            for (Announced one : source.announced()) {
                String name = one.server().name();
                Optional<Server> there = control.find(name);
                boolean fixed = there.isPresent() && !there.get().config().at().isNone();
                if (fixed || byName.containsKey(name)) continue;
                String twin = byAddress.get(one.address());
                // Of two keys with one address the server that runs already is the one, else the first.
                if (twin != null && !isAnnounced(name)) continue;
                if (twin != null && isAnnounced(twin)) continue;
                if (twin != null) byName.remove(twin);
                byName.put(name, one);
                byAddress.put(one.address(), name);
            }
        }
        return byName;
    }

    private boolean isAnnounced(String name) {
        Brought one = brought.get(name);
        return one != null && one.standing == Standing.ANNOUNCED;
    }

    private void announce(String name, Announced as) {
        Brought one = brought.get(name);
        if (one == null) {
            Server server = control.add(as.server(), as.address(), freeId(as.server()));
            brought.put(name, new Brought(server, as));
            if (fresh <= TOLD_ONE_BY_ONE)
                log.notice("Server " + server + " is announced at " + server.endpoint() + " by " + as.key() + ".");
            return;
        }
        if (one.standing == Standing.DRAINING) {
            control.admin(one.server, 0, AdminState.INHERITED_DRAIN, "announced again");
            log.notice("Server " + one.server + " is announced again by " + as.key() + ".");
        }
        one.standing = Standing.ANNOUNCED;
        if (one.as.server().equals(as.server()) && one.as.address().equals(as.address())) return;
        boolean moved = !one.as.address().equals(as.address());
        one.as = as;
        control.reconfigure(one.server, as.server(), as.address(), "announced otherwise");
        boolean disabled = as.server().settings().get(ServerSettings.DISABLED);
        control.admin(
                one.server,
                disabled ? AdminState.CONFIG_MAINT : 0,
                disabled ? 0 : AdminState.CONFIG_MAINT,
                "announced otherwise");
        log.notice("Server " + one.server + " is announced " + (moved ? "at " + one.server.endpoint() : "otherwise")
                + " by " + as.key() + ".");
    }

    /** The id that the value asks for, unless another server has it. */
    private int freeId(ServerConfig server) {
        int id = server.settings().get(ServerSettings.ID);
        if (id == 0) return 0;
        for (Server other : control.servers()) if (other.id() == id) return 0;
        return id;
    }

    private void vanish(List<Brought> missing, int left, long now) {
        boolean emptied = left == 0 && allow(config -> !config.allowEmpty());
        boolean held = !sources.isEmpty() && (emptied || left > 0 && presence.panics(left, panicPercent()));
        int kept = 0;
        for (Brought one : missing) {
            if (held && answers(one.server)) {
                one.standing = Standing.STALE;
                kept++;
            } else {
                drain(one, now);
            }
        }
        if (kept > 0)
            log.alert("Backend " + control.backend() + ": " + (presence.most() - left) + " of " + presence.most()
                    + " servers vanished from the registry at once; " + kept + " that still answer are kept.");
    }

    private boolean allow(Predicate<RegistryConfig> asks) {
        return sources.stream().map(Announcer::config).allMatch(asks);
    }

    private int panicPercent() {
        return sources.stream()
                .mapToInt(source -> source.config().panicPercent())
                .min()
                .orElse(100);
    }

    /** A server without a check counts as answering: nobody knows better. */
    private static boolean answers(Server server) {
        return server.operState() != OperState.STOPPED;
    }

    private void drain(Brought one, long now) {
        one.standing = Standing.DRAINING;
        one.leftAtMillis = now;
        control.admin(one.server, AdminState.INHERITED_DRAIN, 0, "not announced any more");
        log.notice("Server " + one.server + " is not announced any more; " + one.server.inFlight()
                + " requests of it may finish.");
    }

    /** Removes drained servers on which nothing runs. */
    private void letGo() {
        long now = loop.clock().millis();
        List<Brought> done = new ArrayList<>();
        boolean more = false;
        for (Brought one : brought.values()) {
            if (one.standing != Standing.DRAINING) continue;
            if (now - one.leftAtMillis >= LINGER_MILLIS && one.server.inFlight() == 0) done.add(one);
            else more = true;
        }
        for (Brought one : done) {
            brought.remove(one.server.name());
            control.remove(one.server);
            log.notice("Server " + one.server + " is removed.");
        }
        if (more) loop.timers().in(look, LOOK_EVERY_MILLIS);
    }

    /** Fixed servers first, as written, then the announced ones by line and key: what hash algorithms go by. */
    private void order(Set<String> announced) {
        List<Server> order = new ArrayList<>();
        Set<Server> placed = new HashSet<>();
        List<Server> servers = control.servers();
        for (Server server : servers) if (!server.config().at().isNone() && placed.add(server)) order.add(server);
        for (String name : announced) {
            Brought one = brought.get(name);
            if (one != null && placed.add(one.server)) order.add(one.server);
        }
        for (Server server : servers) if (placed.add(server)) order.add(server);
        if (!order.equals(servers)) control.order(order);
    }

    /** A stale server whose check fails goes: health and registry agree. */
    @Override
    public void changed(Server server, String why) {
        Brought one = brought.get(server.name());
        if (one != null && one.server == server && one.standing == Standing.STALE && !answers(server)) {
            drain(one, loop.clock().millis());
            if (!look.isArmed()) loop.timers().in(look, LOOK_EVERY_MILLIS);
        }
    }
}
