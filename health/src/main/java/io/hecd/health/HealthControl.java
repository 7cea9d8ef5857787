package io.hecd.health;

import io.hecd.backend.Server;
import io.hecd.health.check.Checker;
import java.util.Optional;

/** What an operator may see and change of the checks. The checkers themselves belong to the control thread. */
public interface HealthControl extends HealthView {
    /** Who checks `server`; empty when nobody does. Control thread. */
    Optional<Checker> checker(Server server);
}
