package io.hecd.admin.command;

import java.util.Locale;
import java.util.Set;

/** `set severity-output`: whether sentences begin with how grave they are, for the rest of the conversation. */
final class SetSeverityOutput implements Command {
    private static final Set<String> FORMS = Set.of("none", "number", "string");

    @Override
    public String name() {
        return "set severity-output";
    }

    @Override
    public String synopsis() {
        return "set severity-output [none|number|string]";
    }

    @Override
    public String description() {
        return "set presence of severity level in feedback information";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        String form = request.word(0);
        if (!FORMS.contains(form)) throw new Refusal("one of 'none', 'number', 'string' is a required argument");
        request.caller().severityOutput(Severity.Form.valueOf(form.toUpperCase(Locale.ROOT)));
        return Answer.nothing();
    }
}
