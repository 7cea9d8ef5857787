package io.hecd.admin.stats;

/** `show stat typed [desc]`: a line for each cell (management 9.2 and 9.3, show stat). */
public final class StatsTyped {
    private static final Column[] COLUMNS = Column.values();

    private StatsTyped() {}

    /** @param described whether each line ends with what the column is */
    public static void append(Row row, boolean described, StringBuilder out) {
        String head = row.kind().word().charAt(0) + "." + row.proxy().config().id() + "." + row.id() + ".";
        for (Column column : COLUMNS) {
            if (!row.has(column)) continue;
            out.append(head).append(column.position()).append('.').append(column.title());
            out.append(".1:").append(column.tag(row.kind())).append(':').append(column.type());
            out.append(':');
            plain(row.text(column), out);
            if (described) out.append(":\"").append(column.description()).append('"');
            out.append('\n');
        }
    }

    /** A value never breaks its line. */
    private static void plain(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
    }
}
