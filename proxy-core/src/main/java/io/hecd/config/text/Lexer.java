package io.hecd.config.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The lines of all sources, one after the other: comments and empty lines left out, conditional blocks resolved
 * (manual 2.4). A line is cut into words only when it is asked for, so what the reader of one line does to the
 * {@link Environment} is seen by the next. Lines that cannot be cut become problems and are passed over.
 */
public final class Lexer implements Iterator<Line> {
    private final Iterator<Source> sources;
    private final Problems problems;
    private final WordSplitter splitter;
    private final Directives directives;

    private Source source = Source.NONE;
    private int line;
    private boolean startsFile;
    private Optional<Line> ready = Optional.empty();

    /** @param facts what conditions ask about; its environment is also the one of the variables */
    public Lexer(List<Source> sources, Facts facts, Problems problems) {
        this.sources = List.copyOf(sources).iterator();
        this.problems = problems;
        this.splitter = new WordSplitter(facts.environment());
        this.directives = new Directives(facts, problems);
    }

    /** All lines of a text at once, for tests and for texts without `setenv`. */
    public static List<Line> lines(Source source, Facts facts, Problems problems) {
        List<Line> lines = new ArrayList<>();
        new Lexer(List.of(source), facts, problems).forEachRemaining(lines::add);
        return lines;
    }

    /** Diagnostic mode (`-dD`): `.diag` speaks. */
    public Lexer diagnostic(boolean on) {
        directives.diagnostic(on);
        return this;
    }

    /** Says which section is being read: its name, or its type where it has none. This is what `"${.SECTION}"` gives. */
    public void section(String nameOrType) {
        splitter.section(nameOrType);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (line < source.lines()) {
                ready = read(++line);
            } else {
                finish();
                if (!sources.hasNext()) return false;
                source = sources.next();
                line = 0;
                startsFile = true;
            }
        }
        return true;
    }

    @Override
    public Line next() {
        if (!hasNext()) throw new NoSuchElementException();
        Line next = ready.get();
        ready = Optional.empty();
        return next;
    }

    private Optional<Line> read(int number) {
        try {
            List<Word> words = splitter.split(source, number);
            if (words.isEmpty()) return Optional.empty();
            if (words.get(0).isEmpty()) {
                if (!directives.skipping())
                    problems.notice(words.get(0), "the line begins with an empty word and is ignored", "");
                return Optional.empty();
            }
            Line made = new Line(words, problems, startsFile);
            if (directives.handle(made)) return Optional.empty();
            startsFile = false;
            return Optional.of(made);
        } catch (Mistake mistake) {
            problems.add(mistake);
            return Optional.empty();
        }
    }

    private void finish() {
        if (source == Source.NONE) return;
        directives.endOfFile();
        if (source.cutShort()) {
            String last = source.line(source.lines());
            problems.error(
                    "truncated",
                    new Position(source, source.lines(), last.length() + 1),
                    1,
                    "the last line has no line feed: the file may have been cut short",
                    "end the file with an empty line");
        }
        source = Source.NONE;
        line = 0;
    }
}
