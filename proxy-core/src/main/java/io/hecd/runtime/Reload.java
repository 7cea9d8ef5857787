package io.hecd.runtime;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Problems;
import io.hecd.listener.Gate;
import io.hecd.listener.Gates;
import io.hecd.listener.Listener;
import io.hecd.log.Logs;
import io.hecd.net.Descriptors;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.Occupancy;
import io.hecd.proxy.Worker;
import io.hecd.time.Clock;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * From one configuration to the next without losing anything: compile, bind what is new, then switch plans and servers, then
 * close what is gone. If compiling or binding fails, nothing has changed. Listeners, backends, servers, pools and counters
 * that stay are the same objects before and after. Control thread only.
 */
final class Reload {
    private static final long RETIRED_LOOKED_AT_MILLIS = 100;
    /** What there is before the first configuration. */
    private static final Configuration NOTHING =
            new Configuration(Settings.NONE, List.of(), List.of(), List.of(), List.of());

    private final LoadBalancer balancer;
    private final Parts parts;
    private final Workers workers;
    private final ControlLoop control;
    private final Occupancy occupancy;
    private final Logs logs;
    private final Clock clock;
    private final List<Subsystem> subsystems;

    private final Gates gates = new Gates();
    private final Map<String, Gate> gateOf = new LinkedHashMap<>();
    private final DynamicBackends dynamic;
    private Generation generation;
    /** Subsystems are told of backends that come: not before their own start, nor while another generation is installed. */
    private boolean telling;
    /** Open listeners by frontend and address. */
    private Map<Place, Listener> listeners = new LinkedHashMap<>();

    /** Which address of which frontend; `copy` tells the same address twice apart (port 0). */
    private record Place(String frontend, Address address, int copy) {}

    /** A listener that goes on, maybe for another frontend, by the `bind` line that is there now. */
    private record Kept(Listener listener, BindConfig bind, Settings frontend) {}

    Reload(
            LoadBalancer balancer,
            Parts parts,
            Workers workers,
            ControlLoop control,
            Occupancy occupancy,
            Logs logs,
            Clock clock,
            List<Subsystem> subsystems) {
        this.balancer = balancer;
        this.parts = parts;
        this.workers = workers;
        this.control = control;
        this.occupancy = occupancy;
        this.logs = logs;
        this.clock = clock;
        this.subsystems = subsystems;
        this.generation = new Generation(NOTHING);
        this.dynamic = new DynamicBackends(parts, workers.count(), clock, house(), generation);
    }

    Generation first(Configuration configuration, Problems problems) {
        return install(new Generation(configuration), configuration, problems);
    }

    /** After {@link #first}: what takes connections is open. */
    void start() {
        Subsystem.Context context = context(generation);
        for (Subsystem subsystem : subsystems) subsystem.start(context);
        telling = true;
    }

    /** Changes nothing: tells what else is wrong with a configuration that cannot be read. */
    Generation examined(Generation running, Configuration configuration, Problems problems) {
        Problems more = new Problems();
        new Compiler(parts, configuration, workers.count(), clock, logs, more).compile(running);
        for (Subsystem subsystem : subsystems) subsystem.check(configuration, more);
        problems.addFurther(more);
        return running;
    }

    Generation next(Generation running, Configuration configuration, Problems problems) {
        telling = false;
        try {
            Generation next = install(running, configuration, problems);
            Subsystem.Context context = context(next);
            for (Subsystem subsystem : subsystems) subsystem.reload(context);
            return next;
        } finally {
            telling = true;
        }
    }

    private Subsystem.Context context(Generation generation) {
        return new Subsystem.Context(
                balancer,
                generation.configuration,
                generation.allControls(),
                dynamic,
                frontends(generation),
                workers.all(),
                occupancy,
                generation.patterns,
                control,
                backend -> Objects.requireNonNull(generation.processLogs.get(backend)));
    }

    private List<FrontendControl> frontends(Generation generation) {
        List<FrontendControl> doors = new ArrayList<>();
        generation.liveFrontends.forEach((name, frontend) ->
                doors.add(new FrontendControl(frontend, gateNamed(name), () -> listeners(name), () -> release(name))));
        return List.copyOf(doors);
    }

    /** The open listeners of a frontend, in the order of its `bind` lines. */
    List<Listener> listeners(String frontend) {
        List<Listener> its = new ArrayList<>();
        listeners.forEach((place, listener) -> {
            if (place.frontend.equals(frontend)) its.add(listener);
        });
        return its;
    }

    private void release(String frontend) {
        for (Listener listener : listeners(frontend)) listener.close();
        listeners.keySet().removeIf(place -> place.frontend.equals(frontend));
    }

    List<SocketAddress> addresses() {
        List<SocketAddress> addresses = new ArrayList<>();
        for (Listener listener : listeners.values()) addresses.add(listener.bound());
        return addresses;
    }

