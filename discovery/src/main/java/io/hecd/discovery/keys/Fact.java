package io.hecd.discovery.keys;

import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a file or a directory, as it is told to the client that did it and to those who wait.
 *
 * @param before what was there
 * @param gone keys of the store that went away with a directory
 * @param quiet a refresh: nobody who waits is told
 */
record Fact(long revision, String action, Node node, Optional<Node> before, List<String> gone, boolean quiet) {
    static Fact of(long revision, String action, Node node, Optional<Node> before) {
        return new Fact(revision, action, node, before, List.of(), false);
    }

    Fact quiet(boolean quiet) {
        return new Fact(revision, action, node, before, gone, quiet);
    }

    Fact gone(List<String> keys) {
        return new Fact(revision, action, node, before, keys, quiet);
    }

    /** Whether it concerns somebody who waits at `path`. */
    boolean concerns(KeyPath path, boolean recursive) {
        if (quiet) return false;
        KeyPath here = node.path();
        if (here.isHiddenFrom(path)) return false;
        if (here.equals(path) || recursive && here.isBelow(path)) return true;
        return gone.stream().anyMatch(key -> key.equals(path.text()) || key.startsWith(path.directory()))
                && path.isBelow(here);
    }

    /** How much memory it takes, about. */
    long letters() {
        long letters = node.value().map(String::length).orElse(0);
        return letters + before.flatMap(Node::value).map(String::length).orElse(0);
    }

    String json(long nowMillis) {
        return KeysJson.event(action, node, before, nowMillis);
    }
}
