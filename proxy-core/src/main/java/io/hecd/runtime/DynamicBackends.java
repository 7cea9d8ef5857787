package io.hecd.runtime;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.ProxyConfig;
import io.hecd.log.ProcessLog;
import io.hecd.proxy.Destination;
import io.hecd.proxy.RouteTable;
import io.hecd.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backends that came, in the generation that runs: what {@link Backends} says. Control thread. */
final class DynamicBackends implements Backends {
    /** The sections of a configuration are numbered from 1 (`id`); these begin where nobody who numbers by hand gets to. */
    private static final int FIRST_ID = 1_000_000;

    /** What the rest of the house has to do for a backend. */
    interface House {
        /** Workers are told of its servers, subsystems of it. */
        void appeared(BackendControl backend);

        void vanished(BackendControl backend);
    }

    private final Parts parts;
    private final int workers;
    private final Clock clock;
    private final House house;
    private Generation generation;
    private int nextId = FIRST_ID;

    private boolean together;
    private Map<String, DynamicBackend> next = new LinkedHashMap<>();
    private final List<Runnable> leads = new ArrayList<>();

    DynamicBackends(Parts parts, int workers, Clock clock, House house, Generation generation) {
        this.parts = parts;
        this.workers = workers;
        this.clock = clock;
        this.house = house;
        this.generation = generation;
    }

    /** From now on it is about this generation. */
    void follow(Generation generation) {
        this.generation = generation;
        next = new LinkedHashMap<>(generation.dynamic());
    }

    /** What goes on of the generation before, compiled again after the sections as they are now. */
    static Map<String, DynamicBackend> takenOver(Generation before, Generation next, Parts parts) {
        Map<String, DynamicBackend> taken = new LinkedHashMap<>();
        before.dynamic().forEach((name, there) -> {
            if (next.sections.containsKey(name) || !next.destinations.containsKey(there.section())) return;
            taken.put(
                    name,
                    DynamicBackend.of(there.section(), there.control(), next, parts)
                            .hidden(there.hidden()));
            logAsSection(there.control().backend(), there.section(), next);
        });
        return taken;
    }

    private static void logAsSection(Backend backend, String section, Generation generation) {
        BackendControl template = generation.controls.get(section);
        ProcessLog log = template == null ? null : generation.processLogs.get(template.backend());
        if (log != null) generation.processLogs.put(backend, log);
    }

    @Override
    public Optional<BackendControl> create(String section, String name) {
        ProxyConfig template = generation.sections.get(section);
        if (template == null || !generation.destinations.containsKey(section))
            throw new IllegalArgumentException("no backend " + section);
        if (generation.sections.containsKey(name) || next.containsKey(name)) return Optional.empty();
        Backend backend = new Backend(DynamicBackend.config(template, name, nextId++), workers);
        BackendControl control = new BackendControl(backend, clock, workers);
        DynamicBackend made = DynamicBackend.of(section, control, generation, parts);
        control.configure(made.config(), Loads.usualFullconn(template, generation.configuration));
        logAsSection(backend, section, generation);
        next.put(name, made);
        changed();
        house.appeared(control);
        return Optional.of(control);
    }

    @Override
    public void hide(BackendControl backend) {
        find(backend).ifPresent(there -> hide(there, true));
    }

    @Override
    public void show(BackendControl backend) {
        find(backend).ifPresent(there -> hide(there, false));
    }

    private void hide(DynamicBackend there, boolean hidden) {
        if (there.hidden() == hidden) return;
        next.put(there.control().backend().name(), there.hidden(hidden));
        changed();
    }

    private Optional<DynamicBackend> find(BackendControl backend) {
        return Optional.ofNullable(next.get(backend.backend().name())).filter(there -> there.control() == backend);
    }

    @Override
    public void retire(BackendControl backend) {
        if (find(backend).isEmpty()) return;
        next.remove(backend.backend().name());
        changed();
        house.vanished(backend);
    }

    @Override
    public void route(String section, List<Route> routes, boolean takesRest) {
        Destination there = generation.destinations.get(section);
        if (there == null) throw new IllegalArgumentException("no backend " + section);
        List<RouteTable.Entry> entries = new ArrayList<>();
        for (Route route : routes) {
            DynamicBackend to = find(route.backend())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no backend " + route.backend().backend()));
            entries.add(new RouteTable.Entry(
                    route.host(), route.path(), to.destination().plan()));
        }
        RouteTable table = new RouteTable(entries);
        leads.add(() -> there.lead(table, takesRest));
        changed();
    }

    @Override
    public void together(Runnable changes) {
        if (together) {
            changes.run();
            return;
        }
        together = true;
        try {
            changes.run();
        } finally {
            together = false;
            changed();
        }
    }

    /** Publishes names before the routes to them. */
    private void changed() {
        if (together) return;
        generation.publish(new LinkedHashMap<>(next));
        leads.forEach(Runnable::run);
        leads.clear();
    }
}
