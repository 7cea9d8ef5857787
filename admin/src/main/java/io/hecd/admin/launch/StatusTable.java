package io.hecd.admin.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link StatusReport} as a table for a terminal: the page of statistics, in what matters first. */
final class StatusTable {
    private static final String[] TITLES = {"", "STATUS", "SESSIONS", "QUEUE", "RATE", "TOTAL", "ERRORS", "5XX", "CHECK"
    };
    private static final String GREEN = "\033[32m";
    private static final String RED = "\033[31m";
    private static final String YELLOW = "\033[33m";
    private static final String PLAIN = "\033[0m";

    private final StatusReport report;
    private final boolean colours;

    StatusTable(StatusReport report, boolean colours) {
        this.report = report;
        this.colours = colours;
    }

    String text() {
        List<String[]> table = new ArrayList<>();
        table.add(TITLES);
        for (Map<String, String> row : report.rows()) table.add(cells(row));
        int[] widths = new int[TITLES.length];
        for (String[] cells : table)
            for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], cells[i].length());
        StringBuilder out = new StringBuilder(head());
        for (String[] cells : table) line(cells, widths, out);
        return out.toString();
    }

    private String head() {
        Map<String, String> info = report.info();
        return Terminal.printable(info.getOrDefault("Name", "") + " " + info.getOrDefault("Version", "") + ", pid "
                        + info.getOrDefault("Pid", "?") + ", up " + info.getOrDefault("Uptime", "?") + ", "
                        + info.getOrDefault("CurrConns", "0") + " of " + limit(info.getOrDefault("Maxconn", "0"))
                        + " connections, " + info.getOrDefault("CumReq", "0") + " requests")
                + "\n\n";
    }

    private static String limit(String most) {
        return most.equals("0") || most.isEmpty() ? "any number of" : most;
    }

    private static String[] cells(Map<String, String> row) {
        String type = row.getOrDefault("type", "");
        boolean part = type.equals("2") || type.equals("3");
        String name = part ? "  " + row.getOrDefault("svname", "") : row.getOrDefault("pxname", "") + side(type);
        String most = row.getOrDefault("slim", "");
        String sessions = row.getOrDefault("scur", "0") + (most.isEmpty() || most.equals("0") ? "" : "/" + most);
        return new String[] {
            Terminal.printable(name),
            Terminal.printable(row.getOrDefault("status", "")),
            sessions,
            row.getOrDefault("qcur", ""),
            row.getOrDefault("rate", ""),
            row.getOrDefault("req_tot", row.getOrDefault("stot", "")),
            errors(row),
            row.getOrDefault("hrsp_5xx", ""),
            Terminal.printable(check(row))
        };
    }

    private static String side(String type) {
        return switch (type) {
            case "0" -> " (front)";
            case "1" -> " (back)";
            default -> "";
        };
    }

    private static String errors(Map<String, String> row) {
        long sum = 0;
        for (String column : new String[] {"ereq", "econ", "eresp"}) {
            String value = row.getOrDefault(column, "");
            if (value.matches("[0-9]{1,18}")) sum += Long.parseLong(value);
        }
        return Long.toString(sum);
    }

    private static String check(Map<String, String> row) {
        String status = row.getOrDefault("check_status", "");
        String detail = row.getOrDefault("last_chk", "");
        return status.isEmpty() ? "" : detail.isEmpty() ? status : status + " " + detail;
    }

    private void line(String[] cells, int[] widths, StringBuilder out) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            boolean words = i < 2 || i == cells.length - 1;
            String space = " ".repeat(widths[i] - cells[i].length());
            String cell = i == 1 ? coloured(cells[i]) : cells[i];
            if (i > 0) line.append("  ");
            line.append(words ? cell + space : space + cell);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private String coloured(String status) {
        if (!colours) return status;
        if (status.startsWith("UP") || status.equals("OPEN")) return GREEN + status + PLAIN;
        if (status.startsWith("DOWN") || status.equals("STOP")) return RED + status + PLAIN;
        return status.equals("STATUS") || status.equals("no check") ? status : YELLOW + status + PLAIN;
    }
}
