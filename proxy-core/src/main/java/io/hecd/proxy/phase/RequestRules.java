package io.hecd.proxy.phase;

import io.hecd.log.Moment;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendPlan;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;

/** RULES: the frontend's own answers, its captures, its `http-request` and `redirect` rules. */
final class RequestRules implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        FrontendPlan plan = ex.frontend;
        if (ex.served) return Serving.run(ex, plan.rules);
        if (Monitor.isAsked(ex)) return Monitor.answer(ex);
        ex.transaction.captureRequest();
        Step rules = Rules.onRequest(ex, plan.rules);
        if (rules != Step.NEXT) return rules;
        if (plan.uniqueIdHeader != null && plan.uniqueId != null) {
            ex.transaction.uniqueId(ex.view);
            if (!ex.request.add(plan.uniqueIdHeader, ex.view)) return ex.end(Ending.HEAD_TOO_LARGE);
        }
        ex.reached(Moment.BEGIN);
        return Serving.run(ex, plan.rules);
    }
}
