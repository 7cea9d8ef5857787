package io.hecd.admin.why;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hecd.admin.json.JsonText;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.runtime.Explanation;
import io.hecd.runtime.Explanation.Candidate;
import io.hecd.runtime.Explanation.Step;
import java.io.IOException;
import java.util.Locale;

/** What `hecd explain` prints: each step with its line and a caret, then who gets the request; or an object for programs. */
public final class ExplanationText {
    private ExplanationText() {}

    public static String text(Explanation explanation) {
        StringBuilder out = new StringBuilder();
        for (Step step : explanation.steps()) out.append(ProblemPrinter.place(step.at(), step.what()));
        for (Candidate candidate : explanation.candidates())
            out.append(ProblemPrinter.place(candidate.at(), candidate(candidate)));
        return out.append(verdict(explanation)).append('\n').toString();
    }

    private static String candidate(Candidate candidate) {
        return "server '" + candidate.name() + "' at " + candidate.address() + ", weight " + candidate.weight()
                + (candidate.backup() ? ", a backup server" : "");
    }

    private static String verdict(Explanation explanation) {
        return switch (explanation.verdict()) {
            case SERVER ->
                explanation.candidates().size() == 1
                        ? "=> " + explanation.backend() + "/"
                                + explanation.candidates().get(0).name() + ": " + explanation.choice()
                        : "=> " + explanation.backend() + ": " + explanation.choice();
            case NO_SERVER -> "=> " + explanation.status() + ": " + explanation.choice();
            case ANSWER -> "=> " + explanation.status() + ": answered by hecd";
            case CLOSED -> "=> closed without an answer";
            case NOBODY ->
                explanation.status() > 0
                        ? "=> " + explanation.status() + ": no backend takes it"
                        : "=> nobody: it cannot connect";
        };
    }

    public static String json(Explanation explanation) {
        return JsonText.line(json -> {
            json.writeStringField(
                    "verdict",
                    explanation.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (explanation.status() > 0) json.writeNumberField("status", explanation.status());
            if (!explanation.frontend().isEmpty()) json.writeStringField("frontend", explanation.frontend());
            if (!explanation.backend().isEmpty()) json.writeStringField("backend", explanation.backend());
            if (!explanation.choice().isEmpty()) json.writeStringField("choice", explanation.choice());
            json.writeArrayFieldStart("servers");
            for (Candidate candidate : explanation.candidates()) candidate(json, candidate);
            json.writeEndArray();
            json.writeArrayFieldStart("steps");
            for (Step step : explanation.steps()) {
                json.writeStartObject();
                json.writeStringField("what", step.what());
                if (!step.at().isNone()) {
                    json.writeFieldName("at");
                    StoryJson.place(json, step.at());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void candidate(JsonGenerator json, Candidate candidate) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", candidate.name());
        json.writeStringField("address", candidate.address());
        json.writeNumberField("weight", candidate.weight());
        json.writeBooleanField("backup", candidate.backup());
        if (!candidate.at().isNone()) {
            json.writeFieldName("at");
            StoryJson.place(json, candidate.at());
        }
        json.writeEndObject();
    }
}
