package io.hecd.log;

import io.hecd.bytes.Scratch;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.sample.Text;
import io.hecd.traffic.Transaction;

/**
 * A compiled `log-format` text (manual 8.2.6): an array of fields, walked once per line without allocation. Immutable;
 * shared by all workers.
 */
public final class LogFormat implements Text {
    /** What a format's text is for: it decides how missing and dangerous values are shown. */
    public enum Use {
        /** A log line: a missing value is `-`, control bytes are encoded, spaces merge. */
        LOG(true, true),
        /** `unique-id-format`: a missing value is nothing. */
        UNIQUE_ID(false, true),
        /** Text of rules: as UNIQUE_ID, and every space counts. */
        TEXT(false, false);

        private final boolean mandatory;
        private final boolean mergesSpaces;

        Use(boolean mandatory, boolean mergesSpaces) {
            this.mandatory = mandatory;
            this.mergesSpaces = mergesSpaces;
        }

        boolean isMandatory() {
            return mandatory;
        }

        boolean mergesSpaces() {
            return mergesSpaces;
        }
    }

    /** For texts that are not log lines: a sender keeps its own. A text may need another one (%ID) while it is written. */
    private static final ThreadLocal<LogLine> LINES = ThreadLocal.withInitial(() -> new LogLine(new Scratch(0)));

    private final String text;
    private final Field[] fields;
    private final Moment moment;
    private final boolean countsLines;
    private final boolean whole;
    private final boolean constant;

    LogFormat(String text, Field[] fields, Moment moment, boolean countsLines) {
        this(text, fields, moment, countsLines, false);
    }

    private LogFormat(String text, Field[] fields, Moment moment, boolean countsLines, boolean whole) {
        this.whole = whole;
        this.text = text;
        this.fields = fields;
        this.moment = moment;
        this.countsLines = countsLines;
        boolean constant = true;
        for (Field field : fields) constant &= field instanceof Field.Literal || field instanceof Field.Space;
        this.constant = constant;
    }

    /** A format whose lines are worth nothing when they are cut. */
    static LogFormat whole(String text, Field[] fields, Moment moment) {
        return new LogFormat(text, fields, moment, false, true);
    }

    /** Compiles `word`; what is wrong with it goes to `problems` and leaves a gap in the format. */
    public static LogFormat compile(Word word, Use use, LogScope scope, Problems problems) {
        return new LogFormatParser(word, use, scope, problems).parse();
    }

    /** Appends the text for `exchange` to `line`. */
    public void write(Transaction exchange, LogLine line) {
        boolean afterSpace = true;
        for (Field field : fields) {
            if (field instanceof Field.Space) {
                if (!afterSpace) line.put(' ');
                afterSpace = true;
            } else {
                int before = line.mark();
                field.write(exchange, line);
                if (!(field instanceof Field.Vanishing) || line.mark() != before) afterSpace = false;
            }
        }
    }

    /** Appends the text for `exchange` to `out`, which may be the exchange's own scratch memory. For rules and unique ids. */
    @Override
    public void write(Transaction exchange, Scratch out) {
        LogLine line = LINES.get();
        Scratch before = line.over(out);
        try {
            write(exchange, line);
        } finally {
            line.over(before);
        }
    }

    /** From when on a line of this format is complete. */
    public Moment moment() {
        return moment;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether it shows the number of its line (%lc): a counter that all workers share is not kept for nothing. */
    boolean countsLines() {
        return countsLines;
    }

    /** Whether it is the same text for every exchange. */
    public boolean isConstant() {
        return constant;
    }

    @Override
    public String toString() {
        return text;
    }
}
