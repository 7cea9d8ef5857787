package io.hecd.admin.command;

import io.hecd.proxy.Frontend.State;
import io.hecd.runtime.FrontendControl;

/** `shutdown frontend`: it gives its addresses up until a configuration is loaded. */
final class ShutdownFrontend implements Command {
    @Override
    public String name() {
        return "shutdown frontend";
    }

    @Override
    public String synopsis() {
        return "shutdown frontend <frontend>";
    }

    @Override
    public String description() {
        return "stop a specific frontend";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        FrontendControl frontend = Target.frontend(request.house(), request.word(0));
        if (frontend.frontend().state() == State.STOPPED) throw new Refusal("Frontend was already shut down.");
        frontend.shutDown();
        return Answer.nothing();
    }
}
