package io.hecd.admin.stats;

/** `show stat json` and `;json` of the page: an array of rows, each an array of its cells (management 9.3, show stat). */
public final class StatsJson {
    private static final Column[] COLUMNS = Column.values();

    private boolean first = true;

    public void begin(StringBuilder out) {
        out.append('[');
    }

    public void append(Row row, StringBuilder out) {
        if (!first) out.append(',');
        first = false;
        String head = "{\"objType\":\"" + row.kind().word() + "\",\"proxyId\":"
                + row.proxy().config().id() + ",\"id\":" + row.id() + ",";
        char before = '[';
        for (Column column : COLUMNS) {
            if (!row.has(column)) continue;
            out.append(before).append(head);
            before = ',';
            Tags.json(column.position(), column.title(), column.tag(row.kind()), column.type(), row.text(column), out);
        }
        out.append(']');
    }

    public void end(StringBuilder out) {
        out.append("]\n");
    }
}
