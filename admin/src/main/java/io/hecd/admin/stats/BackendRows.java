package io.hecd.admin.stats;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Settings;
import io.hecd.runtime.Proxy;
import io.hecd.stats.Counters;

/** Rows about backends. */
final class BackendRows {
    private BackendRows() {}

    static Row row(Proxy proxy, Backend backend, Moment now, boolean legends) {
        Row row = Row.ofProxy(RowKind.BACKEND, proxy);
        Settings settings = proxy.config().settings();
        boolean http = settings.get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        counters(row, backend, now);
        row.put(Column.MODE, http ? "http" : "tcp");
        if (legends) row.put(Column.ALGO, settings.get(ProxySettings.BALANCE).algorithm());
        row.put(Column.SLIM, backend.fullconn());
        servers(row, backend, now);
        row.putZeros(Column.COMP_IN, Column.COMP_RSP);
        if (http) http(row, backend.counters());
        row.putZeros(Column.AGG_SERVER_STATUS, Column.H1_SPLICED_BYTES_OUT);
        if (http) modules(row, backend);
        return row;
    }

    private static void counters(Row row, Backend backend, Moment now) {
        Counters counters = backend.counters();
        row.put(Column.QCUR, backend.queued().get());
        row.put(Column.QMAX, counters.highest(BackendCounter.QUEUED_MAX));
        row.put(Column.SCUR, backend.inFlight().get());
        row.put(Column.SMAX, counters.highest(BackendCounter.CURRENT_MAX));
        row.put(Column.STOT, counters.sum(BackendCounter.TOTAL));
        row.put(Column.BIN, counters.sum(BackendCounter.BYTES_IN));
        row.put(Column.BOUT, counters.sum(BackendCounter.BYTES_OUT));
        row.put(Column.DREQ, counters.sum(BackendCounter.DENIED_REQUESTS));
        row.put(Column.DRESP, counters.sum(BackendCounter.DENIED_RESPONSES));
        row.put(Column.ECON, counters.sum(BackendCounter.CONNECT_ERRORS));
        row.put(Column.ERESP, counters.sum(BackendCounter.RESPONSE_ERRORS));
        row.put(Column.WRETR, counters.sum(BackendCounter.RETRIES));
        row.put(Column.WREDIS, counters.sum(BackendCounter.REDISPATCHES));
        row.put(Column.LBTOT, counters.sum(BackendCounter.CHOSEN));
        row.put(Column.RATE, backend.sessionRate().perSecond(now.nanos()));
        row.put(Column.RATE_MAX, backend.sessionRate().highest());
        row.put(Column.CLI_ABRT, counters.sum(BackendCounter.CLIENT_ABORTS));
        row.put(Column.SRV_ABRT, counters.sum(BackendCounter.SERVER_ABORTS));
        row.put(Column.LASTSESS, now.lastSession(counters.highest(BackendCounter.LAST_SESSION)));
        row.put(Column.WREW, counters.sum(BackendCounter.FAILED_REWRITES));
        row.put(Column.CONNECT, counters.sum(BackendCounter.CONNECTS));
        row.put(Column.REUSE, counters.sum(BackendCounter.REUSES));
        row.put(Column.EINT, counters.sum(BackendCounter.INTERNAL_ERRORS));
        row.putTimes(backend.averages());
    }

    private static void servers(Row row, Backend backend, Moment now) {
        ServerSet set = backend.servers();
        long weight = 0;
        long userWeight = 0;
        for (int i = 0; i < set.size(); i++) {
            weight += weight(set.usable(i));
            userWeight += set.usable(i).userWeight();
        }
        long active = 0;
        long backups = 0;
        for (Server server : set.all()) {
            if (!server.isUsable()) continue;
            if (server.isBackup()) backups++;
            else active++;
        }
        row.put(Column.STATUS, set.size() > 0 || set.all().isEmpty() ? "UP" : "DOWN");
        row.put(Column.WEIGHT, weight);
        row.put(Column.UWEIGHT, userWeight);
        row.put(Column.ACT, active);
        row.put(Column.BCK, backups);
        row.put(Column.CHKDOWN, backend.outages().count());
        row.put(Column.LASTCHG, now.secondsSince(backend.outages().changedAtMillis()));
        if (!set.all().isEmpty()) row.put(Column.DOWNTIME, backend.outages().downMillis(now.wallMillis()) / 1000);
    }

    /** The weight that counts now: below the operator's during slowstart. */
    static long weight(Server server) {
        int percent = server.throttlePercent();
        return percent == 100 ? server.userWeight() : ((long) server.userWeight() * percent + 99) / 100;
    }

    private static void http(Row row, Counters counters) {
        row.put(Column.HRSP_1XX, counters.sum(BackendCounter.RESPONSES_1XX));
        row.put(Column.HRSP_2XX, counters.sum(BackendCounter.RESPONSES_2XX));
        row.put(Column.HRSP_3XX, counters.sum(BackendCounter.RESPONSES_3XX));
        row.put(Column.HRSP_4XX, counters.sum(BackendCounter.RESPONSES_4XX));
        row.put(Column.HRSP_5XX, counters.sum(BackendCounter.RESPONSES_5XX));
        row.put(Column.HRSP_OTHER, counters.sum(BackendCounter.RESPONSES_OTHER));
        row.put(Column.REQ_TOT, counters.sum(BackendCounter.REQUESTS));
        row.putZeros(Column.CACHE_LOOKUPS, Column.CACHE_HITS);
    }

    private static void modules(Row row, Backend backend) {
        Counters counters = backend.counters();
        long open = 0;
        for (Server server : backend.servers().all()) {
            open += server.inFlight();
            for (int worker = 0; worker < server.workers(); worker++)
                open += server.pool(worker).size();
        }
        row.put(Column.H1_OPEN_CONNECTIONS, open);
        long connections = counters.sum(BackendCounter.CONNECTS);
        row.put(Column.H1_TOTAL_CONNECTIONS, connections);
        row.put(Column.H1_TOTAL_STREAMS, connections + counters.sum(BackendCounter.REUSES));
        row.put(Column.H1_BYTES_IN, counters.sum(BackendCounter.BYTES_OUT));
        row.put(Column.H1_BYTES_OUT, counters.sum(BackendCounter.BYTES_IN));
    }
}
