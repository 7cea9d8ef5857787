package io.hecd.acl;

import io.hecd.sample.Sample;

/** Compares a sample, already of the type that its {@link MatcherRow} asks for, with patterns. Immutable, shared by all workers. */
@FunctionalInterface
public interface Matcher {
    boolean matches(Sample sample);
}
