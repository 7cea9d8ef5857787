package io.hecd.admin.command;

/** `set maxconn server`: how many slots a server has, until the next reload; 0: no limit. */
final class SetMaxconnServer implements Command {
    @Override
    public String name() {
        return "set maxconn server";
    }

    @Override
    public String synopsis() {
        return "set maxconn server <bk>/<srv>";
    }

    @Override
    public String description() {
        return "change a server's maxconn setting";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Target target = request.target();
        String word = request.word(1);
        if (word.isEmpty()) throw new Refusal("Require <maxconn>.");
        int maxconn = SetMaxconnFrontend.number(word, "maxconn string empty or preceded by garbage");
        target.backend().maxconn(target.server(), maxconn, SetServer.CLI);
        return Answer.nothing();
    }
}
