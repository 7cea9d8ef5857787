package io.hecd.acl;

import io.hecd.traffic.Transaction;

/** What stands behind `if` or `unless`: alternatives of ACLs that must all match or not (manual 7.2). Shared by all workers. */
public final class Condition {
    public static final Condition ALWAYS = new Condition(false, new Term[][] {{}});
    public static final Condition NEVER = new Condition(true, new Term[][] {{}});

    private final boolean unless;
    private final Term[][] alternatives;

    /** `acl` or `!acl`. */
    record Term(Acl acl, boolean negated) {}

    Condition(boolean unless, Term[][] alternatives) {
        this.unless = unless;
        this.alternatives = alternatives;
    }

    public boolean holds(Transaction transaction) {
        for (Term[] alternative : alternatives) if (all(alternative, transaction)) return !unless;
        return unless;
    }

    private static boolean all(Term[] terms, Transaction transaction) {
        for (Term term : terms) if (term.acl.matches(transaction) == term.negated) return false;
        return true;
    }
}
