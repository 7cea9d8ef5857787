package io.hecd.config.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The problems of one reading, in the order in which they were found until they are sorted. Used by the one thread that reads. */
public final class Problems {
    private final List<Problem> list = new ArrayList<>();
    private final int[] counts = new int[Severity.values().length];

    public void add(Problem problem) {
        list.add(problem);
        counts[problem.severity().ordinal()]++;
    }

    public void add(Mistake mistake) {
        add(mistake.problem());
    }

    public void error(String code, Position at, int length, String message, String hint) {
        add(new Problem(Severity.ERROR, code, at, length, message, hint));
    }

    public void error(Word word, String message, String hint) {
        error("syntax", word.at(), word.length(), message, hint);
    }

    public void warning(Word word, String message, String hint) {
        add(new Problem(Severity.WARNING, "warning", word.at(), word.length(), message, hint));
    }

    public void notice(Word word, String message, String hint) {
        add(new Problem(Severity.NOTICE, "notice", word.at(), word.length(), message, hint));
    }

    /** Adds what is said of other lines than those that have an error already. */
    public void addFurther(Problems more) {
        List<Problem> told = List.copyOf(list);
        for (Problem problem : more.list) if (!isWrong(problem.at(), told)) add(problem);
    }

    private static boolean isWrong(Position line, List<Problem> told) {
        for (Problem problem : told)
            if (problem.severity() == Severity.ERROR
                    && !line.isNone()
                    && problem.at().line() == line.line()
                    && problem.at().source().equals(line.source())) return true;
        return false;
    }

    /**
     * Puts them in the order of the text, file by file, for people: what was found when files were read and what was found
     * when rules were compiled stand together. What was said twice is said once. Problems without a place come last.
     */
    public void sort() {
        List<Source> files = new ArrayList<>();
        for (Problem problem : list)
            if (!files.contains(problem.at().source())) files.add(problem.at().source());
        List<Problem> sorted = new ArrayList<>(new LinkedHashSet<>(list));
        sorted.sort(Comparator.comparing((Problem problem) -> problem.at().isNone())
                .thenComparing(problem -> files.indexOf(problem.at().source()))
                .thenComparing(problem -> problem.at().line())
                .thenComparing(problem -> problem.at().column()));
        list.clear();
        Arrays.fill(counts, 0);
        sorted.forEach(this::add);
    }

    public List<Problem> list() {
        return Collections.unmodifiableList(list);
    }

    public int count(Severity severity) {
        return counts[severity.ordinal()];
    }

    public boolean hasErrors() {
        return count(Severity.ERROR) > 0;
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** `2 errors, 1 warning`; empty when there is nothing to say. */
    public String summary() {
        StringBuilder out = new StringBuilder();
        for (Severity severity : Severity.values()) {
            int count = count(severity);
            if (count == 0) continue;
            if (out.length() > 0) out.append(", ");
            out.append(count).append(' ').append(severity.word()).append(count == 1 ? "" : "s");
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
