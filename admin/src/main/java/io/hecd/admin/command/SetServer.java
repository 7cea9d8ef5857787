package io.hecd.admin.command;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.health.check.Checker;
import java.util.Optional;

/** `set server`: state, weight, health and addresses of a server. */
final class SetServer implements Command {
    static final String CLI = "changed from CLI";

    @Override
    public String name() {
        return "set server";
    }

    @Override
    public String synopsis() {
        return "set server <bk>/<srv> [opts]";
    }

    @Override
    public String description() {
        return "change a server's state, weight, address or ssl";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Target target = request.target();
        switch (request.word(1)) {
            case "addr":
                return ServerAddress.set(target, request);
            case "check-addr", "check-port":
                return CheckPlace.set(target, request);
            case "health":
                health(target, request);
                return Answer.nothing();
            case "state":
                state(target, request.word(2));
                return Answer.nothing();
            case "weight":
                ServerWeight.set(target, request.word(2));
                return Answer.nothing();
            case "agent", "agent-addr", "agent-port", "agent-send":
                throw new Refusal("agent checks are not enabled on this server.");
            case "fqdn":
                if (request.word(2).isEmpty()) throw new Refusal("set server <b>/<s> fqdn requires a FQDN.");
                throw new Refusal("set server <b>/<s> fqdn failed because no resolution is configured.");
            case "ssl":
                throw new Refusal("'set server <srv> ssl' cannot be set: hecd speaks plain TCP to servers.");
            default:
                throw new Refusal("usage: set server <backend>/<server> addr | agent | agent-addr | agent-port |"
                        + " agent-send | check-addr | check-port | fqdn | health | ssl | state | weight");
        }
    }

    private static void state(Target target, String state) throws Refusal {
        switch (state) {
            case "ready" -> leaveMaintenance(target);
            case "drain" ->
                target.backend()
                        .admin(
                                target.server(),
                                AdminState.FORCED_DRAIN,
                                AdminState.FORCED_MAINT | AdminState.CONFIG_MAINT,
                                CLI);
            case "maint" ->
                target.backend().admin(target.server(), AdminState.FORCED_MAINT, AdminState.FORCED_DRAIN, CLI);
            default -> throw new Refusal("'set server <srv> state' expects 'ready', 'drain' and 'maint'.");
        }
    }

    /** Neither maintenance nor drain, whoever asked for it, but for what the name service is to blame for. */
    static void leaveMaintenance(Target target) {
        int clear = AdminState.FORCED_MAINT | AdminState.CONFIG_MAINT | AdminState.FORCED_DRAIN;
        target.backend().admin(target.server(), 0, clear, CLI);
    }

    private static void health(Target target, Request request) throws Refusal {
        OperState told = switch (request.word(2)) {
            case "up" -> OperState.RUNNING;
            case "stopping" -> OperState.STOPPING;
            case "down" -> OperState.STOPPED;
            default -> throw new Refusal("'set server <srv> health' expects 'up', 'stopping', or 'down'.");
        };
        Optional<Checker> checker = request.house().health().checker(target.server());
        if (checker.isPresent()) checker.get().force(told);
        else target.backend().oper(target.server(), told, CLI);
    }
}
