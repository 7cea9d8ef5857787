package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ring of `hash-type consistent` (manual 4.2): every usable server at as many places as its weight says, at the places
 * where HAProxy puts a server with the same id; a key belongs to the nearest place. Immutable, shared by all workers.
 */
final class Ring {
    /** Ids are so far apart in the numbers that places are made from: the largest weight times its precision. */
    private static final int PLACES_PER_ID = 256 * 16;

    private static final int OWNER_BITS = 24;

    private final Server[] servers;
    private final int[] weights;
    private final int[] before;
    private final int totalWeight;
    /** Ascending, with the sign bit flipped so that they compare as numbers without sign. */
    private final int[] places;

    private final int[] owners;

    Ring(ServerSet set) {
        servers = Weights.servers(set);
        weights = new int[servers.length];
        before = new int[servers.length];
        int total = 0;
        for (int i = 0; i < servers.length; i++) {
            weights[i] = set.weight(i);
            before[i] = total;
            total += weights[i];
        }
        totalWeight = total;
        places = new int[total];
        owners = new int[total];
        place();
    }

    private void place() {
        long[] sorted = new long[totalWeight];
        int at = 0;
        for (int i = 0; i < servers.length; i++)
            for (int n = 0; n < weights[i]; n++) {
                int place = HashFunction.avalanche(servers[i].id() * PLACES_PER_ID + n);
                sorted[at++] = (place & 0xffffffffL) << OWNER_BITS | i;
            }
        Arrays.sort(sorted);
        for (int i = 0; i < totalWeight; i++) {
            places[i] = (int) (sorted[i] >>> OWNER_BITS) ^ Integer.MIN_VALUE;
            owners[i] = (int) sorted[i] & (1 << OWNER_BITS) - 1;
        }
    }

    /** The owner of the place nearest to `hash`, or of the first one after it that is not `avoid` and has not too much. */
    @Nullable
    Server at(long hash, @Nullable Server avoid, BalanceFactor factor) {
        if (totalWeight == 0) return null;
        int nearest = nearest((int) hash);
        for (int at = nearest, n = totalWeight; n > 0; n--, at = after(at)) {
            int owner = owners[at];
            if (servers[owner] != avoid && factor.allows(servers[owner], weights[owner], before[owner], totalWeight))
                return servers[owner];
        }
        return servers[owners[nearest]];
    }

    private int nearest(int hash) {
        int at = Arrays.binarySearch(places, hash ^ Integer.MIN_VALUE);
        int next = (at >= 0 ? at : ~at) % totalWeight;
        int previous = next == 0 ? totalWeight - 1 : next - 1;
        int back = (hash ^ Integer.MIN_VALUE) - places[previous];
        int forth = places[next] - (hash ^ Integer.MIN_VALUE);
        return Integer.compareUnsigned(back, forth) <= 0 ? previous : next;
    }

    int size() {
        return totalWeight;
    }

    int after(int place) {
        return place + 1 >= totalWeight ? 0 : place + 1;
    }

    Server owner(int place) {
        return servers[owners[place]];
    }

    Server[] servers() {
        return servers;
    }
}
