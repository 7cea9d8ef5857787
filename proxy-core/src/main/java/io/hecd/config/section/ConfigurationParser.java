package io.hecd.config.section;

import io.hecd.config.model.Configuration;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Lexer;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;
import java.util.Optional;

/**
 * Text to {@link Configuration}. Never throws for what is written: all that is wrong is collected, and what could be read
 * is returned all the same.
 */
public final class ConfigurationParser {
    private static final SectionParser.Body NOTHING = new SectionParser.Body() {
        @Override
        public void read(Line line) {}

        @Override
        public String name() {
            return "";
        }
    };

    private final Sections sections;
    private final Draft draft;
    private final Lexer lexer;
    private SectionParser.Body body = NOTHING;
    private boolean inSection;
    private boolean otherFiles;

    private ConfigurationParser(List<Source> sources, Facts facts, Sections sections, Problems problems) {
        this.sections = sections;
        this.draft = new Draft(facts, problems);
        this.lexer = new Lexer(sources, facts, problems);
    }

    /**
     * @param sources the files of `-f`, in order
     * @param facts what conditions may ask; its environment is changed by `setenv` and the like
     * @return what could be read; not to be run when `problems` has errors
     */
    public static Configuration parse(List<Source> sources, Facts facts, Sections sections, Problems problems) {
        return new ConfigurationParser(sources, facts, sections, problems).run();
    }

    private Configuration run() {
        while (lexer.hasNext()) {
            Line line = lexer.next();
            try {
                read(line);
            } catch (Mistake mistake) {
                draft.problems().add(mistake);
            }
        }
        body.end();
        return new Review(draft).finish();
    }

    private void read(Line line) {
        if (line.startsFile() && inSection) leave();
        Optional<SectionParser> section = sections.find(line.keyword());
        if (section.isPresent()) {
            leave();
            inSection = true;
            line.next();
            body = section.get().open(line, draft);
            lexer.section(body.name());
        } else if (looksLikeSection(line)) {
            leave();
            inSection = true;
            throw line.error(
                    "unknown-section",
                    line.first(),
                    "unknown section '" + line.keyword() + "'",
                    sections.nearest(line.keyword())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("known are " + String.join(", ", sections.names())));
        } else if (!inSection) {
            throw line.error(
                    "no-section",
                    line.first(),
                    "'" + line.keyword() + "' stands before any section",
                    otherFiles && line.startsFile() ? "a section does not go on in the next file" : "");
        } else {
            body.read(line);
        }
    }

    private void leave() {
        body.end();
        body = NOTHING;
        inSection = false;
        otherFiles = true;
    }

    /** A slip in the name of a section: at the start of a line, near to a section, and no word of the section before. */
    private boolean looksLikeSection(Line line) {
        if (line.at().column() != 1 || sections.isProxyWord(line.keyword())) return false;
        return sections.nearest(line.keyword()).isPresent()
                && !ProxyWords.knowsFirst(line.keyword())
                && !GlobalWords.TABLE.knowsFirst(line.keyword());
    }
}
