package io.hecd.admin.metrics;

import io.hecd.admin.metrics.Family.Form;
import io.hecd.admin.stats.Column;
import io.hecd.admin.stats.RowKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The metrics of HAProxy's exporter about proxies and servers, in its order: which kinds of rows have each, and its column. */
final class Families {
    private final Map<RowKind, List<Family>> all = new EnumMap<>(RowKind.class);

    Families() {
        for (RowKind kind : RowKind.values()) all.put(kind, new ArrayList<>());
        sessions();
        servers();
        traffic();
        times();
    }

    List<Family> of(RowKind kind) {
        return all.getOrDefault(kind, List.of());
    }

    private void sessions() {
        gauge("BS", "current_queue", Column.QCUR);
        gauge("BS", "max_queue", Column.QMAX);
        gauge("FLBS", "current_sessions", Column.SCUR);
        gauge("FLBS", "max_sessions", Column.SMAX);
        gauge("FLBS", "limit_sessions", Column.SLIM);
        counter("FLBS", "sessions_total", Column.STOT);
        counter("FLBS", "bytes_in_total", Column.BIN);
        counter("FLBS", "bytes_out_total", Column.BOUT);
        counter("FLB", "requests_denied_total", Column.DREQ);
        counter("FLBS", "responses_denied_total", Column.DRESP);
        counter("FL", "request_errors_total", Column.EREQ);
        counter("BS", "connection_errors_total", Column.ECON);
        counter("BS", "response_errors_total", Column.ERESP);
        counter("BS", "retry_warnings_total", Column.WRETR);
        counter("BS", "redispatch_warnings_total", Column.WREDIS);
        add("FLBS", "status", false, Column.STATUS, Form.STATE);
        gauge("F", "limit_session_rate", Column.RATE_LIM);
    }

    private void servers() {
        gauge("BS", "weight", Column.WEIGHT);
        gauge("B", "active_servers", Column.ACT);
        gauge("B", "backup_servers", Column.BCK);
        counter("S", "check_failures_total", Column.CHKFAIL);
        counter("BS", "check_up_down_total", Column.CHKDOWN);
        gauge("BS", "check_last_change_seconds", Column.LASTCHG);
        counter("BS", "downtime_seconds_total", Column.DOWNTIME);
        gauge("S", "queue_limit", Column.QLIMIT);
        gauge("S", "current_throttle", Column.THROTTLE);
        counter("BS", "loadbalanced_total", Column.LBTOT);
        gauge("FBS", "max_session_rate", Column.RATE_MAX);
        add("S", "check_status", false, Column.CHECK_STATUS, Form.CHECK);
        gauge("S", "check_code", Column.CHECK_CODE);
        seconds("S", "check_duration_seconds", Column.CHECK_DURATION);
    }

    private void traffic() {
        add("FBS", "http_responses_total", true, Column.HRSP_1XX, Form.CODES);
        gauge("F", "http_requests_rate_max", Column.REQ_RATE_MAX);
        counter("FB", "http_requests_total", Column.REQ_TOT);
        counter("BS", "client_aborts_total", Column.CLI_ABRT);
        counter("BS", "server_aborts_total", Column.SRV_ABRT);
        counter("FB", "http_comp_bytes_in_total", Column.COMP_IN);
        counter("FB", "http_comp_bytes_out_total", Column.COMP_OUT);
        counter("FB", "http_comp_bytes_bypassed_total", Column.COMP_BYP);
        counter("FB", "http_comp_responses_total", Column.COMP_RSP);
        gauge("F", "connections_rate_max", Column.CONN_RATE_MAX);
        counter("F", "connections_total", Column.CONN_TOT);
        counter("F", "intercepted_requests_total", Column.INTERCEPTED);
        counter("FL", "denied_connections_total", Column.DCON);
        counter("FL", "denied_sessions_total", Column.DSES);
        gauge("BS", "last_session_seconds", Column.LASTSESS);
        seconds("BS", "queue_time_average_seconds", Column.QTIME);
        seconds("BS", "connect_time_average_seconds", Column.CTIME);
        seconds("BS", "response_time_average_seconds", Column.RTIME);
        seconds("BS", "total_time_average_seconds", Column.TTIME);
    }

    private void times() {
        counter("FLBS", "failed_header_rewriting_total", Column.WREW);
        counter("BS", "connection_attempts_total", Column.CONNECT);
        counter("BS", "connection_reuses_total", Column.REUSE);
        counter("FB", "http_cache_lookups_total", Column.CACHE_LOOKUPS);
        counter("FB", "http_cache_hits_total", Column.CACHE_HITS);
        gauge("S", "idle_connections_current", Column.SRV_ICUR);
        gauge("S", "idle_connections_limit", Column.SRC_ILIM);
        seconds("BS", "max_queue_time_seconds", Column.QTIME_MAX);
        seconds("BS", "max_connect_time_seconds", Column.CTIME_MAX);
        seconds("BS", "max_response_time_seconds", Column.RTIME_MAX);
        seconds("BS", "max_total_time_seconds", Column.TTIME_MAX);
        counter("FLBS", "internal_errors_total", Column.EINT);
        gauge("S", "unsafe_idle_connections_current", Column.IDLE_CONN_CUR);
        gauge("S", "safe_idle_connections_current", Column.SAFE_CONN_CUR);
        gauge("S", "used_connections_current", Column.USED_CONN_CUR);
        gauge("S", "need_connections_current", Column.NEED_CONN_EST);
        gauge("BS", "uweight", Column.UWEIGHT);
        add("B", "agg_server_status", false, Column.AGG_SERVER_STATUS, Form.STATES_OF_SERVERS);
        add("B", "agg_server_check_status", false, Column.AGG_SERVER_CHECK_STATUS, Form.STATES_OF_SERVERS);
        add("B", "agg_check_status", false, Column.AGG_CHECK_STATUS, Form.CHECKS_OF_SERVERS);
    }

    /** @param kinds F(rontend), L(istener), B(ackend), S(erver) */
    private void gauge(String kinds, String name, Column column) {
        add(kinds, name, false, column, Form.NUMBER);
    }

    private void counter(String kinds, String name, Column column) {
        add(kinds, name, true, column, Form.NUMBER);
    }

    private void seconds(String kinds, String name, Column column) {
        add(kinds, name, false, column, Form.SECONDS);
    }

    private void add(String kinds, String name, boolean counter, Column column, Form form) {
        all.forEach((kind, families) -> {
            if (kinds.indexOf(kind.name().charAt(0)) >= 0) families.add(new Family(name, counter, column, form));
        });
    }
}
