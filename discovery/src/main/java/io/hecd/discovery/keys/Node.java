package io.hecd.discovery.keys;

import io.hecd.discovery.store.Entry;
import java.util.List;
import java.util.Optional;

/**
 * A file or a directory as the API shows it.
 *
 * @param value of a file; not there when it was deleted
 * @param expiresAtMillis 0 for never
 * @param nodes of a directory, as far as they were asked for
 */
record Node(
        KeyPath path,
        boolean dir,
        Optional<String> value,
        long expiresAtMillis,
        List<Node> nodes,
        long modified,
        long created) {

    static Node file(Entry entry) {
        return new Node(
                KeyPath.ofKey(entry.key()),
                false,
                Optional.of(entry.value()),
                entry.expiresAtMillis(),
                List.of(),
                entry.modified(),
                entry.created());
    }

    static Node directory(KeyPath path, long expiresAtMillis, long modified, long created) {
        return new Node(path, true, Optional.empty(), expiresAtMillis, List.of(), modified, created);
    }

    /** A key or a marker as it is. */
    static Node of(Entry entry) {
        return entry.key().endsWith("/")
                ? directory(KeyPath.ofKey(entry.key()), entry.expiresAtMillis(), entry.modified(), entry.created())
                : file(entry);
    }

    /** What is left of it to tell when it has gone. */
    Node gone(long revision) {
        return new Node(path, dir, Optional.empty(), 0, List.of(), revision, created);
    }
}
