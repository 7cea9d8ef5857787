package io.hecd.admin.command;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a command answers: lines, one sentence or nothing; perhaps later, when workers have to be asked first. */
public final class Answer {
    private static final Answer NOTHING = new Answer(Severity.NONE, "");

    private final Severity severity;
    private final String text;
    private final CompletableFuture<Answer> later;

    private Answer(Severity severity, String text) {
        this.severity = severity;
        this.text = text;
        this.later = CompletableFuture.completedFuture(this);
    }

    private Answer(CompletableFuture<Answer> later) {
        this.severity = Severity.NONE;
        this.text = "";
        this.later = later;
    }

    /** Done, and nothing to say. */
    public static Answer nothing() {
        return NOTHING;
    }

    /** Lines, each with its end. */
    public static Answer lines(CharSequence lines) {
        return new Answer(Severity.NONE, lines.toString());
    }

    public static Answer error(String sentence) {
        return new Answer(Severity.ERROR, sentence + "\n");
    }

    public static Answer warning(String sentence) {
        return new Answer(Severity.WARNING, sentence + "\n");
    }

    public static Answer info(String sentence) {
        return new Answer(Severity.INFO, sentence + "\n");
    }

    public static Answer later(CompletableFuture<Answer> answer) {
        return new Answer(answer);
    }

    /** Hands it over as soon as it is there, maybe at once. */
    public void whenReady(Consumer<Answer> taker) {
        later.whenComplete((answer, failure) ->
                taker.accept(failure == null ? answer : error("Failed: " + failure.getMessage() + ".")));
    }

    /** The text as it is sent. */
    public String text(Severity.Form form) {
        return severity.prefix(form) + text;
    }
}
