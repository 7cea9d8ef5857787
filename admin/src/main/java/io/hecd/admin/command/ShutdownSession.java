package io.hecd.admin.command;

import io.hecd.proxy.Worker;

/** `shutdown session`: ends one connection at once, by the id that `show sess` gives. */
final class ShutdownSession implements Command {
    @Override
    public String name() {
        return "shutdown session";
    }

    @Override
    public String synopsis() {
        return "shutdown session [id]";
    }

    @Override
    public String description() {
        return "kill a specific session";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        long number = ShowSess.number(request.word(0));
        if (number < 0) throw new Refusal("Session pointer expected (use 'show sess').");
        return Answer.later(request.house()
                .ask((Worker worker) -> worker.kill(number))
                .thenApply(killed ->
                        killed.contains(true) ? Answer.nothing() : Answer.error("No such session (use 'show sess').")));
    }
}
