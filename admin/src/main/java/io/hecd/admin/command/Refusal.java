package io.hecd.admin.command;

/** A command that cannot be done: a sentence for whoever sent it, and nothing has changed. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    public Refusal(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
