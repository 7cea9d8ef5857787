package io.hecd.proxy.phase;

import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;

/** ADMIT: what the backend's `tcp-request content` rules say. */
final class BackendContent implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        if (!Rules.areOwn(ex, plan)) return Step.NEXT;
        return Inspection.run(ex, plan.rules.tcpContent(), plan.inspectDelay);
    }
}
