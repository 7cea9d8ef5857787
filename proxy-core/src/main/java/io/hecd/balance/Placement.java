package io.hecd.balance;

import io.hecd.backend.ServerSet;
import org.jspecify.annotations.Nullable;

/** The method of a `hash-type` line (manual 4.2): how a key's hash becomes a server. Shared by all workers. */
interface Placement {
    /** A worker's picker for these servers; `previous` is the one that it had. */
    Picker picker(Key key, ServerSet servers, @Nullable Picker previous);
}
