package io.hecd.admin.stats;

import io.hecd.backend.AdminState;
import io.hecd.backend.OperState;
import io.hecd.backend.Pool;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ServerSettings;
import io.hecd.health.check.HealthState;
import io.hecd.runtime.Proxy;
import io.hecd.stats.Counters;
import java.util.Optional;

/** Rows about servers, and the words for what state a server is in. */
final class ServerRows {
    private ServerRows() {}

    /** How a server stands: what the page colours and the column `status` says. */
    record Standing(String words, State state, boolean isBackup, Optional<HealthState> health) {
        boolean isDown() {
            return state == State.DOWN || state == State.GOING_UP || state == State.MAINT;
        }

        boolean isMaint() {
            return state == State.MAINT;
        }
    }

    enum State {
        UP,
        GOING_DOWN,
        GOING_UP,
        DOWN,
        NOLB,
        DRAIN,
        NO_CHECK,
        MAINT
    }

    static Standing standing(Server server, Optional<HealthState> health) {
        boolean backup = server.isBackup();
        int admin = server.adminState();
        if ((admin & AdminState.RESOLUTION_MAINT) != 0)
            return new Standing("MAINT (resolution)", State.MAINT, backup, health);
        if ((admin & AdminState.MAINT) != 0) return new Standing("MAINT", State.MAINT, backup, health);
        State state = operational(server, health);
        boolean between = health.isPresent() && isBetween(health.get(), state);
        String word = switch (state) {
            case UP, GOING_DOWN -> "UP";
            case GOING_UP, DOWN -> "DOWN";
            case NO_CHECK -> "no check";
            default -> state.name();
        };
        return new Standing(between ? word + " " + steps(health.get(), state) : word, state, backup, health);
    }

    private static State operational(Server server, Optional<HealthState> health) {
        boolean drain = (server.adminState() & AdminState.DRAIN) != 0 || server.userWeight() == 0;
        switch (server.operState()) {
            case STOPPING:
                return State.NOLB;
            case STOPPED:
                return health.isPresent() && health.get().health() > 0 ? State.GOING_UP : State.DOWN;
            default:
                if (drain) return State.DRAIN;
                if (health.isEmpty()) return State.NO_CHECK;
                HealthState known = health.get();
                return known.health() < known.rise() + known.fall() - 1 ? State.GOING_DOWN : State.UP;
        }
    }

    /** Neither fully up nor fully down: the words have a fraction then. */
    private static boolean isBetween(HealthState health, State state) {
        if (state == State.GOING_DOWN || state == State.GOING_UP) return true;
        boolean counts = state == State.NOLB || state == State.DRAIN;
        return counts && health.health() < health.rise() + health.fall() - 1;
    }

    private static String steps(HealthState health, State state) {
        return state == State.GOING_UP
                ? health.health() + "/" + health.rise()
                : health.health() - health.rise() + 1 + "/" + health.fall();
    }

    static Row row(Proxy proxy, Server server, Standing standing, Moment now, boolean legends) {
        Row row = Row.ofServer(proxy, server);
        boolean http = proxy.config().settings().get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        row.put(Column.MODE, http ? "http" : "tcp");
        counters(row, server, now);
        if (http) http(row, server.counters());
        row.put(Column.STATUS, standing.words());
        row.put(Column.LASTCHG, now.secondsSince(server.changedAtMillis()));
        row.put(Column.WEIGHT, BackendRows.weight(server));
        row.put(Column.UWEIGHT, server.userWeight());
        row.put(Column.ACT, server.isBackup() ? 0 : 1);
        row.put(Column.BCK, server.isBackup() ? 1 : 0);
        if (server.maxconn() > 0) row.put(Column.SLIM, server.maxconn());
        int maxqueue = server.config().settings().get(ServerSettings.MAXQUEUE);
        if (maxqueue > 0) row.put(Column.QLIMIT, maxqueue);
        if (server.operState() == OperState.STARTING) row.put(Column.THROTTLE, server.throttlePercent());
        if (legends) row.put(Column.ADDR, Addresses.text(server.address()));
        connections(row, server);
        standing.health().ifPresent(health -> checks(row, server, standing, health, now));
        row.putZeros(Column.SSL_SESS, Column.SSL_FAILED_HANDSHAKE);
        return row;
    }

