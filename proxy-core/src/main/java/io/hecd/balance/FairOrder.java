package io.hecd.balance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * One cycle of `balance roundrobin`: every server as often as its weight says, spread as evenly as it goes, in the order in
 * which HAProxy takes them. A server's next turn is due `total / weight` turns after its last; the first turns go to the
 * heaviest servers first, whenever nobody else is due.
 */
final class FairOrder {
    private FairOrder() {}

    /** @return indexes into `weights`, as many as all weights together */
    static int[] of(int[] weights) {
        int total = Weights.sum(weights);
        Turn[] unstarted = new Turn[weights.length];
        for (int i = 0; i < weights.length; i++) unstarted[i] = new Turn(i, weights[i]);
        Arrays.sort(unstarted, Comparator.comparingInt(turn -> -turn.weight));
        PriorityQueue<Turn> due = new PriorityQueue<>(Math.max(1, weights.length), Turn.ORDER);
        int[] order = new int[total];
        int started = 0;
        for (int at = 0; at < total; at++) {
            Turn turn = due.peek();
            if (turn != null && (turn.position <= at || started == unstarted.length)) {
                due.poll();
            } else {
                turn = unstarted[started++];
                turn.position = at;
            }
            order[at] = turn.server;
            if (turn.next(total, at)) due.add(turn);
        }
        return order;
    }

    /** A cycle in which server `i` has its first turn after `phases[i]`, 0 .. 1, of the way from one of its turns to the next. */
    static int[] resumed(int[] weights, double[] phases) {
        int[] order = new int[Weights.sum(weights)];
        int[] taken = new int[weights.length];
        double[] due = new double[weights.length];
        PriorityQueue<Integer> queue = new PriorityQueue<>(
                Math.max(1, weights.length),
                Comparator.<Integer>comparingDouble(i -> due[i])
                        .thenComparingInt(i -> -weights[i])
                        .thenComparingInt(i -> i));
        for (int i = 0; i < weights.length; i++) {
            due[i] = phases[i] / weights[i];
            queue.add(i);
        }
        for (int at = 0; at < order.length; at++) {
            int server = queue.remove();
            order[at] = server;
            if (++taken[server] == weights[server]) continue;
            due[server] = (phases[server] + taken[server]) / weights[server];
            queue.add(server);
        }
        return order;
    }

    /** When a server's next turn is due: a position and, in units of 1/weight, what is beyond it. */
    private static final class Turn {
        static final Comparator<Turn> ORDER = Comparator.<Turn>comparingInt(turn -> turn.position)
                .thenComparingInt(turn -> turn.rest - turn.weight)
                .thenComparingInt(turn -> turn.taken);

        final int server;
        final int weight;
        int left;
        int position;
        int rest;
        int taken;

        Turn(int server, int weight) {
            this.server = server;
            this.weight = weight;
            this.left = weight;
        }

        boolean next(int total, int at) {
            taken = at;
            position += total / weight;
            rest += total % weight;
            if (rest >= weight) {
                rest -= weight;
                position++;
            }
            return --left > 0;
        }
    }
}
