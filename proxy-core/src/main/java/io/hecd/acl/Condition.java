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

    /** Whether it cannot be told yet: an acl waits for what may still come, and the others do not settle it. */
    public boolean isOpen(Transaction transaction) {
        boolean open = false;
        for (Term[] alternative : alternatives) {
            switch (look(alternative, transaction)) {
                case TRUE:
                    return false;
                case OPEN:
                    open = true;
                    break;
                case FALSE:
                    break;
            }
        }
        return open;
    }

    /** What is known of one alternative. */
    private enum Look {
        TRUE,
        FALSE,
        OPEN
    }

    private static Look look(Term[] terms, Transaction transaction) {
        Look look = Look.TRUE;
        for (Term term : terms) {
            boolean matches = term.acl.matches(transaction);
            if (!matches && term.acl.isOpen(transaction)) look = Look.OPEN;
            else if (matches == term.negated) return Look.FALSE;
        }
        return look;
    }

    private static boolean all(Term[] terms, Transaction transaction) {
        for (Term term : terms) if (term.acl.matches(transaction) == term.negated) return false;
        return true;
    }
}
