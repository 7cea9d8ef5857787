package io.hecd.admin.command;

/** `operator` and `user`: gives rights up for the rest of the conversation. */
record LowerLevel(Level to) implements Command {
    @Override
    public String name() {
        return to.word();
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "lower the level of the current CLI session to " + to.word();
    }

    @Override
    public Level level() {
        return to;
    }

    @Override
    public Answer run(Request request) {
        request.caller().lower(to);
        return Answer.nothing();
    }
}
