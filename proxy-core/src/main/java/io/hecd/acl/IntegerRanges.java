package io.hecd.acl;

import io.hecd.names.LoadTime;
import java.util.ArrayList;
import java.util.List;

/** Integers and ranges `a:b`, `a:`, `:b`, with operators eq ge gt le lt before them (manual 7.1.2). Immutable. */
final class IntegerRanges {
    private static final String HINT = "a number, or a range like 1024:65535, after an optional eq, ge, gt, le or lt";

    private final long[] least;
    private final long[] most;

    private IntegerRanges(long[] least, long[] most) {
        this.least = least;
        this.most = most;
    }

    boolean contains(long number) {
        for (int i = 0; i < least.length; i++) if (number >= least[i] && number <= most[i]) return true;
        return false;
    }

    @LoadTime
    static IntegerRanges of(List<Pattern> patterns) {
        List<long[]> ranges = new ArrayList<>();
        String operator = "eq";
        for (Pattern pattern : patterns) {
            switch (pattern.text()) {
                case "eq", "ge", "gt", "le", "lt" -> operator = pattern.text();
                default -> ranges.add(range(pattern, operator));
            }
        }
        return new IntegerRanges(
                ranges.stream().mapToLong(r -> r[0]).toArray(),
                ranges.stream().mapToLong(r -> r[1]).toArray());
    }

    private static long[] range(Pattern pattern, String operator) {
        String text = pattern.text();
        int colon = text.indexOf(':');
        long low = colon == 0 ? Long.MIN_VALUE : number(pattern, colon < 0 ? text : text.substring(0, colon));
        long high = low;
        if (colon >= 0) {
            String end = text.substring(colon + 1);
            high = end.isEmpty() ? Long.MAX_VALUE : number(pattern, end);
        }
        if (colon >= 0 && !operator.equals("eq"))
            throw Matchers.mistake(pattern.at(), "a range cannot follow '" + operator + "'", HINT);
        if (low > high) throw Matchers.mistake(pattern.at(), "'" + text + "' is an empty range", "");
        return switch (operator) {
            case "ge" -> new long[] {low, Long.MAX_VALUE};
            case "gt" -> low == Long.MAX_VALUE ? new long[] {1, 0} : new long[] {low + 1, Long.MAX_VALUE};
            case "le" -> new long[] {Long.MIN_VALUE, low};
            case "lt" -> low == Long.MIN_VALUE ? new long[] {1, 0} : new long[] {Long.MIN_VALUE, low - 1};
            default -> new long[] {low, high};
        };
    }

    private static long number(Pattern pattern, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Matchers.mistake(pattern.at(), "'" + pattern.text() + "' is not a number", HINT);
        }
    }
}
