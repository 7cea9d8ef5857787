package io.hecd.acl;

import io.hecd.sample.SampleType;
import java.util.List;

/**
 * One way to compare (manual 7.1, -m): its name, the type it compares, and what makes a matcher of the patterns. A pattern
 * that makes no sense is answered by a Mistake at its place.
 */
public record MatcherRow(String name, SampleType type, Maker maker) {
    /** Compiles patterns. Load time. */
    @FunctionalInterface
    interface Maker {
        Matcher make(List<Pattern> patterns);
    }
}
