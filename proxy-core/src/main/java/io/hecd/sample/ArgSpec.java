package io.hecd.sample;

import java.util.ArrayList;
import java.util.List;

/** Which arguments a fetch or converter takes: `ArgSpec.NONE.needs("index", INTEGER).may("count", INTEGER)`. Immutable. */
public final class ArgSpec {
    public static final ArgSpec NONE = new ArgSpec(List.of(), 0);

    /** What is accepted as an argument. */
    public enum Kind {
        TEXT,
        INTEGER,
        /** The name of a header, kept in lower case. */
        HEADER
    }

    /** One argument by name, as the manual writes it. */
    record Arg(String name, Kind kind) {}

    private final List<Arg> args;
    private final int needed;

    private ArgSpec(List<Arg> args, int needed) {
        this.args = args;
        this.needed = needed;
    }

    public ArgSpec needs(String name, Kind kind) {
        if (needed < args.size()) throw new IllegalStateException("a needed argument after an optional one: " + name);
        return new ArgSpec(plus(name, kind), needed + 1);
    }

    public ArgSpec may(String name, Kind kind) {
        return new ArgSpec(plus(name, kind), needed);
    }

    private List<Arg> plus(String name, Kind kind) {
        List<Arg> more = new ArrayList<>(args);
        more.add(new Arg(name, kind));
        return List.copyOf(more);
    }

    int needed() {
        return needed;
    }

    int most() {
        return args.size();
    }

    Arg arg(int i) {
        return args.get(i);
    }

    /** The manual's notation: `(<index>,<delimiters>[,<count>])`. */
    @Override
    public String toString() {
        if (args.isEmpty()) return "";
        StringBuilder out = new StringBuilder("(");
        for (int i = 0; i < args.size(); i++) {
            if (i >= needed) out.append('[');
            if (i > 0) out.append(',');
            out.append('<').append(args.get(i).name()).append('>');
        }
        for (int i = needed; i < args.size(); i++) out.append(']');
        return out.append(')').toString();
    }
}
