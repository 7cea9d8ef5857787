package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.RuleSets;
import io.hecd.proxy.Step;
import io.hecd.rule.Outcome;
import io.hecd.rule.Rule;
import io.hecd.rule.RuleSet;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Timings;

/** Runs a rule set and turns what it says into a step; counts what it refused or answered. */
final class Rules {
    private Rules() {}

    /** Whether a backend's rules are others than the frontend's, which have been run already: not in a `listen` section. */
    @SuppressWarnings("ReferenceEquality") // it is the same object or another section's
    static boolean areOwn(Exchange ex, BackendPlan plan) {
        return plan.rules != ex.frontend.rules;
    }

    /** `http-request`, then `redirect`, which an `allow` of the former does not skip. */
    static Step onRequest(Exchange ex, RuleSets rules) {
        Step step = onRequest(ex, rules.httpRequest());
        return step == Step.NEXT ? onRequest(ex, rules.redirects()) : step;
    }

    static Step onRequest(Exchange ex, RuleSet rules) {
        if (rules.isEmpty()) return Step.NEXT;
        Outcome outcome = rules.run(ex.transaction, ex.cursor.clear());
        countFailures(ex);
        switch (outcome) {
            case CONTINUE, ALLOW, LENIENT, STRICT:
                return Step.NEXT;
            case ANSWER:
                // What a backend answers itself is not counted, as in HAProxy.
                if (ex.backend == null) ex.session.count(FrontendCounter.INTERCEPTED, 1);
                choosePage(ex);
                return ex.end(Ending.LOCAL);
            case DENY:
                choosePage(ex);
                countDenied(ex);
                return ex.end(Ending.DENIED);
            case CLOSE:
                ex.silent = true;
                countDenied(ex);
                return ex.end(Ending.DENIED);
            case WAIT:
                return Step.WAIT;
            case FAIL:
                return ex.end(Ending.BAD_REQUEST);
        }
        throw new IllegalStateException("outcome " + outcome);
    }

    /** All rules on an answer of a server: the backend's, then the frontend's. */
    static Step onResponse(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        RuleSets first = plan.rules;
        RuleSets then = ex.frontend.rules;
        Step step = onResponse(ex, first.tcpResponse());
        if (step == Step.NEXT) step = onResponse(ex, first.httpResponse());
        if (step == Step.NEXT && areOwn(ex, plan)) step = onResponse(ex, then.httpResponse());
        if (step == Step.NEXT && !afterResponse(ex)) step = ex.end(Ending.BAD_RESPONSE);
        return step;
    }

    /**
     * `http-after-response` on an answer that is about to leave, whoever has made it: the backend's rules, then the
     * frontend's. False: a rule failed.
     */
    static boolean afterResponse(Exchange ex) {
        BackendPlan plan = ex.backend;
        boolean done = plan == null || !areOwn(ex, plan) || change(ex, plan.rules.httpAfterResponse());
        return done && change(ex, ex.frontend.rules.httpAfterResponse());
    }

    private static boolean change(Exchange ex, RuleSet rules) {
        if (rules.isEmpty()) return true;
        Outcome outcome = rules.run(ex.transaction, ex.cursor.clear());
        countFailures(ex);
        return outcome != Outcome.FAIL;
    }

    static Step onResponse(Exchange ex, RuleSet rules) {
        if (rules.isEmpty()) return Step.NEXT;
        Outcome outcome = rules.run(ex.transaction, ex.cursor.clear());
        countFailures(ex);
        switch (outcome) {
            case CONTINUE, ALLOW, WAIT, LENIENT, STRICT:
                return Step.NEXT;
            case ANSWER:
                choosePage(ex);
                return ex.end(Ending.LOCAL);
            case DENY:
                choosePage(ex);
                return deny(ex);
            case CLOSE:
                ex.silent = true;
                ex.status = ex.response.status() == 0 ? -1 : ex.response.status();
                deny(ex);
                ex.endedIn = Chapter.DATA;
                return Step.TURN;
            case FAIL:
                return ex.end(Ending.BAD_RESPONSE);
        }
        throw new IllegalStateException("outcome " + outcome);
    }

    private static Step deny(Exchange ex) {
        // An answer that is not passed on counts as none (manual 8.4, Tr).
        ex.timings.responseRead = Timings.UNSET;
        ex.session.count(FrontendCounter.DENIED_RESPONSES, 1);
        ex.count(ServerCounter.DENIED_RESPONSES, BackendCounter.DENIED_RESPONSES);
        return ex.end(Ending.RESPONSE_DENIED);
    }

    private static void countDenied(Exchange ex) {
        ex.session.count(FrontendCounter.DENIED_REQUESTS, 1);
        BackendPlan plan = ex.backend;
        if (plan != null) plan.backend.counters().add(ex.worker.number(), BackendCounter.DENIED_REQUESTS, 1);
    }

    private static void countFailures(Exchange ex) {
        int failures = ex.cursor.failures();
        if (failures == 0) return;
        ex.session.count(FrontendCounter.FAILED_REWRITES, failures);
        ex.count(ServerCounter.FAILED_REWRITES, BackendCounter.FAILED_REWRITES, failures);
    }

    /** What the rule that decided says about the answer, if it has not made one. */
    private static void choosePage(Exchange ex) {
        Rule decided = ex.cursor.decided();
        if (decided == null) return;
        ex.pageStatus = decided.action().pageStatus();
        ex.pages = decided.action().pages();
    }
}
