package io.hecd.config.section;

import io.hecd.config.model.ProxyKind;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Lexer;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the dialect of HAProxy 1.4 to today's (`hecd migrate`): which lines change, to what, and why. */
public final class Migration {
    /**
     * One line that changes.
     *
     * @param line its number
     * @param edits whether anything changes; else it only has a reason: it cannot be translated
     * @param replacement the lines that take its place; none when it has moved
     * @param reason one sentence
     */
    public record Change(int line, boolean edits, List<String> replacement, String reason) {
        static Change to(int line, List<String> replacement, String reason) {
            return new Change(line, true, List.copyOf(replacement), reason);
        }

        static Change cannot(int line, String reason) {
            return new Change(line, false, List.of(), reason);
        }
    }

    private static final Sections SECTIONS = Sections.standard();

    private final Source source;
    private final List<Change> changes = new ArrayList<>();
    private final MovedBlocks blocks;
    private boolean inProxy;
    private String indent = "    ";

    private Migration(Source source) {
        this.source = source;
        this.blocks = new MovedBlocks(source, changes);
    }

    /** The changes of one file, in its order. */
    public static List<Change> of(Source source) {
        return new Migration(source).run();
    }

    private List<Change> run() {
        Facts facts = new Facts("3.2", Set.of(), "", Environment.of(Map.of()));
        for (Line line : Lexer.lines(withoutConditions(source), facts, new Problems())) read(line);
        return List.copyOf(changes);
    }

    /** All branches of `.if` are migrated, so the directives are taken for empty lines. */
    private static Source withoutConditions(Source source) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= source.lines(); i++) {
            String line = source.line(i);
            text.append(line.stripLeading().startsWith(".") ? "" : line).append('\n');
        }
        return new Source(source.name(), text.toString());
    }

    private void read(Line line) {
        Optional<ProxyKind> kind = kind(line.keyword());
        if (kind.isPresent()) {
            inProxy = true;
            blocks.section();
            section(line, kind.get());
            return;
        }
        if (SECTIONS.find(line.keyword()).isPresent()) {
            inProxy = false;
            return;
        }
        if (!inProxy) return;
        indent = leadingSpace(line);
        blocks.read(line);
        Optional<Keyword<ProxyDraft>> found = ProxyWords.TABLE.find(line);
        if (found.isEmpty()) return;
        Keyword<ProxyDraft> keyword = found.get();
        if (keyword.status() == Status.LEGACY) translate(line, keyword);
        else if (keyword.status() == Status.REMOVED)
            changes.add(Change.cannot(
                    line.at().line(), "'" + keyword.name() + "' cannot be translated: " + keyword.remark()));
    }

    private void translate(Line line, Keyword<ProxyDraft> keyword) {
        LegacyWord word = LegacyWord.all().stream()
                .filter(w -> w.name().equals(keyword.name()))
                .findFirst()
                .orElseThrow();
        try {
            List<String> modern = new ArrayList<>();
            for (List<Word> words : word.translate(line)) {
                refuseVariables(words, line);
                modern.add(indent + written(words, line));
            }
            keepTail(modern, line);
            String reason = "'" + word.name() + "' is '" + word.modern() + "' since HAProxy 2.1";
            if (word.name().equals("block") && blocks.mustMove()) blocks.move(line, modern, reason);
            else changes.add(Change.to(line.at().line(), modern, reason));
            if (word.modern().startsWith("http-request") && !word.name().equals("block")) blocks.request(line);
        } catch (Mistake mistake) {
            changes.add(Change.cannot(
                    line.at().line(),
                    mistake.problem().message() + "; " + mistake.problem().hint()));
        }
    }

    /** A word made from one with `$NAME` in it would hold the value of today. */
    private void refuseVariables(List<Word> words, Line line) {
        String raw = source.line(line.at().line());
        for (Word word : words) {
            if (line.words().contains(word) || word.at().equals(line.at())) continue;
            String written = raw.substring(word.at().column() - 1, word.endColumn() - 1);
            if (written.indexOf('"') >= 0 && written.indexOf('$') >= 0)
                throw line.error(word, "this line has an environment variable in it", "translate it by hand");
        }
    }

    /** `listen NAME ADDRESS ...` becomes two lines. */
    private void section(Line line, ProxyKind kind) {
        List<Word> words = line.words();
        if (!kind.hasFrontend() || words.size() < 3 || words.get(2).is("from")) return;
        if (!AddressReader.looksLikeAddress(words.get(2).text())) return;
        String start = leadingSpace(line);
        List<String> modern = new ArrayList<>();
        modern.add(start + written(words.subList(0, 2), line));
        String inner = nextIndent(line.at().line(), start);
        List<Word> bind = new ArrayList<>(words.subList(2, words.size()));
        modern.add(inner + "bind " + written(bind, line));
        keepTail(modern, line);
        changes.add(Change.to(line.at().line(), modern, "the address stands on a 'bind' line since HAProxy 2.1"));
    }

    /** What follows the last word: a comment, or a variable that is empty today. */
    private void keepTail(List<String> modern, Line line) {
        Word lastWord = line.words().get(line.words().size() - 1);
        String tail = source.line(line.at().line())
                .substring(lastWord.endColumn() - 1)
                .stripTrailing();
        int last = modern.size() - 1;
        modern.set(last, modern.get(last) + tail);
    }

    private static Optional<ProxyKind> kind(String keyword) {
        for (ProxyKind kind : ProxyKind.values())
            if (kind.name().toLowerCase(Locale.ROOT).equals(keyword)) return Optional.of(kind);
        return Optional.empty();
    }

    private String leadingSpace(Line line) {
        return source.line(line.at().line()).substring(0, line.at().column() - 1);
    }

    /** How the lines below the section are indented. */
    private String nextIndent(int sectionLine, String fallback) {
        for (int i = sectionLine + 1; i <= source.lines(); i++) {
            String text = source.line(i);
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) continue;
            String space = text.substring(0, text.length() - text.stripLeading().length());
            return space.length() > fallback.length() ? space : fallback + "    ";
        }
        return fallback + "    ";
    }

    /** Words that were there stay as they were written; new ones are quoted where they must be. */
    private String written(List<Word> words, Line line) {
        StringBuilder out = new StringBuilder();
        for (Word word : words) {
            if (out.length() > 0) out.append(' ');
            boolean old = line.words().contains(word);
            String raw = source.line(line.at().line());
            out.append(old ? raw.substring(word.at().column() - 1, word.endColumn() - 1) : quoted(word.text()));
        }
        return out.toString();
    }

    private static String quoted(String text) {
        if (text.matches("[^\\s'\"\\\\#$]+")) return text;
        if (text.indexOf('\'') < 0) return "'" + text + "'";
        return text.replaceAll("([\\s'\"\\\\#])", "\\\\$1");
    }

    /** The changes as a text for `patch`, reasons first; empty when nothing changes. */
    public static String diff(Source source) {
        return new MigrationDiff(source, of(source)).text();
    }

    /** The whole text after the changes; lines that cannot be translated stay. */
    public static String migrated(Source source) {
        StringBuilder out = new StringBuilder();
        List<Change> changes = of(source);
        int next = 0;
        for (int i = 1; i <= source.lines(); i++) {
            if (next < changes.size() && changes.get(next).line() == i) {
                Change change = changes.get(next++);
                if (change.edits()) {
                    for (String line : change.replacement()) out.append(line).append('\n');
                    continue;
                }
            }
            out.append(source.line(i)).append('\n');
        }
        return out.toString();
    }
}
