package io.hecd.runtime;

import io.hecd.config.text.Position;
import java.util.List;

/**
 * Where a request would go, step by step with the lines of the configuration that say so, without any of it being done.
 *
 * @param frontend empty if nothing takes it
 * @param backend empty if it does not come to one
 * @param choice how `balance` chooses among the candidates
 * @param candidates the servers that may get it: one if the choice is settled
 */
public record Explanation(
        String frontend,
        List<Step> steps,
        Verdict verdict,
        int status,
        String backend,
        String choice,
        List<Candidate> candidates) {

    /** How it ends. */
    public enum Verdict {
        /** One of the candidates gets it. */
        SERVER,
        /** A backend takes it and has no server that can be used. */
        NO_SERVER,
        /** A rule answers it, or an error page does. */
        ANSWER,
        /** The connection is closed without a word. */
        CLOSED,
        /** No frontend or no backend takes it. */
        NOBODY
    }

    /**
     * One thing that happens, and the line that says so.
     *
     * @param at {@link Position#NONE} where no line says it
     */
    public record Step(Position at, String what) {}

    /** @param weight as written */
    public record Candidate(String name, String address, int weight, boolean backup, Position at) {}
}
