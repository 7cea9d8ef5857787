package io.hecd.discovery.registry;

import io.hecd.discovery.store.Snapshot;

/** Is given the whole set below a prefix whenever it changed. Called on the registry's thread; must not block it for long. */
public interface Follower {
    /** @param live false for a set that comes from the file of the last good one, while the store has not answered yet */
    void whole(Snapshot snapshot, boolean live);
}