    void closeListeners() {
        for (Listener listener : listeners.values()) listener.close();
        listeners = new LinkedHashMap<>();
    }

    private Generation install(Generation running, Configuration configuration, Problems problems) {
        Generation next = new Compiler(parts, configuration, workers.count(), clock, logs, problems).compile(running);
        Map<String, Map<String, SocketAddress>> addresses = new LinkedHashMap<>();
        for (ProxyConfig proxy : configuration.proxies())
            if (proxy.kind().hasBackend()) addresses.put(proxy.name(), Servers.resolve(proxy, problems));
        for (Subsystem subsystem : subsystems) subsystem.check(configuration, problems);
        if (problems.hasErrors()) throw new LoadBalancer.Failure(problems);

        Map<Place, Kept> kept = new LinkedHashMap<>();
        for (Subsystem subsystem : subsystems) subsystem.open(configuration, control, problems);
        Map<Place, Listener> opened = openNew(next, configuration, kept, problems);
        kept.forEach((place, listener) ->
                listener.listener.follow(gateNamed(place.frontend), listener.bind, listener.frontend));
        occupancy.limit(Loads.mostConnections(configuration, Descriptors.limit(), workers.count(), problems));
        // From here on nothing can fail.
        for (var entry : next.controls.entrySet()) {
            ProxyConfig proxy = next.sections.get(entry.getKey());
            if (proxy == null) continue;
            BackendControl backend = entry.getValue();
            if (running.controls.get(entry.getKey()) != backend) watch(backend);
            backend.configure(proxy, Loads.usualFullconn(proxy, configuration));
            Servers.apply(backend, proxy, addresses.getOrDefault(entry.getKey(), Map.of()));
        }
        for (DynamicBackend there : next.dynamic().values()) {
            ProxyConfig section = next.sections.get(there.section());
            if (section != null) there.control().configure(there.config(), Loads.usualFullconn(section, configuration));
        }
        generation = next;
        dynamic.follow(next);
        Subsystem.Context context = context(next);
        for (Subsystem subsystem : subsystems) subsystem.prepare(context);
        next.liveFrontends.forEach((name, frontend) -> {
            var plan = next.frontends.get(name);
            if (plan != null) frontend.follow(plan);
        });
        closeGone(opened);
        removeGone(running, next);
        gates.reopen();
        opened.forEach((place, listener) -> {
            Frontend frontend = next.liveFrontends.get(place.frontend);
            // What an operator has paused stays so, with the addresses that it got just now.
            if (frontend != null && frontend.state() == Frontend.State.PAUSED) listener.pause();
            else listener.accept();
        });
        return next;
    }

    /** The gates of frontends that are new; taken back when the rest fails, so that nothing of it stays. */
    private List<String> newGates(Generation next) {
        List<String> fresh = new ArrayList<>();
        next.liveFrontends.forEach((name, frontend) -> {
            if (gateOf.containsKey(name)) return;
            Gate gate = new Gate(frontend, occupancy);
            gates.add(gate);
            gateOf.put(name, gate);
            fresh.add(name);
        });
        return fresh;
    }

    private Gate gateNamed(String frontend) {
        Gate gate = gateOf.get(frontend);
        if (gate == null) throw new IllegalStateException("no gate for " + frontend);
        return gate;
    }

    private Map<Place, Listener> openNew(
            Generation next, Configuration configuration, Map<Place, Kept> kept, Problems problems) {
        List<String> newGates = newGates(next);
        Set<Place> places = places(configuration);
        Map<Place, Listener> wanted = new LinkedHashMap<>();
        List<Listener> fresh = new ArrayList<>();
        for (ProxyConfig proxy : configuration.proxies()) {
            if (!proxy.kind().hasFrontend() || proxy.settings().get(ProxySettings.DISABLED)) continue;
            for (BindConfig bind : proxy.binds()) {
                for (Address address : bind.addresses()) {
                    Place place = place(proxy.name(), address, wanted.keySet());
                    Listener there = listeners.get(place);
                    if (there == null) there = left(place, places, kept);
                    if (there != null) {
                        kept.put(place, new Kept(there, bind, proxy.settings()));
                    } else {
                        there = open(proxy, bind, address, problems);
                        if (there == null) continue;
                        fresh.add(there);
                    }
                    wanted.put(place, there);
                }
            }
        }
        if (problems.hasErrors()) {
            for (Listener listener : fresh) listener.close();
            for (String name : newGates) forgetGate(name);
            for (Subsystem subsystem : subsystems) subsystem.abandon();
            throw new LoadBalancer.Failure(problems);
        }
        return wanted;
    }

