package io.hecd.admin.stats;

/** `show stat` as CSV, to the letter of HAProxy 2.6 (management 9.1): each line, the first too, ends with a comma. */
public final class StatsCsv {
    private static final Column[] COLUMNS = Column.values();
    private static final String HEADER = header();

    private StatsCsv() {}

    private static String header() {
        StringBuilder out = new StringBuilder("# ");
        for (Column column : COLUMNS) {
            if (column == Column.FIRST_OF_MODULES) out.append("-,");
            out.append(column.title()).append(',');
        }
        return out.append('\n').toString();
    }

    /** The first line. */
    public static void begin(StringBuilder out) {
        out.append(HEADER);
    }

    public static void append(Row row, StringBuilder out) {
        for (Column column : COLUMNS) {
            if (column == Column.FIRST_OF_MODULES) out.append("-,");
            if (row.has(column)) {
                if (column.isText()) text(row.text(column), out);
                else out.append(row.number(column));
            }
            out.append(',');
        }
        out.append('\n');
    }

    /** Quoted only where it must be. What a spreadsheet would take for a formula, or a terminal for a command, is defused. */
    static void text(String text, StringBuilder out) {
        boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        boolean quote = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        if (quote) out.append('"');
        if (formula) out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') out.append('"');
            out.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        if (quote) out.append('"');
    }
}
