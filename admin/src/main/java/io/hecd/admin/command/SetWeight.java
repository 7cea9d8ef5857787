package io.hecd.admin.command;

/** `set weight`: short for `set server ... weight`. */
final class SetWeight implements Command {
    @Override
    public String name() {
        return "set weight";
    }

    @Override
    public String synopsis() {
        return "set weight <bk>/<srv>  (DEPRECATED)";
    }

    @Override
    public String description() {
        return "change a server's weight (use 'set server' instead)";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        ServerWeight.set(request.target(), request.word(1));
        return Answer.nothing();
    }
}
