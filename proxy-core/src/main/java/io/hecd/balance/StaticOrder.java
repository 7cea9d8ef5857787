package io.hecd.balance;

import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * One cycle of `balance static-rr`, which also is the table that map-based hashing looks its servers up in, entry by entry
 * HAProxy's. Each entry goes to the server that is furthest behind its share, in whole entries; of equals to the first one.
 */
final class StaticOrder {
    private StaticOrder() {}

    /** @return indexes into `weights`, as many as all weights together */
    static int[] of(int[] weights) {
        int total = Weights.sum(weights);
        int[] order = new int[total];
        if (total == 0) return order;
        Debts debts = new Debts(weights.length);
        PriorityQueue<Credit> credits = new PriorityQueue<>();
        for (int i = 0; i < weights.length; i++) credits.add(Credit.of(i, 1, weights[i], total));
        for (int at = 0; at < total; at++) {
            for (Credit credit; (credit = credits.peek()) != null && credit.entry <= at; ) {
                credits.poll();
                debts.change(credit.server, 1);
                if (credit.number < weights[credit.server])
                    credits.add(Credit.of(credit.server, credit.number + 1, weights[credit.server], total));
            }
            order[at] = debts.first();
            debts.change(order[at], -1);
        }
        return order;
    }

    /** The entry from which on a server has a right to `number` entries. */
    private record Credit(int entry, int server, int number) implements Comparable<Credit> {
        static Credit of(int server, int number, int weight, int total) {
            return new Credit((int) (((long) number * total + weight - 1) / weight) - 1, server, number);
        }

        @Override
        public int compareTo(Credit other) {
            return Integer.compare(entry, other.entry);
        }
    }

    /** How many entries each server is owed, -2 .. 2: a set of servers for each amount. */
    private static final class Debts {
        private static final int ZERO = 4;

        private final int[] owed;
        private final BitSet[] servers = new BitSet[2 * ZERO];

        Debts(int count) {
            owed = new int[count];
            for (int i = 0; i < servers.length; i++) servers[i] = new BitSet(count);
            servers[ZERO].set(0, count);
        }

        void change(int server, int by) {
            servers[ZERO + owed[server]].clear(server);
            owed[server] += by;
            servers[ZERO + owed[server]].set(server);
        }

        int first() {
            int most = servers.length - 1;
            while (servers[most].isEmpty()) most--;
            return servers[most].nextSetBit(0);
        }
    }
}
