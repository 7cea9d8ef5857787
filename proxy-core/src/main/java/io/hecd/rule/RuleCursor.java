package io.hecd.rule;

import io.hecd.config.text.Position;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an exchange is in a rule set, which rule decided, and where those stand whose condition held. A reused cell of the
 * exchange; confined to its worker.
 */
public final class RuleCursor {
    /** Of more rules that matched, the first ones are remembered. */
    private static final int MOST_MATCHES = 16;

    private final Position[] matches = new Position[MOST_MATCHES];
    private int matched;
    private int next;
    private int failures;
    private @Nullable Rule decided;

    /** To be called before another set, or the same for another exchange. */
    public RuleCursor clear() {
        next = 0;
        failures = 0;
        decided = null;
        return this;
    }

    /** For another exchange. */
    public void begin() {
        clear();
        matched = 0;
    }

    /** The condition of the line at this place held. A set that waited is run again: nothing is noted twice. */
    @SuppressWarnings("ReferenceEquality") // it is the place of one rule, not of its like
    public void matched(Position at) {
        for (int i = 0; i < matched; i++) if (matches[i] == at) return;
        if (matched < MOST_MATCHES) matches[matched++] = at;
    }

    /** Where the lines stand that matched, in the order in which they did. For those who tell a story of it: makes a list. */
    public List<Position> matches() {
        return List.of(Arrays.copyOf(matches, matched));
    }

    int next() {
        return next;
    }

    void stopAt(int i, Rule rule) {
        next = i;
        decided = rule;
    }

    void failed() {
        failures++;
    }

    /** How many edits had no room, passed over or not. */
    public int failures() {
        return failures;
    }

    /** The rule whose outcome was not CONTINUE. */
    public @Nullable Rule decided() {
        return decided;
    }
}
