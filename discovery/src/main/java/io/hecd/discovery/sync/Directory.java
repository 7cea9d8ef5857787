package io.hecd.discovery.sync;

import io.hecd.discovery.store.Entry;
import java.util.List;
import java.util.Map;

/**
 * The directory of one application as it was read: `servers/NAME` keys and a `route`. Immutable; the same object as long as
 * nothing in it changes.
 *
 * @param keys all that count, in their order
 * @param reads what each server's key was read as
 * @param ways to it, none without a valid `route`
 * @param refusedRoute why the `route` is not taken, empty if it is or there is none
 */
record Directory(
        String name,
        List<Entry> keys,
        Map<String, ServerReader.Read> reads,
        List<Announced> servers,
        List<RouteValue.Way> ways,
        String refusedRoute) {

    /** Whether it was read from these keys. */
    boolean isOf(List<Entry> others) {
        if (keys.size() != others.size()) return false;
        for (int i = 0; i < keys.size(); i++) {
            Entry key = keys.get(i);
            Entry other = others.get(i);
            // Another revision of the same says nothing new.
            if (!key.key().equals(other.key()) || !key.value().equals(other.value())) return false;
        }
        return true;
    }
}
