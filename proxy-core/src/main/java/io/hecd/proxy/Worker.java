package io.hecd.proxy;

import io.hecd.backend.Backend;
import io.hecd.backend.Queue;
import io.hecd.backend.Server;
import io.hecd.balance.Picker;
import io.hecd.bytes.Scratch;
import io.hecd.http.HopHeaders;
import io.hecd.http.Limits;
import io.hecd.net.LoopTimers;
import io.hecd.net.Transport;
import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.hecd.traffic.Ending;
import io.hecd.traffic.ReasonIds;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event loop and all that lives on it: sessions, exchanges, idle server connections, pickers, queues, timers. From
 * accept to log line an exchange stays with its worker. Everything here is confined to the loop's thread, save what
 * says otherwise.
 */
public final class Worker {
    /** Exchanges kept for the next request. */
    private static final int MOST_SPARE = 1024;

    private final int number;
    private final EventLoop loop;
    private final Transport transport;
    private final Clock clock;
    private final Timers timers;
    private final Occupancy occupancy;
    private final Limits limits;
    private final HopHeaders hopHeaders = new HopHeaders();
    private final Phase[] http;
    private final Phase[] tcp;
    private final Scratch scratch = new Scratch(16 * 1024);
    private final ArrayDeque<Exchange> spare = new ArrayDeque<>();
    private final IdentityHashMap<Backend, Lane> lanes = new IdentityHashMap<>();
    private final Set<Session> sessions = new HashSet<>();
    private final PoolKeeper keeper;
    private final ReasonIds reasonIds;
    private final Stories stories = new Stories();
    private List<Worker> peers = List.of();
    private long exchangesMade;

    /** A worker's own part of a backend: its picker for the set it saw last, and those who wait. */
    static final class Lane {
        final Queue queue;

        @Nullable
        Picker picker;

        io.hecd.backend.@Nullable ServerSet pickedFrom;
        io.hecd.balance.@Nullable Algorithm algorithm;

        Lane(Backend backend) {
            queue = new Queue(backend);
        }
    }

    public Worker(
            int number,
            EventLoop loop,
            Transport transport,
            Clock clock,
            Occupancy occupancy,
            Limits limits,
            Phase[] http,
            Phase[] tcp) {
        this.number = number;
        this.loop = loop;
        this.transport = transport;
        this.clock = clock;
        this.occupancy = occupancy;
        this.limits = limits;
        this.http = http;
        this.tcp = tcp;
        this.timers = LoopTimers.on(loop, clock);
        this.keeper = new PoolKeeper(this);
        this.reasonIds = new ReasonIds(number, clock);
    }

    /** Before anything is accepted: the workers that are asked when a slot becomes free and nobody here waits. */
    public void peers(List<Worker> all) {
        List<Worker> others = new ArrayList<>(all);
        others.remove(this);
        peers = List.copyOf(others);
    }

    /** Its number, 0 .. workers - 1: its shard in all counters. */
    public int number() {
        return number;
    }

    public EventLoop loop() {
        return loop;
    }

    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    public Clock clock() {
        return clock;
    }

    public Timers timers() {
        return timers;
    }

    public Scratch scratch() {
        return scratch;
    }

    public Occupancy occupancy() {
        return occupancy;
    }

    /** How large heads may be, and how much of a body is ever buffered. */
    public Limits limits() {
        return limits;
    }

    /** Ids for the answers that hecd gives itself. */
    public ReasonIds reasonIds() {
        return reasonIds;
    }

    /** What failed here last. Anybody may read it. */
    public Stories stories() {
        return stories;
    }

    HopHeaders hopHeaders() {
        return hopHeaders;
    }

    Transport transport() {
        return transport;
    }

    PoolKeeper keeper() {
        return keeper;
    }

    Set<Session> sessions() {
        return sessions;
    }

    // Exchanges are made once and used again and again.

    Exchange borrow(Session session, boolean asHttp) {
        Exchange exchange = spare.pollFirst();
        if (exchange == null) {
            exchange = new Exchange(this);
            exchangesMade++;
        }
        occupancy.exchanges().incrementAndGet();
        exchange.begin(session, chapters(asHttp), asHttp);
        return exchange;
    }

    Phase[] chapters(boolean asHttp) {
        return asHttp ? http : tcp;
    }

    void giveBack(Exchange exchange) {
        occupancy.exchanges().decrementAndGet();
        if (spare.size() < MOST_SPARE) spare.addFirst(exchange);
    }

    /** Exchanges made and not in the list of spare ones: 0 when nothing is under way (and the list was never full). */
    public long exchangesOut() {
        return exchangesMade - spare.size();
    }

    // Balancing and queues.

    Lane lane(Backend backend) {
        Lane lane = lanes.get(backend);
        if (lane == null) {
            lane = new Lane(backend);
            lanes.put(backend, lane);
        }
        return lane;
    }

