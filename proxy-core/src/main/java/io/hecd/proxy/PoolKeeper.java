package io.hecd.proxy;

import io.hecd.backend.Pool;
import io.hecd.backend.Server;
import io.hecd.config.model.ServerSettings;
import io.hecd.time.Timer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps a worker's pools of idle server connections small: every second half of those that were idle for longer than
 * `pool-purge-delay` are closed (manual 5.2), and never more than `pool-max-conn` are kept. Confined to its worker.
 */
final class PoolKeeper {
    private static final long ROUND_MILLIS = 1000;

    private final Worker worker;
    private final Set<Server> known = new HashSet<>();
    private final Timer round = new Timer() {
        @Override
        protected void expired() {
            purge();
        }
    };

    PoolKeeper(Worker worker) {
        this.worker = worker;
    }

    /** Keeps a connection that ended cleanly, or closes it when the pool is full. */
    void give(ServerConnection connection) {
        Server server = connection.server();
        Pool pool = server.pool(worker.number());
        int most = server.poolMaxConn();
        if (most >= 0 && pool.size() >= most) {
            connection.discard();
            return;
        }
        pool.give(connection, worker.clock().millis());
        if (known.add(server) || !round.isArmed()) worker.timers().in(round, ROUND_MILLIS);
    }

    void forget(Server server) {
        known.remove(server);
    }

    void clear() {
        for (Server server : List.copyOf(known)) server.pool(worker.number()).clear();
        known.clear();
    }

    private void purge() {
        long now = worker.clock().millis();
        // A server without idle connections is not kept in mind: it may have left the configuration.
        known.removeIf(server -> server.pool(worker.number()).size() == 0);
        boolean any = false;
        for (Server server : known) {
            Pool pool = server.pool(worker.number());
            var settings = server.config().settings();
            int keep = Math.max(pool.size() / 2, settings.get(ServerSettings.POOL_LOW_CONN));
            pool.trim(keep, now - settings.get(ServerSettings.POOL_PURGE_DELAY));
            any |= pool.size() > 0;
        }
        if (any) worker.timers().in(round, ROUND_MILLIS);
    }
}
