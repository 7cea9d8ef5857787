package io.hecd.proxy.phase;

import io.hecd.log.Moment;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;

/** RULES: what `tcp-request` says of a connection before a backend is chosen. */
final class TcpRules implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        ex.timings.requestBegun = ex.timings.requestRead = ex.timings.accepted;
        ex.timings.requestWallMillis = ex.timings.acceptedWallMillis;
        Step rules = Rules.onRequest(ex, ex.frontend.tcpConnection);
        if (rules == Step.NEXT) rules = Rules.onRequest(ex, ex.frontend.tcpContent);
        if (rules == Step.NEXT) ex.reached(Moment.BEGIN);
        return rules;
    }
}
