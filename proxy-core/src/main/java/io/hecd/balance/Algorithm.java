package io.hecd.balance;

import io.hecd.backend.ServerSet;
import org.jspecify.annotations.Nullable;

/** A balancing algorithm with its arguments compiled (manual 4.2, balance). Shared by all workers; pickers are not. */
public interface Algorithm {
    /** A worker's picker for a set of servers. `previous` is that worker's last picker of this algorithm, to carry on from. */
    Picker picker(ServerSet servers, @Nullable Picker previous);

    /** Whether the same request always gets the same server: then a full server is waited for and not passed over. */
    default boolean isDeterministic() {
        return false;
    }

    /** Whether it looks at a request's head: in tcp mode such an algorithm is round robin. */
    default boolean needsHttp() {
        return false;
    }
}