    /** The picker for the servers as published last. */
    Picker picker(BackendPlan plan) {
        Lane lane = lane(plan.backend);
        var servers = plan.backend.servers();
        Picker picker = lane.picker;
        if (picker == null || lane.pickedFrom != servers || lane.algorithm != plan.algorithm) {
            picker = plan.algorithm.picker(servers, lane.algorithm == plan.algorithm ? picker : null);
            lane.picker = picker;
            lane.pickedFrom = servers;
            lane.algorithm = plan.algorithm;
        }
        return picker;
    }

    /** The server that the backend's algorithm gives for this attempt, or null; it may be full. */
    public @Nullable Server pick(Exchange exchange, BackendPlan plan) {
        return picker(plan).pick(exchange.transaction, exchange.attempts.avoid);
    }

    /** Puts an exchange into the queue; it may be served before this returns. */
    public void enqueue(Exchange exchange, BackendPlan plan, @Nullable Server only) {
        Lane lane = lane(plan.backend);
        lane.queue.add(exchange.attempts.waiting, only);
        // A slot may have become free on another worker between the try and the entry.
        var servers = plan.backend.servers();
        for (int i = 0; i < servers.size() && exchange.attempts.waiting.isQueued(); i++)
            lane.queue.serve(servers.usable(i));
    }

    /** A slot of `server` became free: somebody who waits gets it, here or at another worker. */
    void slotFreed(Server server) {
        Backend backend = server.backend();
        if (backend.queued().get() == 0) return;
        if (serve(server)) return;
        for (Worker peer : peers) peer.loop.execute(() -> peer.serve(server));
    }

    private boolean serve(Server server) {
        Lane lane = lanes.get(server.backend());
        return lane != null && lane.queue.serve(server);
    }

    /** The servers of a backend changed: those who wait look again. On this worker's loop. */
    public void serversChanged(Backend backend) {
        Lane lane = lanes.get(backend);
        if (lane == null) return;
        for (Server server : backend.servers().all()) {
            if (!server.isUsable()) {
                lane.queue.release(server);
                if (server.operState() == io.hecd.backend.OperState.STOPPED)
                    server.pool(number).clear();
                if (server.shutsSessionsDown()) shutDown(server);
            } else {
                lane.queue.serve(server);
            }
        }
        if (backend.servers().size() == 0) lane.queue.abandon();
    }

    /** `on-marked-down shutdown-sessions`: what runs on the server ends at once (manual 5.2). */
    private void shutDown(Server server) {
        for (Session session : List.copyOf(sessions)) {
            Exchange exchange = session.exchange();
            if (exchange != null && exchange.server == server && exchange.connection != null)
                exchange.fail(Ending.SERVER_DOWN);
        }
    }

    // What an operator asks; on this worker's loop.

    /** Those of its sessions that have an exchange. */
    public List<SessionView> look() {
        List<SessionView> views = new ArrayList<>();
        for (Session session : sessions) {
            Exchange exchange = session.exchange();
            if (exchange != null) views.add(SessionView.of(session, exchange));
        }
        return views;
    }

    public int sessionCount() {
        return sessions.size();
    }

    /** `shutdown session`: ends the session with this number; false if it is not here. */
    public boolean kill(long number) {
        for (Session session : sessions) {
            if (session.number() != number) continue;
            session.abort();
            return true;
        }
        return false;
    }

    /** `shutdown sessions server`: ends what runs on a server. */
    public void killAt(Server server) {
        for (Session session : List.copyOf(sessions)) {
            Exchange exchange = session.exchange();
            if (exchange != null && exchange.server == server && exchange.connection != null)
                exchange.fail(Ending.KILLED);
        }
    }

    /** A server was taken out: its idle connections are closed. On this worker's loop. */
    public void serverRemoved(Server server) {
        Lane lane = lanes.get(server.backend());
        if (lane != null) lane.queue.release(server);
        server.pool(number).clear();
        keeper.forget(server);
    }

    /** A backend left the configuration. On this worker's loop. */
    public void backendRemoved(Backend backend) {
        Lane lane = lanes.remove(backend);
        if (lane != null) lane.queue.abandon();
    }

    /** The process is out of descriptors: those of idle connections to servers are given back, here now and at the others soon. */
    public void spareDescriptors() {
        keeper.clear();
        for (Worker peer : peers) peer.loop.execute(peer.keeper::clear);
    }

    /** Draining begins: connections that wait for a next request are closed. On this worker's loop. */
    public void drain() {
        for (Session session : List.copyOf(sessions)) session.drain();
    }

    /** A frontend left the configuration: its idle connections are closed. On this worker's loop. */
    public void frontendRemoved(Frontend frontend) {
        for (Session session : List.copyOf(sessions)) if (session.frontend == frontend) session.drain();
    }

    /** The end: every connection is closed at once. On this worker's loop. */
    public void abortAll() {
        for (Session session : List.copyOf(sessions)) session.abort();
        keeper.clear();
    }

    // Time.

    /** Fires what is due; a test with a fake clock calls it through the loop. */
    public void runTimers() {
        timers.run();
    }
}
