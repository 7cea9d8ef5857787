package io.hecd.admin.command;

import io.hecd.backend.BackendControl;
import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Worker;
import io.hecd.runtime.FrontendControl;
import io.hecd.stats.Counters;
import java.util.List;

/** `clear counters`: highest values begin anew; with `all`, all that is counted but not what is there now. */
final class ClearCounters implements Command {
    @Override
    public String name() {
        return "clear counters";
    }

    @Override
    public String synopsis() {
        return "clear counters [all]";
    }

    @Override
    public String description() {
        return "clear max statistics counters (or all counters)";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        boolean all = request.word(0).equals("all");
        if (all) request.require(Level.ADMIN);
        List<FrontendControl> frontends = request.house().context().frontends();
        List<BackendControl> backends = request.house().backends();
        return Answer.later(request.house()
                .ask(worker -> {
                    clear(frontends, backends, worker, all);
                    return true;
                })
                .thenApply(done -> Answer.nothing()));
    }

    private static void clear(
            List<FrontendControl> frontends, List<BackendControl> backends, Worker worker, boolean all) {
        int number = worker.number();
        for (FrontendControl frontend : frontends)
            clear(frontend.frontend().counters(), number, FrontendCounter.values(), all);
        for (BackendControl backend : backends) {
            clear(backend.backend().counters(), number, BackendCounter.values(), all);
            for (Server server : backend.backend().servers().all())
                clear(server.counters(), number, ServerCounter.values(), all);
        }
    }

    private static void clear(Counters counters, int worker, Enum<?>[] slots, boolean all) {
        for (Enum<?> slot : slots) {
            boolean most = slot.name().endsWith("_MAX");
            boolean gauge = slot.name().equals("CURRENT");
            if (most || all && !gauge) counters.clear(worker, slot);
        }
    }
}
