package io.hecd.admin.command;

import io.hecd.proxy.Frontend.State;
import io.hecd.runtime.FrontendControl;
import java.io.IOException;

/** `enable frontend` and `disable frontend`: whether it listens. */
record SwitchFrontend(boolean on) implements Command {
    @Override
    public String name() {
        return on ? "enable frontend" : "disable frontend";
    }

    @Override
    public String synopsis() {
        return name() + " <frontend>";
    }

    @Override
    public String description() {
        return (on ? "re-enable" : "temporarily disable") + " specific frontend";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        FrontendControl frontend = Target.frontend(request.house(), request.word(0));
        State state = frontend.frontend().state();
        if (state == State.STOPPED)
            throw new Refusal("Frontend was previously shut down, cannot " + (on ? "enable." : "disable."));
        if ((state == State.OPEN) == on)
            throw new Refusal("All sockets are already " + (on ? "enabled." : "disabled."));
        if (!on) {
            frontend.pause();
            return Answer.nothing();
        }
        try {
            frontend.resume();
        } catch (IOException e) {
            throw new Refusal("Failed to resume frontend, check for port conflict: " + e.getMessage());
        }
        return Answer.nothing();
    }
}
