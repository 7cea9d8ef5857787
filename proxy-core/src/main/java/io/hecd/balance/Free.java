package io.hecd.balance;

import io.hecd.backend.Server;
import org.jspecify.annotations.Nullable;

/** The search that algorithms fall back to when their own order meets only full servers. */
final class Free {
    private Free() {}

    /** The first server with a free slot from `start` on, round the end; `avoid` only if there is no other. */
    static @Nullable Server from(Server[] servers, int start, @Nullable Server avoid) {
        boolean avoidIsFree = false;
        for (int i = start, n = servers.length; n > 0; n--) {
            Server server = servers[i];
            if (!server.isFull()) {
                if (server != avoid) return server;
                avoidIsFree = true;
            }
            if (++i == servers.length) i = 0;
        }
        return avoidIsFree ? avoid : null;
    }
}
