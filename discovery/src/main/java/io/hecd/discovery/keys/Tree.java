package io.hecd.discovery.keys;

import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keys of the store put together to directories. One that has no marker is as old as the oldest key below it. */
final class Tree {
    private final KeyPath path;
    private final TreeMap<String, Tree> children = new TreeMap<>(KeyOrder.BYTES);
    private Optional<Entry> file = Optional.empty();
    private Optional<Entry> marker = Optional.empty();
    private long oldest = Long.MAX_VALUE;

    private Tree(KeyPath path) {
        this.path = path;
    }

    /** @param below all keys that begin with the path of the directory, its marker too */
    static Tree of(KeyPath path, List<Entry> below) {
        Tree root = new Tree(path);
        for (Entry entry : below) root.add(entry);
        return root;
    }

    /** The directory itself. */
    Node node() {
        long created = marker.map(Entry::created).orElse(oldest == Long.MAX_VALUE ? 0 : oldest);
        return Node.directory(path, marker.map(Entry::expiresAtMillis).orElse(0L), created, created);
    }

    /** The directory with what it holds, sorted; without hidden names. */
    Node listing(boolean recursive) {
        List<Node> nodes = new ArrayList<>();
        children.forEach((name, child) -> {
            if (name.startsWith("_")) return;
            if (child.isFile()) nodes.add(Node.file(child.file.get()));
            else nodes.add(recursive ? child.listing(true) : child.node());
        });
        Node self = node();
        return new Node(path, true, Optional.empty(), self.expiresAtMillis(), nodes, self.modified(), self.created());
    }

    private boolean isFile() {
        return file.isPresent() && marker.isEmpty() && children.isEmpty();
    }

    private void add(Entry entry) {
        String rest = entry.key().substring(path.directory().length());
        Tree at = this;
        at.oldest = Math.min(at.oldest, entry.created());
        for (int from = 0; from < rest.length(); ) {
            int slash = rest.indexOf('/', from);
            String name = rest.substring(from, slash < 0 ? rest.length() : slash);
            Tree parent = at;
            at = parent.children.computeIfAbsent(name, missing -> new Tree(parent.path.child(name)));
            if (slash < 0) {
                at.file = Optional.of(entry);
                return;
            }
            at.oldest = Math.min(at.oldest, entry.created());
            from = slash + 1;
        }
        at.marker = Optional.of(entry);
    }
}