    private static Place place(String frontend, Address address, Set<Place> taken) {
        int copy = 0;
        while (taken.contains(new Place(frontend, address, copy))) copy++;
        return new Place(frontend, address, copy);
    }

    private static Set<Place> places(Configuration configuration) {
        Set<Place> places = new HashSet<>();
        for (ProxyConfig proxy : configuration.proxies()) {
            if (!proxy.kind().hasFrontend() || proxy.settings().get(ProxySettings.DISABLED)) continue;
            for (BindConfig bind : proxy.binds())
                for (Address address : bind.addresses()) places.add(place(proxy.name(), address, places));
        }
        return places;
    }

    /** A listener at this address that its frontend does not want any more: a new one could not be bound beside it. */
    private @org.jspecify.annotations.Nullable Listener left(Place place, Set<Place> places, Map<Place, Kept> kept) {
        for (var entry : listeners.entrySet()) {
            Listener listener = entry.getValue();
            if (places.contains(entry.getKey()) || !entry.getKey().address.equals(place.address)) continue;
            if (kept.values().stream().anyMatch(taken -> taken.listener == listener)) continue;
            return listener;
        }
        return null;
    }

    private @org.jspecify.annotations.Nullable Listener open(
            ProxyConfig proxy, BindConfig bind, Address address, Problems problems) {
        try {
            return Listener.open(
                    address,
                    bind,
                    proxy.settings(),
                    workers.all(),
                    workers.transport(),
                    gates,
                    gateNamed(proxy.name()));
        } catch (IOException | RuntimeException e) {
            problems.error(
                    "bind",
                    bind.at(),
                    0,
                    "cannot bind " + address + " for '" + proxy.name() + "': " + e.getMessage(),
                    hint(e.getMessage()));
            return null;
        }
    }

    private static String hint(@org.jspecify.annotations.Nullable String reason) {
        if (reason == null) return "";
        if (reason.contains("No such device")) return "`ip link` shows the interfaces of this machine";
        if (reason.contains("in use")) return "another program listens there; `ss -ltnp` shows which";
        if (reason.contains("ermission")) return "ports below 1024 need root or CAP_NET_BIND_SERVICE";
        if (reason.contains("assign")) return "this machine does not have that address";
        return "";
    }

    private void closeGone(Map<Place, Listener> wanted) {
        listeners.forEach((place, listener) -> {
            if (!wanted.containsValue(listener)) listener.close();
        });
        listeners = wanted;
    }

    private void removeGone(Generation running, Generation next) {
        running.controls.forEach((name, backend) -> {
            if (next.controls.get(name) != backend) retire(backend);
        });
        running.dynamic().forEach((name, there) -> {
            DynamicBackend now = next.dynamic().get(name);
            if (now == null || now.control() != there.control()) retire(there.control());
        });
        running.liveFrontends.forEach((name, frontend) -> {
            if (next.liveFrontends.containsKey(name)) return;
            forgetGate(name);
            frontend.retire();
            onWorkers(worker -> worker.frontendRemoved(frontend));
        });
    }

    /** Exchanges that were routed to the backend before it left go on: its servers stay until the last of them has ended. */
    private void retire(BackendControl backend) {
        control.loop()
                .schedule(
                        () -> {
                            if (backend.backend().inFlight().get() > 0) {
                                retire(backend);
                                return;
                            }
                            backend.retire();
                            generation.processLogs.remove(backend.backend());
                            onWorkers(worker -> worker.backendRemoved(backend.backend()));
                        },
                        RETIRED_LOOKED_AT_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    private DynamicBackends.House house() {
        return new DynamicBackends.House() {
            @Override
            public void appeared(BackendControl backend) {
                watch(backend);
                if (telling) for (Subsystem subsystem : subsystems) subsystem.appeared(backend);
            }

            @Override
            public void vanished(BackendControl backend) {
                if (telling) for (Subsystem subsystem : subsystems) subsystem.vanished(backend);
                retire(backend);
            }
        };
    }

    private void forgetGate(String name) {
        Gate gate = gateOf.remove(name);
        if (gate != null) gates.remove(gate);
    }

    /** Workers hear of every change of a backend's servers. */
    private void watch(BackendControl control) {
        Backend backend = control.backend();
        control.listen(new BackendControl.Listener() {
            @Override
            public void added(Server server) {
                onWorkers(worker -> worker.serversChanged(backend));
            }

            @Override
            public void removed(Server server) {
                onWorkers(worker -> worker.serverRemoved(server));
            }

            @Override
            public void changed(Server server, String why) {
                onWorkers(worker -> worker.serversChanged(backend));
            }
        });
        control.listen(new SlowStart(control, this.control));
    }

    private void onWorkers(java.util.function.Consumer<Worker> task) {
        for (Worker worker : workers.all()) worker.loop().execute(() -> task.accept(worker));
    }
}
