package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.util.ArrayList;
import java.util.List;

/** `retry-on` and `option redispatch` (manual 4.2). */
final class RetryWords {
    private static final List<String> EVENTS = List.of(
            "none",
            "conn-failure",
            "empty-response",
            "junk-response",
            "response-timeout",
            "0rtt-rejected",
            "all-retryable-errors",
            "401",
            "403",
            "404",
            "408",
            "421",
            "425",
            "429",
            "500",
            "501",
            "502",
            "503",
            "504");

    private RetryWords() {}

    static void retryOn(Line line, ProxyDraft proxy) {
        if (line.peek().isEmpty())
            throw line.error(line.peek(), "'retry-on' needs an event", "one of " + String.join(", ", EVENTS));
        List<String> events = new ArrayList<>();
        while (!line.peek().isEmpty()) {
            Word event = line.next();
            if (!EVENTS.contains(event.text()))
                throw line.error(
                        event,
                        "unknown event '" + event.text() + "' for 'retry-on'",
                        Catalog.nearest(event.text(), EVENTS)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("one of " + String.join(", ", EVENTS)));
            events.add(event.text());
        }
        if (events.contains("none") && events.size() > 1)
            throw line.error(line.first(), "'none' cannot be combined with other events", "");
        proxy.settings.set(ProxySettings.RETRY_ON, List.copyOf(events), line.at());
    }

    static void redispatch(Line line, ProxyDraft proxy) {
        // No number: only the last retry goes elsewhere.
        int every = line.peek().isEmpty()
                ? -1
                : (int) line.takeInteger("an interval", Integer.MIN_VALUE, Integer.MAX_VALUE);
        proxy.settings.set(ProxySettings.REDISPATCH, every, line.at());
    }

    static void noRedispatch(Line line, ProxyDraft proxy) {
        proxy.settings.set(ProxySettings.REDISPATCH, 0, line.at());
    }
}
