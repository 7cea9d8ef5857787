package io.hecd.admin.command;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.listener.Listener;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Occupancy;
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
        for (FrontendControl control : frontends) {
            Frontend frontend = control.frontend();
            clear(frontend.counters(), number, FrontendCounter.values(), all);
            frontend.connectionRate().clear(number, all);
            frontend.sessionRate().clear(number, all);
            frontend.requestRate().clear(number, all);
            for (Listener listener : control.listeners()) {
                Counters own = listener.counters();
                if (own != null) clear(own, number, FrontendCounter.values(), all);
            }
        }
        for (BackendControl control : backends) {
            Backend backend = control.backend();
            clear(backend.counters(), number, BackendCounter.values(), all);
            backend.sessionRate().clear(number, all);
            backend.averages().clear(number, all);
            for (Server server : backend.servers().all()) clear(server, number, all);
        }
        Occupancy process = worker.occupancy();
        process.connectionRate().clear(number, all);
        process.sessionRate().clear(number, all);
    }

    private static void clear(Server server, int number, boolean all) {
        clear(server.counters(), number, ServerCounter.values(), all);
        server.sessionRate().clear(number, all);
        server.averages().clear(number, all);
        if (all) server.responseTimes().clear(number);
    }

    private static void clear(Counters counters, int worker, Enum<?>[] slots, boolean all) {
        for (Enum<?> slot : slots) {
            boolean most = slot.name().endsWith("_MAX");
            boolean gauge = slot.name().equals("CURRENT");
            if (most || all && !gauge) counters.clear(worker, slot);
        }
    }
}
