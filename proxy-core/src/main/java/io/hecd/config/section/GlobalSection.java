package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** `global`, of which there may be several: they add up (manual 3). */
final class GlobalSection implements SectionParser {
    /** The words that `no` may stand in front of (manual 3.1). */
    private static final Set<String> NEGATED = Set.of(
            "busy-polling",
            "set-dumpable",
            "strict-limits",
            "insecure-fork-wanted",
            "numa-cpu-mapping",
            "insecure-setuid-wanted",
            "noktls");

    private final Sections sections;

    GlobalSection(Sections sections) {
        this.sections = sections;
    }

    @Override
    public Body open(Line line, Draft draft) {
        if (line.hasNext())
            draft.problems()
                    .add(line.error(
                            line.peek(),
                            "unexpected word '" + line.peek().text() + "' after 'global'",
                            "a 'global' section has no name"));
        return new GlobalBody(draft, sections);
    }

    private record GlobalBody(Draft draft, Sections sections) implements Body {
        @Override
        public String name() {
            return "global";
        }

        @Override
        public void read(Line line) {
            if (line.peek().is("no") || line.peek().is("default")) negation(line);
            Word word = line.peek();
            Optional<Keyword<Draft>> found = GlobalWords.TABLE.find(line);
            if (found.isEmpty()) {
                if (ProxyWords.TABLE.find(line).isPresent())
                    throw line.error(
                            "unknown-keyword",
                            word,
                            "'" + word.text() + "' does not belong into 'global'",
                            "it goes into a defaults, frontend, listen or backend section");
                throw GlobalWords.TABLE.unknown(line, "in section 'global'", sections.names());
            }
            Keyword<Draft> keyword = found.get();
            if (!sections.isServed(keyword.name())) draft.notes().about(keyword, line, word);
            if (keyword.status() != Status.SUPPORTED) return;
            keyword.reader().read(line, draft);
            line.expectEnd();
        }

        private void negation(Line line) {
            Word no = line.next();
            if (!NEGATED.contains(line.peek().text()))
                throw line.error(
                        line.peek(),
                        "'" + no.text() + "' cannot stand before '"
                                + line.peek().text() + "'",
                        "in 'global' it goes with " + String.join(", ", List.copyOf(new java.util.TreeSet<>(NEGATED))));
        }
    }
}
