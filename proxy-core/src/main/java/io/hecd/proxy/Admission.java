package io.hecd.proxy;

import io.hecd.rule.Outcome;
import io.hecd.rule.RuleSet;

/** `tcp-request connection` and `tcp-request session`: who is let in, before anything is read (manual 4.2). */
final class Admission {
    private Admission() {}

    /** Closes a connection that is not let in, which is counted but not logged. */
    static boolean refuses(Session session, FrontendPlan plan) {
        RuleSets rules = plan.rules;
        if (rules.tcpConnection().isEmpty() && rules.tcpSession().isEmpty()) return false;
        // Rules look at an exchange; there is none yet, so one is lent that lives no life.
        Exchange guest = session.worker.borrow(session, plan.http);
        boolean refusesConnection = refuses(guest, rules.tcpConnection());
        boolean refusesSession = !refusesConnection && refuses(guest, rules.tcpSession());
        session.worker.giveBack(guest);
        if (refusesConnection) {
            session.count(FrontendCounter.DENIED_CONNECTIONS, 1);
            session.wire.reset();
        } else if (refusesSession) {
            session.count(FrontendCounter.DENIED_SESSIONS, 1);
            session.wire.close();
        }
        return refusesConnection || refusesSession;
    }

    private static boolean refuses(Exchange guest, RuleSet rules) {
        return !rules.isEmpty() && rules.run(guest.transaction, guest.cursor.clear()) == Outcome.CLOSE;
    }
}
