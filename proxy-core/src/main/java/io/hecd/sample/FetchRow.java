package io.hecd.sample;

/**
 * One row in a table of fetches: name, arguments, type of what comes out, what must be there, and the function. A row may
 * have another function for response rules, as `hdr` has (manual 7.3.6).
 */
public final class FetchRow {
    private final String name;
    private final ArgSpec args;
    private final SampleType type;
    private final Need need;
    private final Fetch fetch;
    private final Fetch onResponse;
    private final boolean turns;
    private final Preparation preparation;

    private FetchRow(
            String name,
            ArgSpec args,
            SampleType type,
            Need need,
            Fetch fetch,
            Fetch onResponse,
            boolean turns,
            Preparation preparation) {
        this.name = name;
        this.args = args;
        this.type = type;
        this.need = need;
        this.fetch = fetch;
        this.onResponse = onResponse;
        this.turns = turns;
        this.preparation = preparation;
    }

    public static FetchRow of(String name, ArgSpec args, SampleType type, Need need, Fetch fetch) {
        return new FetchRow(name, args, type, need, fetch, fetch, false, Preparation.NONE);
    }

    /** In response rules this function is used, which looks at the response. */
    public FetchRow turning(Fetch onResponse) {
        return new FetchRow(name, args, type, need, fetch, onResponse, true, preparation);
    }

    public FetchRow preparing(Preparation how) {
        return new FetchRow(name, args, type, need, fetch, onResponse, turns, how);
    }

    /** The same under another name. */
    public FetchRow called(String other) {
        return new FetchRow(other, args, type, need, fetch, onResponse, turns, preparation);
    }

    public String name() {
        return name;
    }

    public ArgSpec args() {
        return args;
    }

    public SampleType type() {
        return type;
    }

    public Need need() {
        return need;
    }

    Preparation preparation() {
        return preparation;
    }

    Fetch fetchAt(Checkpoint where) {
        return where == Checkpoint.RESPONSE ? onResponse : fetch;
    }

    Need needAt(Checkpoint where) {
        return turns && where == Checkpoint.RESPONSE ? Need.RESPONSE : need;
    }

    boolean availableAt(Checkpoint where) {
        return where.has(needAt(where));
    }
}
