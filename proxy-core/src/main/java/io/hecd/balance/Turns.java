package io.hecd.balance;

import io.hecd.backend.Server;
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
    private final int[] order;
    private final AtomicLong next;

    /** @param order indexes into `servers` */
    Turns(Server[] servers, int[] order, @Nullable Turns previous) {
        this.servers = servers;
        this.order = order;
        this.next = new AtomicLong(previous == null || order.length == 0 ? 0 : placeAfter(previous));
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

    /**
     * The turn from which to go on after another cycle: that of the server who was next there and still is here, and of its
     * turns the one that is as far on in this cycle as the old one was in that.
     */
    private int placeAfter(Turns previous) {
        int old = previous.order.length;
        if (old == 0) return 0;
        int was = (int) (previous.next.get() % old);
        Map<Server, Integer> here = new HashMap<>();
        for (int i = 0; i < servers.length; i++) here.put(servers[i], i);
        Integer wanted = null;
        for (int i = 0; i < old && wanted == null; i++)
            wanted = here.get(previous.servers[previous.order[(was + i) % old]]);
        int about = (int) ((long) was * order.length / old);
        if (wanted == null) return about;
        for (int distance = 0; distance < order.length; distance++) {
            if (order[(about + distance) % order.length] == wanted) return (about + distance) % order.length;
            int before = Math.floorMod(about - distance, order.length);
            if (order[before] == wanted) return before;
        }
        return about;
    }
}
