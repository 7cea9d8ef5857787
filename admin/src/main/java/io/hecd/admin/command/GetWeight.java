package io.hecd.admin.command;

import io.hecd.config.model.ServerSettings;

/** `get weight`: the weight now, and the one in the configuration. */
final class GetWeight implements Command {
    @Override
    public String name() {
        return "get weight";
    }

    @Override
    public String synopsis() {
        return "get weight <bk>/<srv>";
    }

    @Override
    public String description() {
        return "report a server's current weight";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        var server = request.target().server();
        return Answer.lines(
                server.userWeight() + " (initial " + server.config().settings().get(ServerSettings.WEIGHT) + ")\n");
    }
}
