package io.hecd.sample;

import io.hecd.traffic.Transaction;

/** Turns a sample, which has the type that its row asks for, into another in place. False: nothing comes out of it. */
@FunctionalInterface
public interface Converter {
    boolean convert(Transaction transaction, Args args, Sample sample);
}
