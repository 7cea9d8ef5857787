package io.hecd.admin.metrics;

import io.hecd.config.text.RawText;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes Prometheus' text format 0.0.4, in pieces of some size so that ten thousand servers need not be held at once. The
 * head of a family is written with its first sample. For one thread.
 */
final class Samples {
    private static final int PIECE = 64 * 1024;

    private final Consumer<byte[]> out;
    private final StringBuilder text = new StringBuilder(PIECE + 1024);
    private String name = "";
    private String head = "";

    Samples(Consumer<byte[]> out) {
        this.out = out;
    }

    /** The samples that follow are of this metric. */
    void family(String name, String type, String help) {
        this.name = name;
        head = "# HELP " + name + " " + escaped(help, false) + "\n# TYPE " + name + " " + type + "\n";
    }

    /** @param labels as {@link #label} makes them, without braces; may be empty */
    void sample(String labels, long value) {
        begin("", labels);
        text.append(value).append('\n');
        spill();
    }

    void sample(String labels, String value) {
        begin("", labels);
        text.append(value).append('\n');
        spill();
    }

    /** A sample of a histogram: `_bucket`, `_sum`, `_count`. */
    void sample(String suffix, String labels, String value) {
        begin(suffix, labels);
        text.append(value).append('\n');
        spill();
    }

    private void begin(String suffix, String labels) {
        text.append(head);
        head = "";
        text.append(name).append(suffix);
        if (!labels.isEmpty()) text.append('{').append(labels).append('}');
        text.append(' ');
    }

    private void spill() {
        if (text.length() >= PIECE) flush();
    }

    void flush() {
        if (text.isEmpty()) return;
        out.accept(RawText.encode(text.toString()));
        text.setLength(0);
    }

    /** `name="value"` */
    static String label(String name, String value) {
        return name + "=\"" + escaped(value, true) + "\"";
    }

    private static String escaped(String value, boolean quotes) {
        String safe = value.replace("\\", "\\\\").replace("\n", "\\n");
        return quotes ? safe.replace("\"", "\\\"") : safe;
    }

    /** Milliseconds as seconds, `0.012000`. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d000", millis / 1000, Math.abs(millis % 1000));
    }
}
