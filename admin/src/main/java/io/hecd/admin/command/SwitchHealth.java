package io.hecd.admin.command;

import io.hecd.health.check.Checker;
import java.util.Optional;

/** `enable health` and `disable health`: whether a server is checked. */
record SwitchHealth(boolean on) implements Command {
    @Override
    public String name() {
        return on ? "enable health" : "disable health";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return (on ? "enable" : "disable") + " health checks";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Optional<Checker> checker =
                request.house().health().checker(request.target().server());
        if (checker.isEmpty() && on)
            throw new Refusal("Health check was not configured on this server, cannot enable.");
        checker.ifPresent(found -> found.turn(on));
        return Answer.nothing();
    }
}
