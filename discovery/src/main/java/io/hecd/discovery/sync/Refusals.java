package io.hecd.discovery.sync;

import io.hecd.discovery.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of one set that are left out, and their place in the log. On the registry's thread. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd.discovery");
    /** A registry that says nonsense ten thousand times is told of a few times. */
    private static final int TOLD = 20;

    private final Registry registry;
    private int count;

    Refusals(Registry registry) {
        this.registry = registry;
    }

    /** @param known that an earlier set had it, and it was told then */
    void add(String key, String why, boolean known) {
        count++;
        if (!known && count <= TOLD) LOG.warn("Registry {}: {} is left out: {}", registry.name(), printable(key), why);
    }

    private static String printable(String key) {
        return key.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
