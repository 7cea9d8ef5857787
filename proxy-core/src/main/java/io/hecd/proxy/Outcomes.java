package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;

/** What the end of an exchange adds to the counters of its frontend, backend and server: read from its ending alone. */
public final class Outcomes {
    private static final FrontendCounter[] FRONTEND = {
        FrontendCounter.RESPONSES_1XX,
        FrontendCounter.RESPONSES_2XX,
        FrontendCounter.RESPONSES_3XX,
        FrontendCounter.RESPONSES_4XX,
        FrontendCounter.RESPONSES_5XX
    };
    private static final BackendCounter[] BACKEND = {
        BackendCounter.RESPONSES_1XX,
        BackendCounter.RESPONSES_2XX,
        BackendCounter.RESPONSES_3XX,
        BackendCounter.RESPONSES_4XX,
        BackendCounter.RESPONSES_5XX
    };
    private static final ServerCounter[] SERVER = {
        ServerCounter.RESPONSES_1XX,
        ServerCounter.RESPONSES_2XX,
        ServerCounter.RESPONSES_3XX,
        ServerCounter.RESPONSES_4XX,
        ServerCounter.RESPONSES_5XX
    };

    private Outcomes() {}

    public static void count(Exchange ex) {
        if (ex.isHttp() && ex.status > 0) countStatus(ex);
        switch (ex.ending) {
            case BAD_REQUEST, URI_TOO_LONG, HEAD_TOO_LARGE, METHOD_REFUSED, CLIENT_CLOSED ->
                ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.REQUEST_ERRORS, 1);
            case CLIENT_TIMEOUT -> {
                if (!ex.responseStarted)
                    ex.session.frontend.counters().add(ex.worker.number(), FrontendCounter.REQUEST_ERRORS, 1);
                else ex.count(ServerCounter.CLIENT_ABORTS, BackendCounter.CLIENT_ABORTS);
            }
            case CLIENT_ABORTED -> ex.count(ServerCounter.CLIENT_ABORTS, BackendCounter.CLIENT_ABORTS);
            case CONNECT_REFUSED, CONNECT_TIMEOUT, NO_SERVER, QUEUE_TIMEOUT ->
                ex.count(ServerCounter.CONNECT_ERRORS, BackendCounter.CONNECT_ERRORS);
            default -> {}
        }
    }

    private static void countStatus(Exchange ex) {
        int worker = ex.worker.number();
        int hundreds = ex.status / 100 - 1;
        boolean known = hundreds >= 0 && hundreds < FRONTEND.length;
        ex.session.frontend.counters().add(worker, known ? FRONTEND[hundreds] : FrontendCounter.RESPONSES_OTHER, 1);
        BackendPlan plan = ex.backend;
        if (plan != null)
            plan.backend.counters().add(worker, known ? BACKEND[hundreds] : BackendCounter.RESPONSES_OTHER, 1);
        if (ex.server != null && ex.responseStarted)
            ex.server.counters().add(worker, known ? SERVER[hundreds] : ServerCounter.RESPONSES_OTHER, 1);
    }
}
