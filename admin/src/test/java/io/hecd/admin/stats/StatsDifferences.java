package io.hecd.admin.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * `stats/differences.txt`: which cells of the statistics are not the twin's, and why. A line: traffic, row and columns as
 * patterns, what hecd shows (`*`: whatever), the reason.
 */
final class StatsDifferences {
    private record Line(Pattern traffic, Pattern row, Pattern columns, String value) {}

    private static final List<Line> LINES = read();

    private StatsDifferences() {}

    private static List<Line> read() {
        try (InputStream in = StatsDifferences.class.getResourceAsStream("/stats/differences.txt")) {
            if (in == null) throw new IllegalStateException("stats/differences.txt is missing");
            List<Line> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] parts = line.split("\\s+\\|\\s+");
                if (parts.length != 5) throw new IllegalStateException("five parts: " + line);
                lines.add(new Line(pattern(parts[0]), pattern(parts[1]), pattern(parts[2]), parts[3].strip()));
            }
            return List.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text.strip().equals("*") ? ".*" : text.strip());
    }

    static boolean allow(String traffic, String row, String column, String theirs, String ours) {
        for (Line line : LINES)
            if (line.traffic().matcher(traffic).matches()
                    && line.row().matcher(row).matches()
                    && line.columns().matcher(column).matches()
                    && (line.value().equals("*") && theirs.isEmpty() == ours.isEmpty()
                            || line.value().equals(ours))) return true;
        return false;
    }
}
