package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses servers for one worker; confined to it. Not asked to take a slot: the caller does that with
 * {@link Server#enter} and may ask again.
 */
public interface Picker {
    /**
     * The next server, or null when no server can be used (or all are full).
     *
     * @param avoid a server not to choose when another is there (it has just refused), or null
     */
    @Nullable
    Server pick(Transaction transaction, @Nullable Server avoid);
}
