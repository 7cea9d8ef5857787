package io.hecd.balance;

import io.hecd.backend.Server;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Servers in turn: a cycle of turns and the number of the next one. All workers draw from the same numbers, so that the
 * shares are exact over the whole process and not only within a worker: 10 000 requests over four equal servers are 2 500 each.
 */
final class Turns {
    /** After so many turns that fell to full servers, the rest is searched in plain order. */
    private static final int PATIENCE = 64;

    private final Server[] servers;
    private final int[] weights;
    private final int[] order;
    private final AtomicLong next;

    private Turns(Server[] servers, int[] weights, int[] order, long next) {
        this.servers = servers;
        this.weights = weights;
        this.order = order;
        this.next = new AtomicLong(next);
    }

    /** Turns as even as they can be; after other ones, each server has come as near to its next turn as it was there. */
    static Turns fair(Server[] servers, int[] weights, @Nullable Turns previous) {
        if (previous == null) return new Turns(servers, weights, FairOrder.of(weights), 0);
        if (previous.isOver(servers, weights)) return previous;
        return new Turns(servers, weights, FairOrder.resumed(weights, previous.phases(servers)), 0);
    }

    /** Turns in the fixed order of the weights; after other ones, they begin at the server that was next. */
    static Turns fixed(Server[] servers, int[] weights, @Nullable Turns previous) {
        if (previous != null && previous.isOver(servers, weights)) return previous;
        int[] order = StaticOrder.of(weights);
        return new Turns(servers, weights, order, previous == null ? 0 : previous.placeIn(order, servers));
    }

    private boolean isOver(Server[] servers, int[] weights) {
        return Arrays.equals(this.servers, servers) && Arrays.equals(this.weights, weights);
    }

    /** The server whose turn it is; full ones lose theirs. */
    @Nullable
    Server take(@Nullable Server avoid) {
        int length = order.length;
        for (int tries = Math.min(length, PATIENCE); tries > 0; tries--) {
            Server server = servers[order[(int) (next.getAndIncrement() % length)]];
            if (server != avoid && !server.isFull()) return server;
        }
        return length == 0 ? null : Free.from(servers, (int) (next.get() % servers.length), avoid);
    }

    /** The server of the cycle's entry `hash` modulo its length, or the next other one after it. */
    @Nullable
    Server at(long hash, @Nullable Server avoid) {
        if (order.length == 0) return null;
        int entry = (int) (hash % order.length);
        Server server = servers[order[entry]];
        for (int i = entry, n = order.length; server == avoid && n > 0; n--) {
            i = i + 1 == order.length ? 0 : i + 1;
            server = servers[order[i]];
        }
        return server;
    }

    /** How far each of `wanted` is from its next turn, as a part of the way between two of its turns; one half if it is new. */
    private double[] phases(Server[] wanted) {
        double[] phases = new double[wanted.length];
        Arrays.fill(phases, 0.5);
        Map<Server, Integer> missing = places(wanted);
        int at = order.length == 0 ? 0 : (int) (next.get() % order.length);
        for (int i = 0; i < order.length && !missing.isEmpty(); i++) {
            int server = order[(at + i) % order.length];
            Integer place = missing.remove(servers[server]);
            if (place != null) phases[place] = Math.min(1, (double) i * weights[server] / order.length);
        }
        return phases;
    }

    /** Where to begin in another order: a turn of the server that is next here, the one that is about as far on there. */
    private int placeIn(int[] other, Server[] itsServers) {
        if (order.length == 0 || other.length == 0) return 0;
        int at = (int) (next.get() % order.length);
        Map<Server, Integer> places = places(itsServers);
        Integer wanted = null;
        for (int i = 0; i < order.length && wanted == null; i++)
            wanted = places.get(servers[order[(at + i) % order.length]]);
        int about = (int) ((long) at * other.length / order.length);
        for (int i = 0; wanted != null && i < other.length; i++)
            if (other[(about + i) % other.length] == wanted) return (about + i) % other.length;
        return about;
    }

    private static Map<Server, Integer> places(Server[] servers) {
        Map<Server, Integer> places = new HashMap<>();
        for (int i = 0; i < servers.length; i++) places.put(servers[i], i);
        return places;
    }
}
