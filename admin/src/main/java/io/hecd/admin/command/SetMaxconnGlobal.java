package io.hecd.admin.command;

import io.hecd.proxy.Occupancy;
import io.hecd.runtime.FrontendControl;

/** `set maxconn global`: how many connections the process takes in; never more than it could serve when it started. */
final class SetMaxconnGlobal implements Command {
    @Override
    public String name() {
        return "set maxconn global";
    }

    @Override
    public String synopsis() {
        return "set maxconn global <value>";
    }

    @Override
    public String description() {
        return "change the per-process maxconn setting";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        int wanted = SetMaxconnFrontend.number(request.word(0), "Expects an integer value.");
        Occupancy occupancy = request.house().context().occupancy();
        int most = occupancy.configuredLimit();
        if (most > 0 && wanted > most) throw new Refusal("Value out of range.");
        occupancy.limitNow(wanted == 0 ? most : wanted);
        for (FrontendControl frontend : request.house().context().frontends())
            frontend.maxconn(frontend.frontend().maxconn());
        return Answer.nothing();
    }
}
