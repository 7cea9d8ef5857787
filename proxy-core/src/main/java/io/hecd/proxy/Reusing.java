package io.hecd.proxy;

import io.hecd.backend.Pool;
import io.hecd.config.model.ProxySettings.Reuse;
import org.jspecify.annotations.Nullable;

/**
 * `http-reuse` (manual 4.2): which idle server connection an exchange may use, and where one goes that is free again. Without
 * state; runs on the exchange's worker.
 */
public final class Reusing {
    private Reusing() {}

    /** An idle connection to the chosen server, or null. */
    public static @Nullable ServerConnection find(Exchange ex) {
        Session session = ex.session;
        ServerConnection own = session.own();
        if (own != null) {
            session.own(null);
            if (own.server() == ex.server && own.isReusable() && !own.isStale()) return own;
            own.close();
        }
        Reuse reuse = ex.requireBackend().reuse;
        boolean first = session.exchanges() <= 1;
        if (reuse == Reuse.NEVER || first && reuse == Reuse.SAFE) return null;
        return fromPool(ex, first && reuse == Reuse.AGGRESSIVE);
    }

    /** @param provenOnly only one that has been used again before: the server is known to keep connections open */
    private static @Nullable ServerConnection fromPool(Exchange ex, boolean provenOnly) {
        Pool pool = ex.requireServer().pool(ex.worker.number());
        while (true) {
            ServerConnection idle = (ServerConnection) pool.take();
            if (idle == null) return null;
            if (!idle.isReusable() || idle.isStale()) {
                idle.close();
            } else if (provenOnly && idle.uses() == 0) {
                pool.give(idle, ex.worker.clock().millis());
                return null;
            } else {
                return idle;
            }
        }
    }

    /** The exchange ended cleanly: its connection is kept for another one if it can be. */
    public static void keep(Exchange ex) {
        ServerConnection kept = ex.connection;
        ex.connection = null;
        if (kept == null) return;
        ex.serverSource = kept.wire.local();
        if (!kept.isReusable() || kept.isStale()) {
            kept.detach();
            kept.wire.dropPending();
            kept.close();
            return;
        }
        // The last of the request may have come after the whole answer: nobody else would send it.
        kept.wire.flush();
        kept.wire.reading(true);
        kept.detach();
        store(ex, kept);
    }

    private static void store(Exchange ex, ServerConnection connection) {
        int most = connection.server().maxReuse();
        if (most >= 0 && connection.uses() >= most) connection.close();
        else if (ex.requireBackend().reuse == Reuse.NEVER && ex.clientKeepAlive && ex.session.own() == null)
            ex.session.own(connection);
        else if (ex.requireBackend().reuse == Reuse.NEVER) connection.close();
        else ex.worker.keeper().give(connection);
    }
}
