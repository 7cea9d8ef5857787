package io.hecd.admin.stats;

import io.hecd.config.model.BindSettings;
import io.hecd.listener.Listener;
import io.hecd.proxy.Frontend;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.FrontendPlan;
import io.hecd.runtime.Proxy;
import io.hecd.stats.Counters;
import java.util.Objects;

/** Rows about frontends and their listeners. */
final class FrontendRows {
    private FrontendRows() {}

    static Row row(Proxy proxy, Frontend frontend, Moment now) {
        Row row = Row.ofProxy(RowKind.FRONTEND, proxy);
        FrontendPlan plan = frontend.plan();
        Counters counters = frontend.counters();
        row.put(Column.SCUR, frontend.connections().get());
        row.put(Column.SLIM, frontend.maxconn());
        counters(row, counters);
        row.put(Column.STOT, counters.sum(FrontendCounter.SESSIONS));
        row.put(Column.STATUS, status(frontend, now));
        row.put(Column.MODE, plan.http ? "http" : "tcp");
        row.put(Column.RATE, frontend.sessionRate().perSecond(now.nanos()));
        row.put(Column.RATE_LIM, plan.sessionRate);
        row.put(Column.RATE_MAX, frontend.sessionRate().highest());
        row.put(Column.REQ_RATE, frontend.requestRate().perSecond(now.nanos()));
        row.put(Column.REQ_RATE_MAX, frontend.requestRate().highest());
        row.put(Column.REQ_TOT, counters.sum(FrontendCounter.REQUESTS));
        row.put(Column.CONN_RATE, frontend.connectionRate().perSecond(now.nanos()));
        row.put(Column.CONN_RATE_MAX, frontend.connectionRate().highest());
        row.put(Column.CONN_TOT, counters.sum(FrontendCounter.CONNECTIONS));
        row.putZeros(Column.COMP_IN, Column.COMP_RSP);
        if (plan.http) http(row, counters);
        modules(row, frontend, plan.http);
        return row;
    }

    private static String status(Frontend frontend, Moment now) {
        if (now.draining() || frontend.isGone() || frontend.state() == Frontend.State.STOPPED) return "STOP";
        return frontend.state() == Frontend.State.PAUSED ? "PAUSED" : "OPEN";
    }

    /** What a frontend and a listener both have. */
    private static void counters(Row row, Counters counters) {
        row.put(Column.SMAX, counters.highest(FrontendCounter.CURRENT_MAX));
        row.put(Column.BIN, counters.sum(FrontendCounter.BYTES_IN));
        row.put(Column.BOUT, counters.sum(FrontendCounter.BYTES_OUT));
        row.put(Column.DREQ, counters.sum(FrontendCounter.DENIED_REQUESTS));
        row.put(Column.DRESP, counters.sum(FrontendCounter.DENIED_RESPONSES));
        row.put(Column.EREQ, counters.sum(FrontendCounter.REQUEST_ERRORS));
        row.put(Column.DCON, counters.sum(FrontendCounter.DENIED_CONNECTIONS));
        row.put(Column.DSES, counters.sum(FrontendCounter.DENIED_SESSIONS));
        row.put(Column.WREW, counters.sum(FrontendCounter.FAILED_REWRITES));
        row.put(Column.EINT, counters.sum(FrontendCounter.INTERNAL_ERRORS));
    }

    private static void http(Row row, Counters counters) {
        row.put(Column.HRSP_1XX, counters.sum(FrontendCounter.RESPONSES_1XX));
        row.put(Column.HRSP_2XX, counters.sum(FrontendCounter.RESPONSES_2XX));
        row.put(Column.HRSP_3XX, counters.sum(FrontendCounter.RESPONSES_3XX));
        row.put(Column.HRSP_4XX, counters.sum(FrontendCounter.RESPONSES_4XX));
        row.put(Column.HRSP_5XX, counters.sum(FrontendCounter.RESPONSES_5XX));
        row.put(Column.HRSP_OTHER, counters.sum(FrontendCounter.RESPONSES_OTHER));
        row.put(Column.INTERCEPTED, counters.sum(FrontendCounter.INTERCEPTED));
        row.putZeros(Column.CACHE_LOOKUPS, Column.CACHE_HITS);
    }

    private static void modules(Row row, Frontend frontend, boolean http) {
        row.putZeros(Column.SSL_SESS, Column.H1_SPLICED_BYTES_OUT);
        if (!http) return;
        Counters counters = frontend.counters();
        row.put(Column.H1_OPEN_CONNECTIONS, frontend.connections().get());
        row.put(Column.H1_TOTAL_CONNECTIONS, counters.sum(FrontendCounter.SESSIONS));
        row.put(Column.H1_TOTAL_STREAMS, counters.sum(FrontendCounter.REQUESTS));
        row.put(Column.H1_BYTES_IN, counters.sum(FrontendCounter.BYTES_IN));
        row.put(Column.H1_BYTES_OUT, counters.sum(FrontendCounter.BYTES_OUT));
    }

    /** `id` of the bind line, else its place. */
    static int number(Listener listener, int place) {
        int id = listener.bind().settings().get(BindSettings.ID);
        return id > 0 ? id : place;
    }

    static Row row(Proxy proxy, Listener listener, int id, Moment now, boolean legends) {
        String name = listener.bind().settings().get(BindSettings.NAME);
        Row row = Row.of(RowKind.LISTENER, proxy, name.isEmpty() ? "sock-" + id : name, id);
        row.put(Column.SCUR, listener.connections());
        row.put(Column.SLIM, listener.maxconn());
        Counters counters = Objects.requireNonNull(listener.counters());
        counters(row, counters);
        // Of a listener all that came are told, let in or not.
        row.put(Column.STOT, counters.sum(FrontendCounter.CONNECTIONS));
        boolean full = listener.maxconn() > 0 && listener.connections() >= listener.maxconn();
        row.put(Column.STATUS, now.draining() ? "STOP" : full ? "FULL" : "OPEN");
        row.put(Column.MODE, Objects.requireNonNull(proxy.frontend()).plan().http ? "http" : "tcp");
        if (legends) row.put(Column.ADDR, Addresses.text(listener.bound()));
        row.putZeros(Column.SSL_SESS, Column.SSL_FAILED_HANDSHAKE);
        return row;
    }
}
