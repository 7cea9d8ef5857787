package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * `balance leastconn`: the usable server with the fewest connections per unit of weight (manual 4.2). Equal servers take
 * turns. Counts are shared by all workers; the turn is this worker's own.
 *
 * <p>A bounded scan: it starts at the turn and ends at the first idle server, or after 256 that are not full. So it is
 * exact for backends of up to 256 servers, and the best of 256 neighbours in larger ones.
 */
final class LeastConn implements Algorithm {
    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        int turn = previous instanceof LeastConnPicker last ? last.turn : 0;
        return new LeastConnPicker(servers, servers.size() == 0 ? 0 : turn % servers.size());
    }

    private static final class LeastConnPicker implements Picker {
        private static final int WINDOW = 256;

        private final ServerSet servers;
        /** Which of this worker's choices was the last one of each server. */
        private final long[] chosen;

        private long choices;
        private int turn;

        LeastConnPicker(ServerSet servers, int turn) {
            this.servers = servers;
            this.chosen = new long[servers.size()];
            this.turn = turn;
        }

        @Override
        public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
            int best = -1;
            int bestLoad = 0;
            int avoided = -1;
            int looked = 0;
            for (int i = turn, n = servers.size(); n > 0 && looked < WINDOW; n--, i = after(i)) {
                Server server = servers.usable(i);
                if (server.isFull()) continue;
                if (server == avoid) {
                    avoided = i;
                    continue;
                }
                int load = load(server);
                if (best < 0 || isBetter(i, load, best, bestLoad)) {
                    best = i;
                    bestLoad = load;
                    if (load == 0) break;
                }
                looked++;
            }
            if (best < 0) best = avoided;
            if (best < 0) return null;
            turn = after(best);
            chosen[best] = ++choices;
            return servers.usable(best);
        }

        /** Fewer per weight; of equals the one that has waited longest. */
        private boolean isBetter(int a, int aLoad, int b, int bLoad) {
            long difference = (long) aLoad * servers.weight(b) - (long) bLoad * servers.weight(a);
            return difference < 0 || difference == 0 && chosen[a] < chosen[b];
        }

        /** Served and waiting for it, with this request counted, so that a heavy server is preferred, but idle ones are all equal. */
        private static int load(Server server) {
            int connections = server.inFlight() + server.queued().get();
            return connections == 0 ? 0 : connections + 1;
        }

        private int after(int at) {
            return at + 1 == servers.size() ? 0 : at + 1;
        }
    }
}