    private static void counters(Row row, Server server, Moment now) {
        Counters counters = server.counters();
        row.put(Column.QCUR, server.queued().get());
        row.put(Column.QMAX, counters.highest(ServerCounter.QUEUED_MAX));
        row.put(Column.SCUR, server.inFlight());
        row.put(Column.SMAX, counters.highest(ServerCounter.CURRENT_MAX));
        row.put(Column.STOT, counters.sum(ServerCounter.TOTAL));
        row.put(Column.BIN, counters.sum(ServerCounter.BYTES_IN));
        row.put(Column.BOUT, counters.sum(ServerCounter.BYTES_OUT));
        row.put(Column.DRESP, counters.sum(ServerCounter.DENIED_RESPONSES));
        row.put(Column.ECON, counters.sum(ServerCounter.CONNECT_ERRORS));
        row.put(Column.ERESP, counters.sum(ServerCounter.RESPONSE_ERRORS));
        row.put(Column.WRETR, counters.sum(ServerCounter.RETRIES));
        row.put(Column.WREDIS, counters.sum(ServerCounter.REDISPATCHES));
        row.put(Column.LBTOT, counters.sum(ServerCounter.CHOSEN));
        row.put(Column.RATE, server.sessionRate().perSecond(now.nanos()));
        row.put(Column.RATE_MAX, server.sessionRate().highest());
        row.put(Column.CLI_ABRT, counters.sum(ServerCounter.CLIENT_ABORTS));
        row.put(Column.SRV_ABRT, counters.sum(ServerCounter.SERVER_ABORTS));
        row.put(Column.LASTSESS, now.lastSession(counters.highest(ServerCounter.LAST_SESSION)));
        row.put(Column.WREW, counters.sum(ServerCounter.FAILED_REWRITES));
        row.put(Column.CONNECT, counters.sum(ServerCounter.CONNECTS));
        row.put(Column.REUSE, counters.sum(ServerCounter.REUSES));
        row.put(Column.EINT, counters.sum(ServerCounter.INTERNAL_ERRORS));
        row.putTimes(server.averages());
    }

    private static void http(Row row, Counters counters) {
        ServerCounter[] classes = {
            ServerCounter.RESPONSES_1XX, ServerCounter.RESPONSES_2XX, ServerCounter.RESPONSES_3XX,
            ServerCounter.RESPONSES_4XX, ServerCounter.RESPONSES_5XX, ServerCounter.RESPONSES_OTHER
        };
        long all = 0;
        for (int i = 0; i < classes.length; i++) {
            long count = counters.sum(classes[i]);
            row.put(Column.values()[Column.HRSP_1XX.ordinal() + i], count);
            all += count;
        }
        row.put(Column.REQ_TOT, all);
    }

    private static void connections(Row row, Server server) {
        long idle = 0;
        long proven = 0;
        for (int worker = 0; worker < server.workers(); worker++) {
            Pool pool = server.pool(worker);
            idle += pool.size();
            proven += pool.proven();
        }
        row.put(Column.SRV_ICUR, idle);
        row.put(Column.IDLE_CONN_CUR, Math.max(0, idle - proven));
        row.put(Column.SAFE_CONN_CUR, Math.min(idle, proven));
        row.put(Column.USED_CONN_CUR, server.inFlight());
        row.put(Column.NEED_CONN_EST, Math.max(row.number(Column.SMAX), server.inFlight()));
        if (server.poolMaxConn() >= 0) row.put(Column.SRC_ILIM, server.poolMaxConn());
    }

    private static void checks(Row row, Server server, Standing standing, HealthState health, Moment now) {
        row.put(Column.CHKFAIL, health.failed());
        row.put(Column.CHKDOWN, health.downs());
        row.put(Column.DOWNTIME, server.outages().downMillis(now.wallMillis()) / 1000);
        if (standing.isMaint()) return;
        row.put(Column.CHECK_STATUS, health.statusWord());
        if (health.status().hasCode()) row.put(Column.CHECK_CODE, health.code());
        if (health.durationMillis() >= 0) row.put(Column.CHECK_DURATION, health.durationMillis());
        row.put(Column.CHECK_DESC, health.status().words());
        row.put(Column.LAST_CHK, health.detail());
        row.put(Column.CHECK_RISE, health.rise());
        row.put(Column.CHECK_FALL, health.fall());
        row.put(Column.CHECK_HEALTH, health.health());
    }
}
