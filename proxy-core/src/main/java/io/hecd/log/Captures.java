package io.hecd.log;

import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;

/**
 * The captured headers of one direction (manual 8.8): `{a|b}`, or in the CLF style one text per header. Nothing at all when
 * none are configured, or when no request came in which they could stand.
 */
record Captures(boolean ofRequest, boolean clf, int count, Style style) implements Field {
    @Override
    public void write(Transaction exchange, LogLine line) {
        if (count == 0 || exchange.timings().requestRead == Timings.UNSET) return;
        if (clf) writeList(exchange, line);
        else writeBraces(exchange, line);
    }

    private void writeBraces(Transaction exchange, LogLine line) {
        if (style.quote()) line.put('"');
        line.put('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) line.put('|');
            fetch(exchange, line, i);
            line.encodedHeader(line.view, style.escape());
        }
        line.put('}');
        if (style.quote()) line.put('"');
    }

    private void writeList(Transaction exchange, LogLine line) {
        for (int i = 0; i < count; i++) {
            if (i > 0) line.put(' ');
            fetch(exchange, line, i);
            if (style.quote()) line.put('"');
            else if (line.view.isEmpty()) line.put('-');
            line.encodedHeader(line.view, style.escape());
            if (style.quote()) line.put('"');
        }
    }

    private void fetch(Transaction exchange, LogLine line, int slot) {
        if (ofRequest) exchange.requestCapture(slot, line.view);
        else exchange.responseCapture(slot, line.view);
    }
}
