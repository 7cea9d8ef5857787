package io.hecd.discovery.sync;

import io.hecd.discovery.registry.RegistryConfig;
import java.util.List;

/** Who says which servers a backend has: a `servers-from` line, or the directory of an application. Read on the control thread. */
interface Announcer {
    RegistryConfig config();

    /** Whether it has said anything yet. */
    boolean isKnown();

    /** In the order of the keys. */
    List<Announced> announced();

    void follow();

    void forget();
}
