package io.hecd.config.section;

import io.hecd.config.text.Source;
import java.util.ArrayList;
import java.util.List;

/** Shows {@link Migration.Change}s as a unified diff. The reasons stand above it, where `patch` passes over them. */
final class MigrationDiff {
    private static final int CONTEXT = 3;

    private final Source source;
    private final List<Migration.Change> all;
    private final StringBuilder out = new StringBuilder();
    /** How many lines the text has grown so far. */
    private int grown;

    MigrationDiff(Source source, List<Migration.Change> all) {
        this.source = source;
        this.all = all;
    }

    String text() {
        List<Migration.Change> edits = new ArrayList<>();
        for (Migration.Change change : all) {
            out.append("# ")
                    .append(source.name())
                    .append(':')
                    .append(change.line())
                    .append(": ");
            out.append(change.reason()).append('\n');
            if (change.edits()) edits.add(change);
        }
        if (edits.isEmpty()) return out.toString();
        out.append("--- ").append(source.name()).append('\n');
        out.append("+++ ").append(source.name()).append('\n');
        for (int i = 0; i < edits.size(); ) {
            int end = i + 1;
            while (end < edits.size()
                    && edits.get(end).line() - edits.get(end - 1).line() <= 2 * CONTEXT) end++;
            hunk(edits.subList(i, end));
            i = end;
        }
        return out.toString();
    }

    private void hunk(List<Migration.Change> edits) {
        int first = Math.max(1, edits.get(0).line() - CONTEXT);
        int last = Math.min(source.lines(), edits.get(edits.size() - 1).line() + CONTEXT);
        int more = 0;
        for (Migration.Change edit : edits) more += edit.replacement().size() - 1;
        int count = last - first + 1;
        out.append("@@ -").append(first).append(',').append(count);
        out.append(" +").append(first + grown).append(',').append(count + more).append(" @@\n");
        grown += more;
        int next = 0;
        for (int line = first; line <= last; line++) {
            if (next < edits.size() && edits.get(next).line() == line) {
                line('-', source.line(line));
                endOfFile(line);
                for (String replacement : edits.get(next).replacement()) line('+', replacement);
                next++;
            } else {
                line(' ', source.line(line));
                endOfFile(line);
            }
        }
    }

    private void line(char sign, String text) {
        out.append(sign).append(text).append('\n');
    }

    private void endOfFile(int line) {
        if (line == source.lines() && !source.text().endsWith("\n")) out.append("\\ No newline at end of file\n");
    }
}
