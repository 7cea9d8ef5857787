package io.hecd.admin.metrics;

import io.hecd.admin.stats.Column;
import io.hecd.admin.stats.Row;
import io.hecd.admin.stats.RowFilter;
import io.hecd.admin.stats.RowKind;
import io.hecd.admin.stats.StatsTable;
import io.hecd.backend.AdminState;
import io.hecd.backend.Server;
import io.hecd.config.model.ProxySettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metrics of HAProxy's exporter about frontends, listeners, backends and servers: the statistics, read once for a scrape. */
final class ProxyMetrics {
    private static final Families FAMILIES = new Families();

    private static final List<String> STATES = List.of("DOWN", "UP");
    private static final List<String> SERVER_STATES = List.of("DOWN", "UP", "MAINT", "DRAIN", "NOLB");
    private static final List<String> LISTENER_STATES = List.of("WAITING", "OPEN", "FULL");
    private static final List<String> CHECKS = List.of(
            "HANA",
            "SOCKERR",
            "L4OK",
            "L4TOUT",
            "L4CON",
            "L6OK",
            "L6TOUT",
            "L6RSP",
            "L7TOUT",
            "L7RSP",
            "L7OK",
            "L7OKC",
            "L7STS",
            "PROCERR",
            "PROCTOUT",
            "PROCOK");

    private static final Map<String, Column> CODES = new LinkedHashMap<>();

    static {
        CODES.put("1xx", Column.HRSP_1XX);
        CODES.put("2xx", Column.HRSP_2XX);
        CODES.put("3xx", Column.HRSP_3XX);
        CODES.put("4xx", Column.HRSP_4XX);
        CODES.put("5xx", Column.HRSP_5XX);
        CODES.put("other", Column.HRSP_OTHER);
    }

    /** A row, with its labels made once. */
    private record Labelled(Row row, String labels, boolean http) {}

    private final Map<RowKind, List<Labelled>> rows = new EnumMap<>(RowKind.class);

    ProxyMetrics(StatsTable table, boolean noMaint) {
        for (RowKind kind : RowKind.values()) rows.put(kind, new ArrayList<>());
        table.each(RowFilter.ALL.withNoMaint(noMaint), row -> of(row.kind()).add(labelled(row)));
    }

    private List<Labelled> of(RowKind kind) {
        return rows.getOrDefault(kind, List.of());
    }

    private static Labelled labelled(Row row) {
        String labels = Samples.label("proxy", row.text(Column.PXNAME));
        String name = row.text(Column.SVNAME);
        if (row.kind() == RowKind.SERVER) labels += "," + Samples.label("server", name);
        if (row.kind() == RowKind.LISTENER) labels += "," + Samples.label("listener", name);
        boolean http = row.proxy().config().settings().get(ProxySettings.MODE) == ProxySettings.Mode.HTTP;
        return new Labelled(row, labels, http);
    }

    void write(RowKind kind, Samples out) {
        String prefix = "haproxy_" + kind.name().toLowerCase(Locale.ROOT) + "_";
        for (Family family : FAMILIES.of(kind)) {
            out.family(prefix + family.name(), family.type(), family.column().description());
            switch (family.form()) {
                case NUMBER, SECONDS -> plain(kind, family, out);
                case CODES -> codes(kind, family, out);
                case STATE -> states(kind, out);
                case CHECK -> checks(kind, out);
                case STATES_OF_SERVERS -> ofServers(SERVER_STATES, Column.STATUS, out);
                case CHECKS_OF_SERVERS -> ofServers(CHECKS, Column.CHECK_STATUS, out);
            }
        }
    }

    private void plain(RowKind kind, Family family, Samples out) {
        for (Labelled one : of(kind)) {
            if (family.isOfHttp() && !one.http) continue;
            if (family.isOfCheck() && !one.row.has(Column.CHECK_STATUS)) continue;
            // A check that has seen no status has code 0.
            boolean known = one.row.has(family.column()) || family.isOfCheck();
            if (!known) out.sample(one.labels, "NaN");
            else if (family.form() == Family.Form.SECONDS)
                out.sample(one.labels, Samples.seconds(one.row.number(family.column())));
            else out.sample(one.labels, one.row.number(family.column()));
        }
    }

    private void codes(RowKind kind, Family family, Samples out) {
        CODES.forEach((code, column) -> {
            for (Labelled one : of(kind))
                if (one.http || !family.isOfHttp())
                    out.sample(one.labels + ",code=\"" + code + "\"", one.row.number(column));
        });
    }

    private void states(RowKind kind, Samples out) {
        List<String> all = kind == RowKind.SERVER ? SERVER_STATES : kind == RowKind.LISTENER ? LISTENER_STATES : STATES;
        for (Labelled one : of(kind)) {
            String now = state(one.row);
            for (String state : all) out.sample(one.labels + ",state=\"" + state + "\"", state.equals(now) ? 1 : 0);
        }
    }

    private static String state(Row row) {
        Server server = row.server();
        if (server != null) return state(server);
        String status = row.text(Column.STATUS);
        if (row.kind() == RowKind.LISTENER) return status;
        return status.startsWith("DOWN") || status.startsWith("STOP") ? "DOWN" : "UP";
    }

    /** Other words than those of the statistics page: a server without weight is UP here, as in HAProxy. */
    private static String state(Server server) {
        if ((server.adminState() & AdminState.MAINT) != 0) return "MAINT";
        return switch (server.operState()) {
            case RUNNING, STARTING -> (server.adminState() & AdminState.DRAIN) != 0 ? "DRAIN" : "UP";
            case STOPPING -> "NOLB";
            case STOPPED -> "DOWN";
        };
    }

    private void checks(RowKind kind, Samples out) {
        for (Labelled one : of(kind)) {
            if (!one.row.has(Column.CHECK_STATUS)) continue;
            String now = check(one.row);
            for (String check : CHECKS) out.sample(one.labels + ",state=\"" + check + "\"", check.equals(now) ? 1 : 0);
        }
    }

    /** Without the star of a check that runs. */
    private static String check(Row row) {
        String status = row.text(Column.CHECK_STATUS);
        return status.startsWith("* ") ? status.substring(2) : status;
    }

    private void ofServers(List<String> states, Column column, Samples out) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Labelled server : of(RowKind.SERVER)) {
            String now = column == Column.STATUS ? state(server.row) : check(server.row);
            counts.computeIfAbsent(server.row.text(Column.PXNAME), proxy -> new HashMap<>())
                    .merge(now, 1, Integer::sum);
        }
        for (Labelled backend : of(RowKind.BACKEND)) {
            Map<String, Integer> of = counts.getOrDefault(backend.row.text(Column.PXNAME), Map.of());
            for (String state : states)
                out.sample(backend.labels + ",state=\"" + state + "\"", of.getOrDefault(state, 0));
        }
    }
}
