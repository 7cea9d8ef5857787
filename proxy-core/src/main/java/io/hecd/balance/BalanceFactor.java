package io.hecd.balance;

import io.hecd.backend.Backend;
import io.hecd.backend.Server;

/**
 * `hash-balance-factor` (manual 4.2): how much more than its share of the requests under way a server may have.
 *
 * @param percent of the average; 0: no limit
 */
record BalanceFactor(int percent) {
    /**
     * Whether the server may take one more. Shares are whole requests: what a plain division leaves over is spread along the
     * servers in their order, and nobody's share is 0.
     *
     * @param before the weight of the servers before it
     */
    boolean allows(Server server, int weight, int before, int totalWeight) {
        if (percent == 0) return true;
        Backend backend = server.backend();
        long underWay = Math.max(0, backend.inFlight().get() - backend.queued().get());
        long slots = ((underWay + 1) * percent + 99) / 100;
        long rest = slots % totalWeight;
        long share =
                slots / totalWeight * weight + (before + weight) * rest / totalWeight - before * rest / totalWeight;
        return server.inFlight() < Math.max(1, share);
    }
}
