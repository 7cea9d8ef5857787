package io.hecd.discovery.store;

import java.util.Optional;

/**
 * What became of a {@link Change}.
 *
 * @param done false if the condition did not hold, or there was nothing to delete; the store is as it was then
 * @param revision of the store after it
 * @param before the key before the change (not for a tree)
 * @param after the key after it; empty when deleted or not there
 */
public record Outcome(boolean done, long revision, Optional<Entry> before, Optional<Entry> after) {}
