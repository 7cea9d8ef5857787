package io.hecd.admin.command;

import io.hecd.backend.AdminState;
import io.hecd.backend.Server;

/** `del server`: takes a server out that is in maintenance and has nothing to do. One of a `server` line is back with the next reload. */
final class DelServer implements Command {
    @Override
    public String name() {
        return "del server";
    }

    @Override
    public String synopsis() {
        return "del server <bk>/<srv>";
    }

    @Override
    public String description() {
        return "remove a dynamically added server";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Target target = request.target();
        Server server = target.server();
        if ((server.adminState() & AdminState.MAINT) == 0)
            throw new Refusal("Only servers in maintenance mode can be deleted.");
        if (server.inFlight() > 0 || server.queued().get() > 0)
            throw new Refusal("Server still has connections attached to it, cannot remove.");
        target.backend().remove(server);
        return Answer.info("Server deleted.");
    }
}
