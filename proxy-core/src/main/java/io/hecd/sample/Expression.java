package io.hecd.sample;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.traffic.Transaction;

/**
 * A fetch and the converters behind it: `hdr(host),lower,field(1,:)` (manual 7.3). Immutable, shared by all workers; what
 * converters write goes to the transaction's scratch, and whoever evaluates gives that back.
 */
public final class Expression {
    private static final SampleCell CELL = new SampleCell();

    private final String text;
    private final Fetch fetch;
    private final Need need;
    private final Args args;
    private final SampleType fetched;
    private final Step[] steps;

    /** A converter with its arguments. */
    record Step(ConverterRow row, Args args) {}

    Expression(String text, Fetch fetch, Need need, Args args, SampleType fetched, Step[] steps) {
        this.text = text;
        this.fetch = fetch;
        this.need = need;
        this.args = args;
        this.fetched = fetched;
        this.steps = steps;
    }

    /** The type of what comes out. */
    public SampleType type() {
        SampleType type = fetched;
        for (Step step : steps) type = after(type, step.row);
        return type;
    }

    static SampleType after(SampleType type, ConverterRow row) {
        return row.out() == SampleType.ANY ? type : row.out();
    }

    public boolean hasConverters() {
        return steps.length > 0;
    }

    /** Whether what it takes may still come, so that finding nothing now tells nothing. */
    public boolean isOpen(Transaction transaction) {
        return switch (need) {
            case REQUEST -> transaction.awaitsRequest();
            case END -> transaction.isInspected();
            default -> false;
        };
    }

    /** Takes the one value that the manual names, the last of several headers for instance. False: there is none. */
    public boolean evaluate(Transaction transaction, Sample out) {
        out.begin(false);
        return take(transaction, out);
    }

    /** Takes the first of all values; {@link #next} gives the others while {@link Sample#hasMore}. */
    public boolean first(Transaction transaction, Sample out) {
        out.begin(true);
        return take(transaction, out);
    }

    public boolean next(Transaction transaction, Sample out) {
        return take(transaction, out);
    }

    private boolean take(Transaction transaction, Sample out) {
        out.noMore();
        if (!fetch.fetch(transaction, args, out)) return false;
        for (Step step : steps) {
            ConverterRow row = step.row;
            if (!out.castTo(row.in()) || !row.converter().convert(transaction, step.args, out)) return false;
        }
        return true;
    }

    /**
     * Appends the value as text, in one piece; nothing if there is none. The scratch may be the transaction's own: what
     * the converters took of it is given back.
     */
    public boolean appendTo(Transaction transaction, Scratch out) {
        Sample sample = CELL.get();
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        boolean there = evaluate(transaction, sample) && sample.castTo(SampleType.STR);
        scratch.release(mark);
        if (!there) return false;
        ByteView value = sample.bytes();
        // The value may lie in what was just given back: a copy onto itself is allowed, growing keeps the old array.
        int at = out.reserve(value.length());
        System.arraycopy(value.array(), value.offset(), out.array(), at, value.length());
        return true;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
