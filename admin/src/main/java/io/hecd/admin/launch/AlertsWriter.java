package io.hecd.admin.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/**
 * The end of slf4j's calls: tinylog makes it by its name, `writer = alerts`. Lines look like those of {@link Alerts};
 * after the start of a daemon nobody reads them. Any thread may log.
 */
public final class AlertsWriter implements Writer {
    /** Called by tinylog with the properties of the writer, of which there are none. */
    public AlertsWriter(Map<String, String> properties) {}

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.LEVEL, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(LogEntry entry) {
        StringBuilder text = new StringBuilder(tag(entry.getLevel()))
                .append('(')
                .append(ProcessHandle.current().pid())
                .append(") : ")
                .append(entry.getMessage());
        if (entry.getException() != null) {
            StringWriter trace = new StringWriter();
            entry.getException().printStackTrace(new PrintWriter(trace, true));
            text.append('\n').append(trace.toString().stripTrailing());
        }
        System.err.println(text);
    }

    private static String tag(Level level) {
        return switch (level) {
            case ERROR -> "[ALERT]    ";
            case WARN -> "[WARNING]  ";
            default -> "[NOTICE]   ";
        };
    }

    @Override
    public void flush() {
        System.err.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
