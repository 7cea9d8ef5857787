package io.hecd.admin.command;

import io.hecd.backend.Server;

/** `shutdown sessions server`: ends what runs on a server at once. */
final class ShutdownSessionsServer implements Command {
    @Override
    public String name() {
        return "shutdown sessions server";
    }

    @Override
    public String synopsis() {
        return "shutdown sessions server <bk>/<srv>";
    }

    @Override
    public String description() {
        return "kill sessions on a server";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Server server = request.target().server();
        return Answer.later(request.house()
                .ask(worker -> {
                    worker.killAt(server);
                    return true;
                })
                .thenApply(done -> Answer.nothing()));
    }
}
