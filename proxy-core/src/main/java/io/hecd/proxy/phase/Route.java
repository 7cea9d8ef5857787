package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;

/** ROUTE: which backend takes it: `use_backend` in order, else `default_backend`. */
final class Route implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        BackendPlan plan = ex.frontend.routes.choose(ex.transaction, ex.cursor);
        if (plan == null) return ex.end(Ending.NO_BACKEND);
        if (plan.http && !ex.isHttp()) return ex.upgrade();
        // A connection that was upgraded cannot go back; where it could only begin as HTTP, the configuration is
        // refused.
        if (!plan.http && ex.isHttp()) return ex.end(Ending.INTERNAL);
        ex.backend = plan;
        ex.places.backend = plan.backend.nameBytes();
        ex.inBackend = true;
        int now = plan.backend.inFlight().incrementAndGet();
        var counters = plan.backend.counters();
        counters.add(ex.worker.number(), BackendCounter.TOTAL, 1);
        plan.backend.sessionRate().add(ex.worker.number(), ex.timings.requestRead, 1);
        counters.max(ex.worker.number(), BackendCounter.CURRENT_MAX, now);
        return Step.NEXT;
    }
}
