package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.traffic.Transaction;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * `balance random(DRAWS)`: draws servers by weight and takes the least loaded of them (manual 4.2). Draws follow the
 * weights exactly; HAProxy's follow the pieces of its hash ring, which are a little uneven. O(log n) a draw.
 */
final class RandomDraws implements Algorithm {
    private final int draws;
    private final BalanceFactor factor;

    RandomDraws(int draws, BalanceFactor factor) {
        this.draws = draws;
        this.factor = factor;
    }

    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        return new RandomPicker(servers, draws, factor, new SplittableRandom());
    }

    /** With its own random numbers, so confined to a worker. */
    static final class RandomPicker implements Picker {
        private final Server[] servers;
        private final int[] weights;
        /** Sum of the weights up to and with each server. */
        private final int[] upTo;

        private final int draws;
        private final BalanceFactor factor;
        private final SplittableRandom random;

        RandomPicker(ServerSet set, int draws, BalanceFactor factor, SplittableRandom random) {
            this.servers = Weights.servers(set);
            this.weights = new int[servers.length];
            this.upTo = new int[servers.length];
            int sum = 0;
            for (int i = 0; i < servers.length; i++) {
                weights[i] = set.weight(i);
                upTo[i] = sum += weights[i];
            }
            this.draws = draws;
            this.factor = factor;
            this.random = random;
        }

        @Override
        public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
            if (servers.length == 0) return null;
            int best = -1;
            int last = 0;
            for (int i = 0; i < draws; i++) {
                int drawn = last = draw();
                Server server = servers[drawn];
                if (server == avoid || server.isFull() || !allows(drawn)) continue;
                if (best < 0 || isLessLoaded(drawn, best)) best = drawn;
            }
            return best >= 0 ? servers[best] : Free.from(servers, last, avoid);
        }

        private boolean allows(int at) {
            return factor.allows(servers[at], weights[at], upTo[at] - weights[at], upTo[upTo.length - 1]);
        }

        private int draw() {
            int point = random.nextInt(upTo[upTo.length - 1]) + 1;
            int at = Arrays.binarySearch(upTo, point);
            return at >= 0 ? at : ~at;
        }

        private boolean isLessLoaded(int a, int b) {
            return (long) servers[a].inFlight() * weights[b] < (long) servers[b].inFlight() * weights[a];
        }
    }
}
