package io.hecd.balance;

import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import java.util.List;

/**
 * A `balance` line while it is compiled: the word in parentheses, a cursor over the arguments, and the lines that have a
 * say in it. What is wrong is told through it. Used by the thread that compiles.
 */
public final class BalanceLine {
    private final String name;
    private final String inParentheses;
    private final List<String> arguments;
    private final HashType hashType;
    private final int balanceFactor;
    private final Position at;
    private final Problems problems;
    private int next;

    BalanceLine(
            String name,
            String inParentheses,
            List<String> arguments,
            HashType hashType,
            int balanceFactor,
            Position at,
            Problems problems) {
        this.name = name;
        this.inParentheses = inParentheses;
        this.arguments = arguments;
        this.hashType = hashType;
        this.balanceFactor = balanceFactor;
        this.at = at;
        this.problems = problems;
    }

    /** The `Host` of `hdr(Host)`; empty without parentheses. */
    public String inParentheses() {
        return inParentheses;
    }

    public HashType hashType() {
        return hashType;
    }

    /** `hash-balance-factor`, 0 without one. */
    public int balanceFactor() {
        return balanceFactor;
    }

    public boolean hasNext() {
        return next < arguments.size();
    }

    /** The next argument; empty when there is none. */
    public String next() {
        return hasNext() ? arguments.get(next++) : "";
    }

    /** The next argument, or what stands in parentheses, as a whole number of at least 1; 1 after an error. */
    public int positive(String text, String what) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1) return value;
        } catch (NumberFormatException e) {
            // told below
        }
        error(
                text.isEmpty() ? what + " needs a number" : "'" + text + "' is not a number for " + what,
                "a whole number, at least 1");
        return 1;
    }

    /** One mistake is enough for a line: what follows it is not read. */
    public void error(String message, String hint) {
        next = arguments.size();
        problems.error("syntax", at, 0, message + " in 'balance " + name + "'", hint);
    }

    /** An error for a word that HAProxy has and hecd does not have yet. */
    public void notYet(String what) {
        next = arguments.size();
        problems.error("not-yet", at, 0, what + " is known to HAProxy, but not in hecd yet", "");
    }

    void expectEnd() {
        if (hasNext()) error("unexpected word '" + next() + "'", "");
    }
}
