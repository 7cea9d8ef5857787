package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.config.model.ServerSettings;

/** The weights of a set's usable servers, made as small as the proportions between them allow. */
final class Weights {
    /** More turns than this are not kept; then small differences between weights are rounded away. */
    static final int MOST_TURNS = 1 << 21;

    private Weights() {}

    /** The weights of the moment, slowstart included. */
    static int[] current(ServerSet servers) {
        int[] weights = new int[servers.size()];
        int divisor = 0;
        for (int i = 0; i < weights.length; i++) divisor = commonDivisor(servers.weight(i), divisor);
        for (int i = 0; i < weights.length; i++) weights[i] = servers.weight(i) / divisor;
        return bounded(weights);
    }

    /**
     * The weights of the configuration, for algorithms that a change while running does not touch. Servers that are not
     * usable have a say in the common divisor: it must stay the same when they come and go.
     */
    static int[] configured(ServerSet servers) {
        int divisor = 0;
        for (Server server : servers.all()) divisor = commonDivisor(configured(server), divisor);
        int[] weights = new int[servers.size()];
        for (int i = 0; i < weights.length; i++)
            weights[i] = Math.max(1, configured(servers.usable(i)) / Math.max(1, divisor));
        return bounded(weights);
    }

    private static int configured(Server server) {
        return server.config().settings().get(ServerSettings.WEIGHT);
    }

    static int sum(int[] weights) {
        int sum = 0;
        for (int weight : weights) sum += weight;
        return sum;
    }

    static Server[] servers(ServerSet set) {
        Server[] servers = new Server[set.size()];
        for (int i = 0; i < servers.length; i++) servers[i] = set.usable(i);
        return servers;
    }

    private static int[] bounded(int[] weights) {
        long total = 0;
        for (int weight : weights) total += weight;
        int shift = 0;
        while (total >> shift > MOST_TURNS) shift++;
        if (shift > 0) for (int i = 0; i < weights.length; i++) weights[i] = Math.max(1, weights[i] >> shift);
        return weights;
    }

    private static int commonDivisor(int a, int b) {
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
