package io.hecd.proxy.phase;

import io.hecd.log.Moment;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Timings;

/** CONTENT: what the frontend's `tcp-request content` rules say of a request, or of the first bytes of a tcp connection. */
final class FrontendContent implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        if (!ex.isHttp()) begin(ex);
        Step step = Inspection.run(ex, ex.frontend.rules.tcpContent(), ex.frontend.inspectDelay);
        if (step == Step.NEXT && ex.upgrading) return ex.upgrade();
        if (step == Step.NEXT && !ex.isHttp()) ex.reached(Moment.BEGIN);
        // These rules come before the request is taken for one: logged as <BADREQ>, as HAProxy does.
        if (step == Step.TURN && ex.isHttp()) ex.timings.requestRead = Timings.UNSET;
        return step;
    }

    private static void begin(Exchange ex) {
        ex.timings.requestBegun = ex.timings.requestRead = ex.timings.accepted;
        ex.timings.requestWallMillis = ex.timings.acceptedWallMillis;
    }
}
