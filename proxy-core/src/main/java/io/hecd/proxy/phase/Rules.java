package io.hecd.proxy.phase;

import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Step;
import io.hecd.rule.Outcome;
import io.hecd.rule.Rule;
import io.hecd.rule.RuleSet;
import io.hecd.traffic.Ending;

/** Runs a rule set and turns what it says into a step; counts what it refused or answered. */
final class Rules {
    private Rules() {}

    static Step onRequest(Exchange ex, RuleSet rules) {
        if (rules.isEmpty()) return Step.NEXT;
        Outcome outcome = rules.run(ex.transaction, ex.cursor.clear());
        switch (outcome) {
            case CONTINUE, ALLOW, LENIENT, STRICT:
                return Step.NEXT;
            case ANSWER:
                ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.INTERCEPTED, 1);
                return ex.end(Ending.LOCAL);
            case DENY:
                ex.denyStatus = denyStatus(ex);
                ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.DENIED_REQUESTS, 1);
                return ex.end(Ending.DENIED);
            case CLOSE:
                ex.silent = true;
                ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.DENIED_REQUESTS, 1);
                return ex.end(Ending.DENIED);
            case WAIT:
                return Step.WAIT;
            case FAIL:
                return ex.end(Ending.BAD_REQUEST);
        }
        throw new IllegalStateException("outcome " + outcome);
    }

    static Step onResponse(Exchange ex, RuleSet rules) {
        if (rules.isEmpty()) return Step.NEXT;
        Outcome outcome = rules.run(ex.transaction, ex.cursor.clear());
        switch (outcome) {
            case CONTINUE, ALLOW, WAIT, LENIENT, STRICT:
                return Step.NEXT;
            case ANSWER:
                return ex.end(Ending.LOCAL);
            case DENY, CLOSE:
                ex.denyStatus = denyStatus(ex);
                ex.silent = outcome == Outcome.CLOSE;
                ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.DENIED_RESPONSES, 1);
                return ex.end(Ending.RESPONSE_DENIED);
            case FAIL:
                return ex.end(Ending.BAD_RESPONSE);
        }
        throw new IllegalStateException("outcome " + outcome);
    }

    private static int denyStatus(Exchange ex) {
        Rule decided = ex.cursor.decided();
        return decided == null ? 0 : decided.action().denyStatus();
    }
}
