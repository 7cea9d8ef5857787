package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.traffic.Timings;

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
        if (ex.isHttp()) countStatus(ex);
        countTimes(ex);
        countUnread(ex);
        switch (ex.ending) {
            case BAD_REQUEST, URI_TOO_LONG, HEAD_TOO_LARGE, METHOD_REFUSED, CLIENT_CLOSED ->
                ex.session.count(FrontendCounter.REQUEST_ERRORS, 1);
            case CLIENT_TIMEOUT -> {
                if (!ex.responseStarted) ex.session.count(FrontendCounter.REQUEST_ERRORS, 1);
                else ex.count(ServerCounter.CLIENT_ABORTS, BackendCounter.CLIENT_ABORTS);
            }
            case CLIENT_ABORTED -> ex.count(ServerCounter.CLIENT_ABORTS, BackendCounter.CLIENT_ABORTS);
            case CONNECT_REFUSED, CONNECT_TIMEOUT, NO_SERVER, QUEUE_TIMEOUT ->
                ex.count(ServerCounter.CONNECT_ERRORS, BackendCounter.CONNECT_ERRORS);
            case INTERNAL, RESOURCES -> {
                ex.session.count(FrontendCounter.INTERNAL_ERRORS, 1);
                ex.count(ServerCounter.INTERNAL_ERRORS, BackendCounter.INTERNAL_ERRORS);
            }
            default -> {}
        }
    }

    /** Of what came as far as a server's connection, and in http as far as its answer. */
    private static void countTimes(Exchange ex) {
        Timings t = ex.timings;
        BackendPlan plan = ex.backend;
        long answered = ex.isHttp() ? t.responseRead : t.connected;
        if (plan == null || t.connected == Timings.UNSET || answered == Timings.UNSET) return;
        long queue = Math.max(0, Timings.millis(t.requestRead, t.assigned));
        long connect = Math.max(0, Timings.millis(t.assigned, t.connected));
        long response = Timings.millis(t.connected, answered);
        long total = Timings.millis(ex.session.exchanges() <= 1 ? t.accepted : t.requestBegun, t.ended);
        int worker = ex.worker.number();
        plan.backend.averages().add(worker, queue, connect, response, total);
        Server server = ex.server;
        if (server == null) return;
        server.averages().add(worker, queue, connect, response, total);
        server.responseTimes().add(worker, answered - t.connected);
    }

    /** The head of an answer of the server, whatever becomes of it here. */
    public static void answered(Exchange ex, int status) {
        int hundreds = status / 100 - 1;
        boolean known = hundreds >= 0 && hundreds < SERVER.length;
        ex.requireServer()
                .counters()
                .add(ex.worker.number(), known ? SERVER[hundreds] : ServerCounter.RESPONSES_OTHER, 1);
    }

    /** What came of a request that was never read to the end of its head counts as a request all the same. */
    private static void countUnread(Exchange ex) {
        if (ex.isHttp() && ex.timings.requestRead == Timings.UNSET && !ex.counted)
            ex.session.count(FrontendCounter.REQUESTS, 1);
    }

    private static void countStatus(Exchange ex) {
        int worker = ex.worker.number();
        int hundreds = ex.status / 100 - 1;
        boolean known = hundreds >= 0 && hundreds < FRONTEND.length;
        ex.session.frontend.counters().add(worker, known ? FRONTEND[hundreds] : FrontendCounter.RESPONSES_OTHER, 1);
        BackendPlan plan = ex.backend;
        if (plan != null) {
            plan.backend.counters().add(worker, known ? BACKEND[hundreds] : BackendCounter.RESPONSES_OTHER, 1);
            plan.backend.counters().add(worker, BackendCounter.REQUESTS, 1);
        }
    }
}
