package io.hecd.admin.command;

import io.hecd.runtime.FrontendControl;

/** `set maxconn frontend`: how many connections it may have, until the next reload. */
final class SetMaxconnFrontend implements Command {
    @Override
    public String name() {
        return "set maxconn frontend";
    }

    @Override
    public String synopsis() {
        return "set maxconn frontend <frontend> <value>";
    }

    @Override
    public String description() {
        return "change a frontend's maxconn setting";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        FrontendControl frontend = Target.frontend(request.house(), request.word(0));
        frontend.maxconn(number(request.word(1), "Integer value expected."));
        return Answer.nothing();
    }

    /** HAProxy takes what is no number for 0, which would be "no limit" here; so it is refused. */
    static int number(String word, String complaint) throws Refusal {
        if (!word.matches("[0-9]{1,9}")) throw new Refusal(complaint);
        return Integer.parseInt(word);
    }
}
