package io.hecd.admin.stats;

import io.hecd.names.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The statistics as a page without JavaScript: a table per proxy, states in the colours that HAProxy's users know. */
final class StatsPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}body{font:13px sans-serif;margin:1em}table{border-collapse:collapse;margin:0 0 1.5em}
            th,td{border:1px solid #8888;padding:2px 6px;text-align:right}th{background:#8883;font-weight:600}
            th.name,td.name,td.word{text-align:left}caption{text-align:left;font-weight:700;padding:4px 0}
            .frontend,.backend{background:#8882;font-weight:600}.warning{border:2px solid #c00;padding:6px}
            .active_up,.active_no_check{background:#2a62}.active_up{background:#0a04}.backup_up{background:#06c4}
            .active_going_down,.backup_going_down{background:#fc06}.active_going_up,.backup_going_up{background:#fa06}
            .active_down,.backup_down{background:#d006}.active_draining,.backup_draining{background:#08f5}
            .active_nolb,.backup_nolb{background:#0cc5}.backup_no_check{background:#8884}.maintain{background:#b505}
            """;
    static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(digest(STYLE))
            + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Column[] COLUMNS = {
        Column.QCUR, Column.QMAX, Column.SCUR, Column.SMAX, Column.SLIM, Column.STOT, Column.RATE, Column.RATE_MAX,
        Column.LASTSESS, Column.BIN, Column.BOUT, Column.DREQ, Column.DRESP, Column.EREQ, Column.ECON, Column.ERESP,
        Column.WRETR, Column.WREDIS, Column.HRSP_2XX, Column.HRSP_4XX, Column.HRSP_5XX, Column.RTIME
    };

    private final PagePlan plan;
    private final StatsService.Tables now;
    private final PageWords words;
    private final StringBuilder out = new StringBuilder(64 * 1024);

    StatsPage(PagePlan plan, StatsService.Tables now, PageWords words) {
        this.plan = plan;
        this.now = now;
        this.words = words;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String html(List<Row> rows) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Statistics</title>");
        out.append("<meta name=\"viewport\" content=\"width=device-width\"><style>")
                .append(STYLE);
        out.append("</style></head><body>\n");
        head();
        String proxy = "";
        for (Row row : rows) {
            String name = row.text(Column.PXNAME);
            if (!name.equals(proxy)) {
                if (!proxy.isEmpty()) out.append("</tbody></table>\n");
                begin(name);
                proxy = name;
            }
            row(row);
        }
        if (!proxy.isEmpty()) out.append("</tbody></table>\n");
        return out.append("</body></html>\n").toString();
    }

    private void head() {
        out.append("<h1>");
        if (!plan.hidesVersion())
            out.append("HAProxy version ")
                    .append(Identity.FULL_VERSION)
                    .append(", ")
                    .append(Identity.PRODUCT);
        else out.append("Statistics");
        plan.node().ifPresent(name -> {
            out.append(" on ");
            text(name.isEmpty() ? ProcessTable.node(now.stats().balancer().global()) : name);
        });
        plan.description().ifPresent(told -> {
            out.append(": ");
            text(told);
        });
        out.append("</h1>\n");
        if (plan.hasWellKnownPassword())
            out.append("<p class=\"warning\">The password of this page is one that everybody knows.</p>\n");
        process();
        String at = plan.uri();
        for (String form : new String[] {"", ";csv", ";json", ";up", ";norefresh"}) {
            out.append("<a href=\"");
            text(at + form);
            out.append("\">").append(form.isEmpty() ? "all" : form.substring(1)).append("</a> ");
        }
        if (!words.scope().isEmpty()) {
            out.append("<p>Only proxies with ");
            text(words.scope());
            out.append(" in their name.</p>");
        }
        out.append('\n');
    }

    private void process() {
        for (ProcessTable.Field field : now.process().fields()) {
            switch (field.name()) {
                case "Pid" -> told("<p>pid = ", field.value());
                case "Uptime" -> told("; uptime = ", field.value());
                case "Maxconn" -> told("; maxconn = ", field.value());
                case "CurrConns" -> told("; current conns = ", field.value());
                case "ConnRate" -> told("; conn rate = ", field.value() + "/sec");
                case "Run_queue" -> told("; run queue = ", field.value());
                case "Idle_pct" -> told("; idle = ", field.value() + " %</p>\n");
                default -> {}
            }
        }
    }

    private void told(String before, String value) {
        out.append(before).append(value);
    }

    private void begin(String name) {
        out.append("<table><caption>");
        text(name);
        out.append("</caption><thead><tr><th class=\"name\">name</th>");
        for (Column column : COLUMNS) {
            out.append("<th title=\"");
            text(column.description());
            out.append("\">").append(column.title()).append("</th>");
        }
        out.append("<th>p50</th><th>p99</th><th>status</th><th>check</th><th>weight</th></tr></thead><tbody>\n");
    }

    private void row(Row row) {
        out.append("<tr class=\"").append(style(row)).append("\"><td class=\"name\">");
        text(row.text(Column.SVNAME));
        out.append("</td>");
        for (Column column : COLUMNS) cell("", row.text(column));
        var server = row.server();
        if (server == null) out.append("<td></td><td></td>");
        else {
            var times = server.responseTimes().snapshot();
            cell("", times.count() == 0 ? "" : millis(times.percentileMicros(0.5)));
            cell("", times.count() == 0 ? "" : millis(times.percentileMicros(0.99)));
        }
        cell("word", row.text(Column.STATUS));
        String check = row.text(Column.CHECK_STATUS);
        String detail = row.text(Column.LAST_CHK);
        cell("word", detail.isEmpty() ? check : check + ": " + detail);
        cell("", row.text(Column.WEIGHT));
        out.append("</tr>\n");
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
    }

    private void cell(String style, String value) {
        out.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">");
        text(value);
        out.append("</td>");
    }

    /** The names of HAProxy's own style sheet, which people's tools and habits know. */
    private static String style(Row row) {
        if (row.kind() != RowKind.SERVER) return row.kind().word().toLowerCase(Locale.ROOT);
        String status = row.text(Column.STATUS);
        if (status.startsWith("MAINT")) return "maintain";
        String who = row.number(Column.BCK) > 0 ? "backup_" : "active_";
        if (status.equals("UP")) return who + "up";
        if (status.startsWith("UP ")) return who + "going_down";
        if (status.equals("DOWN")) return who + "down";
        if (status.startsWith("DOWN ")) return who + "going_up";
        if (status.startsWith("NOLB")) return who + "nolb";
        return who + (status.startsWith("DRAIN") ? "draining" : "no_check");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' || c == 0x7f ? ' ' : c);
            }
        }
    }
}
