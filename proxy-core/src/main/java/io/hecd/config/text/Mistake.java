package io.hecd.config.text;

/** Ends the reading of one line of configuration. The loop over the lines catches it, keeps the problem, and goes on. */
public final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Mistake(Problem problem) {
        // An everyday event: no stack trace, nobody would read it.
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /** A mistake whose place the caller knows only as a position. */
    public static Mistake at(Position at, int length, String message, String hint) {
        return new Mistake(new Problem(Severity.ERROR, "syntax", at, length, message, hint));
    }

    public Problem problem() {
        return problem;
    }
}
