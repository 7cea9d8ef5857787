package io.hecd.health;

import io.hecd.backend.Server;
import io.hecd.health.check.HealthState;
import java.util.Optional;

/** What others may ask about the health of servers: status pages, sockets, metrics. Any thread. */
public interface HealthView {
    /** What the checks know of `server`; empty when it is not checked. */
    Optional<HealthState> of(Server server);
}
