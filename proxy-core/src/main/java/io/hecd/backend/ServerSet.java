package io.hecd.backend;

import java.util.List;

/**
 * The servers of a backend at one moment: all of them in the order of the configuration, and those that take new requests
 * with their effective weights. Immutable; workers notice a new one by identity and rebuild their pickers.
 */
public final class ServerSet {
    private final List<Server> all;
    private final Server[] usable;
    private final int[] weights;
    private final int totalWeight;
    private final boolean backups;

    /**
     * @param usable the active servers that can be used, or the backup servers that stand in for them
     * @param weights effective weight of each usable server, 1 .. 256 times the precision of slowstart
     */
    ServerSet(List<Server> all, Server[] usable, int[] weights, boolean backups) {
        this.all = all;
        this.usable = usable;
        this.weights = weights;
        this.backups = backups;
        int total = 0;
        for (int weight : weights) total += weight;
        this.totalWeight = total;
    }

    public List<Server> all() {
        return all;
    }

    public int size() {
        return usable.length;
    }

    public Server usable(int at) {
        return usable[at];
    }

    /** Whether a server that can be used is there beside `server`. */
    public boolean hasOtherThan(Server server) {
        return usable.length > 1 || usable.length == 1 && usable[0] != server;
    }

    public int weight(int at) {
        return weights[at];
    }

    public int totalWeight() {
        return totalWeight;
    }

    /** Whether the backup servers stand in. */
    public boolean usesBackups() {
        return backups;
    }
}
