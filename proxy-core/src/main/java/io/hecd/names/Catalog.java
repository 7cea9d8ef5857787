package io.hecd.names;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A list of entries by name, in alphabetical order: the open vocabulary. Filled while building, read afterwards. */
public final class Catalog<T> {
    private final String what;
    private final TreeMap<String, T> entries = new TreeMap<>();

    /** @param what one word for an entry, used in messages: "action", "balancing algorithm" */
    public Catalog(String what) {
        this.what = what;
    }

    /** Adds an entry; a name that is there already is a bug of the list and fails at once. */
    public Catalog<T> with(String name, T entry) {
        if (entries.putIfAbsent(name, entry) != null) throw new IllegalStateException(what + " '" + name + "' twice");
        return this;
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** All of them by name, as they are now. */
    public Map<String, T> entries() {
        return Map.copyOf(entries);
    }

    public String what() {
        return what;
    }

    public Collection<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The nearest name, if any is near enough to be a likely slip. */
    public Optional<String> nearest(String name) {
        return nearest(name, entries.keySet());
    }

    /** The nearest of `candidates` by edit distance (a swap of neighbours counts as one), at most a third of the length away. */
    public static Optional<String> nearest(String name, Iterable<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) last[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    cost = Math.min(cost, beforeLast[j - 2] + 1);
                row[j] = cost;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
