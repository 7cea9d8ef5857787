package io.hecd.acl;

import io.hecd.bytes.Scratch;
import io.hecd.sample.Expression;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleCell;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;

/** A named or anonymous test: true if one of its lines matches (manual 7.1). Immutable, shared by all workers. */
public final class Acl {
    private static final SampleCell CELL = new SampleCell();

    private final Test[] tests;

    /** One `acl` line: what to take, and what to compare it with. */
    record Test(Expression expression, SampleType type, Matcher matcher) {
        /** Looks at one value after the other until one matches. */
        boolean matches(Transaction transaction, Sample sample) {
            boolean taken = expression.first(transaction, sample);
            while (taken) {
                if (sample.castTo(type) && matcher.matches(sample)) return true;
                if (!sample.hasMore()) return false;
                taken = expression.next(transaction, sample);
            }
            return false;
        }
    }

    Acl(Test[] tests) {
        this.tests = tests;
    }

    /** Whether a value that has not come yet may still make it match. */
    boolean isOpen(Transaction transaction) {
        for (Test test : tests) if (test.expression.isOpen(transaction)) return true;
        return false;
    }

    public boolean matches(Transaction transaction) {
        Scratch scratch = transaction.scratch();
        Sample sample = CELL.get();
        int mark = scratch.mark();
        for (Test test : tests) {
            boolean matches = test.matches(transaction, sample);
            scratch.release(mark);
            if (matches) return true;
        }
        return false;
    }
}
