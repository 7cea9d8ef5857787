package io.hecd.backend;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.names.LoadTime;
import io.hecd.time.Clock;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The one door through which a backend's servers change: checks, discovery, the runtime socket and reloads all come here,
 * on the control thread, and each change publishes a new {@link ServerSet}. Listeners hear of changes on that thread too.
 */
@LoadTime
public final class BackendControl {
    /** Hears of servers that come, go and change; called on the control thread after the new set is published. */
    public interface Listener {
        default void added(Server server) {}

        default void removed(Server server) {}

        /** Address, weight, administrative or operational state changed; `why` is a sentence for the log. */
        default void changed(Server server, String why) {}
    }

    private final Backend backend;
    private final Clock clock;
    private final int workers;
    private final List<Server> all = new ArrayList<>();
    private final Map<String, Server> byName = new HashMap<>();
    private final Set<Integer> ids = new HashSet<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    /** What listeners are still to be told of changes that are made {@link #together}. */
    private final List<Consumer<Listener>> untold = new ArrayList<>();

    private boolean together;
    private int nextId = 1;

    public BackendControl(Backend backend, Clock clock, int workers) {
        this.backend = backend;
        this.clock = clock;
        this.workers = workers;
    }

    public Backend backend() {
        return backend;
    }

    public List<Server> servers() {
        return List.copyOf(all);
    }

    public Optional<Server> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public void forget(Listener listener) {
        listeners.remove(listener);
    }

    /** Many changes that are published as one: a set of ten thousand servers is not copied ten thousand times. */
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
            backend.publish(all, clock.wallMillis());
            List<Consumer<Listener>> news = List.copyOf(untold);
            untold.clear();
            for (Consumer<Listener> told : news) listeners.forEach(told);
        }
    }

    /** Publishes what changed, then tells. */
    private void published(Consumer<Listener> told) {
        if (together) {
            untold.add(told);
            return;
        }
        backend.publish(all, clock.wallMillis());
        listeners.forEach(told);
    }

    /** Takes over a new configuration of the backend itself; servers are told one by one. */
    public void configure(ProxyConfig config) {
        configure(config, 0);
    }

    /** @param usualFullconn what `fullconn` is when nobody set it; 0 for none */
    public void configure(ProxyConfig config, int usualFullconn) {
        backend.configure(config, usualFullconn);
        backend.publish(all, clock.wallMillis());
    }

    /** Adds a server; its name must be new. `id` 0: the next free one. */
    public Server add(ServerConfig config, SocketAddress address, int id) {
        if (find(config.name()).isPresent())
            throw new IllegalArgumentException("server " + config.name() + " is there");
        int number = id != 0 ? id : nextFreeId();
        Server server = new Server(backend, number, config, address, workers);
        server.operState(OperState.RUNNING, clock.wallMillis());
        all.add(server);
        byName.put(server.name(), server);
        ids.add(number);
        published(listener -> listener.added(server));
        return server;
    }

    /** Takes a server out: no new requests; running ones finish. */
    public void remove(Server server) {
        if (!all.remove(server)) return;
        byName.remove(server.name());
        ids.remove(server.id());
        published(listener -> listener.removed(server));
    }

    /**
     * The backend has left the configuration: listeners hear that its servers are gone. The published set stays, for whoever
     * was on the way to it.
     */
    public void retire() {
        List<Server> gone = List.copyOf(all);
        all.clear();
        byName.clear();
        ids.clear();
        for (Server server : gone) for (Listener listener : listeners) listener.removed(server);
    }

    /** Puts the servers into this order, which hash algorithms depend on; those that are not named come last. */
    public void order(List<Server> order) {
        IdentityHashMap<Server, Integer> places = new IdentityHashMap<>();
        for (Server server : order) places.put(server, places.size());
        all.sort(Comparator.comparingInt(server -> places.getOrDefault(server, Integer.MAX_VALUE)));
        published(listener -> {});
    }

    public void reconfigure(Server server, ServerConfig config, SocketAddress address, String why) {
        int before = server.config().settings().get(ServerSettings.WEIGHT);
        int after = config.settings().get(ServerSettings.WEIGHT);
        server.configure(config);
        move(server, address);
        if (before != after) server.userWeight(after);
        changed(server, why);
    }

    public void address(Server server, SocketAddress address, String why) {
        move(server, address);
        changed(server, why);
    }

    /** A server without an address is in maintenance until it has one. */
    private void move(Server server, SocketAddress address) {
        server.address(address);
        adminBits(server, (server.adminState() & ~AdminState.RESOLUTION_MAINT) | AdminState.resolution(address));
    }

    /** 0 .. 256; 0 takes no new requests but those that stick to it. */
    public void weight(Server server, int weight, String why) {
        server.userWeight(weight);
        changed(server, why);
    }

    /** The server's `maxconn`, until the next reload; 0: none. */
    public void maxconn(Server server, int maxconn, String why) {
        server.maxconn(maxconn);
        changed(server, why);
    }

    /** A server has been STARTING for this long: its share grows with it, up to all of it (manual 5.2, slowstart). */
    public void warm(Server server, long elapsedMillis) {
        if (server.operState() != OperState.STARTING) return;
        long whole = slowstart(server);
        if (elapsedMillis < whole) server.throttlePercent((int) (100 * elapsedMillis / whole));
        else running(server, server.changedAtMillis());
        changed(server, "slowstart");
    }

    /** Sets and clears bits of {@link AdminState}. */
    public void admin(Server server, int set, int clear, String why) {
        int bits = (server.adminState() & ~clear) | set;
        if (!adminBits(server, bits)) return;
        server.why(why);
        changed(server, why);
    }

    /** Whether they are others than before. */
    private boolean adminBits(Server server, int bits) {
        int before = server.adminState();
        if (bits == before) return false;
        server.adminState(bits, clock.wallMillis());
        boolean up = server.operState() == OperState.RUNNING || server.operState() == OperState.STARTING;
        if (up && (before & AdminState.MAINT) != 0 && (bits & AdminState.MAINT) == 0) start(server);
        return true;
    }

    /** A server that is to be RUNNING and has a `slowstart` is STARTING until it has warmed up. */
    public void oper(Server server, OperState state, String why) {
        OperState before = server.operState();
        if (state == before || state == OperState.RUNNING && before == OperState.STARTING) return;
        if (state == OperState.RUNNING) start(server);
        else server.operState(state, clock.wallMillis());
        server.why(why);
        changed(server, why);
    }

    private void start(Server server) {
        if (slowstart(server) == 0) {
            running(server, clock.wallMillis());
            return;
        }
        server.operState(OperState.STARTING, clock.wallMillis());
        server.throttlePercent(0);
    }

    private static void running(Server server, long since) {
        server.operState(OperState.RUNNING, since);
        server.throttlePercent(100);
    }

    private static long slowstart(Server server) {
        return server.config().settings().get(ServerSettings.SLOWSTART);
    }

    private void changed(Server server, String why) {
        published(listener -> listener.changed(server, why));
    }

    private int nextFreeId() {
        while (true) {
            int id = nextId++;
            if (!ids.contains(id)) return id;
        }
    }
}
