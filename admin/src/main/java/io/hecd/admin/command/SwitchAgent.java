package io.hecd.admin.command;

/** `enable agent` and `disable agent`: no server has one, as hecd has no agent checks yet. */
record SwitchAgent(boolean on) implements Command {
    @Override
    public String name() {
        return on ? "enable agent" : "disable agent";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return (on ? "enable" : "disable") + " agent checks";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        request.target();
        if (on) throw new Refusal("Agent was not configured on this server, cannot enable.");
        return Answer.nothing();
    }
}
