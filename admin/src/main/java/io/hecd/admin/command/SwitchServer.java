package io.hecd.admin.command;

import io.hecd.backend.AdminState;

/** `enable server` and `disable server`: maintenance off and on. */
record SwitchServer(boolean on) implements Command {
    @Override
    public String name() {
        return on ? "enable server" : "disable server";
    }

    @Override
    public String synopsis() {
        return on ? "enable server  (DEPRECATED)" : "disable server (DEPRECATED)";
    }

    @Override
    public String description() {
        return (on ? "enable a disabled server" : "disable a server for maintenance") + " (use 'set server' instead)";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Target target = request.target();
        if (on) SetServer.leaveMaintenance(target);
        else target.backend().admin(target.server(), AdminState.FORCED_MAINT, 0, "disabled from CLI");
        return Answer.nothing();
    }
}
