package io.hecd.config.section;

import io.hecd.config.model.SectionConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A section whose lines are not looked into here: one that another module brings, or one that hecd does not have; then
 * there is one problem about the section and none about its lines.
 *
 * @param message what to say about it, with the section's name for `%s`; empty: nothing
 */
record OpaqueSection(Severity severity, String message, String hint) implements SectionParser {
    /** For a module that reads the lines later. */
    static OpaqueSection kept() {
        return new OpaqueSection(Severity.NOTICE, "", "");
    }

    @Override
    public Body open(Line line, Draft draft) {
        Word keyword = line.first();
        String name = line.restJoined();
        if (!message.isEmpty())
            draft.problems()
                    .add(new Problem(
                            severity,
                            "not-yet",
                            keyword.at(),
                            keyword.length(),
                            "'" + keyword.text() + "' is HAProxy's; " + message,
                            hint));
        return new KeptBody(draft, keyword.at(), keyword.text(), name, new ArrayList<>());
    }

    private record KeptBody(Draft draft, Position at, String keyword, String sectionName, List<Line> lines)
            implements Body {
        @Override
        public String name() {
            return sectionName.isEmpty() ? keyword : sectionName;
        }

        @Override
        public void read(Line line) {
            lines.add(line);
        }

        @Override
        public void end() {
            draft.keep(new SectionConfig(at, keyword, sectionName, List.copyOf(lines)));
        }
    }
}
