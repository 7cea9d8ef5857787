package io.hecd.rule.action;

import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;
import java.util.List;

/** `set-log-level LEVEL|silent`: how loud the log line is, or that there is none (manual 4.2, http-request set-log-level). */
final class SetLogLevel implements Action {
    /** By severity (RFC 5424 6.2.1). */
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private static final String SILENT = "silent";

    private final int severity;

    private SetLogLevel(int severity) {
        this.severity = severity;
    }

    @LoadTime
    static Action compile(ActionLine line) {
        Word word = line.line().takeWord("a log level or 'silent'");
        if (word.is(SILENT)) return new SetLogLevel(Transaction.SILENT);
        int severity = LEVELS.indexOf(word.text());
        if (severity >= 0) return new SetLogLevel(severity);
        String hint = Catalog.nearest(word.text(), LEVELS)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("one of " + String.join(", ", LEVELS) + ", " + SILENT);
        throw line.line().error(word, "unknown log level '" + word + "'", hint);
    }

    @Override
    public Outcome run(Transaction transaction) {
        transaction.logLevel(severity);
        return Outcome.CONTINUE;
    }
}
