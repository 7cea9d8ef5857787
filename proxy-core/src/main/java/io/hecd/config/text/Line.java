package io.hecd.config.text;

import io.hecd.names.Catalog;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The words of one line, read from left to right. What is wrong with a word is told through the line, so that the
 * place is never lost: {@link #error} throws and ends the line, {@link #warning} and {@link #notice} only note.
 */
public final class Line {
    private final List<Word> words;
    private final Problems problems;
    private final boolean startsFile;
    private int next;

    /** @param words at least one */
    Line(List<Word> words, Problems problems, boolean startsFile) {
        this.words = words;
        this.problems = problems;
        this.startsFile = startsFile;
    }

    /** A line made by a program: what an old word means in new ones. @param words at least one */
    public static Line of(List<Word> words, Problems problems) {
        return new Line(List.copyOf(words), problems, false);
    }

    /** All words, the keyword too, whatever was read. */
    public List<Word> words() {
        return Collections.unmodifiableList(words);
    }

    /** The first word. */
    public Word first() {
        return words.get(0);
    }

    /** The text of the first word. */
    public String keyword() {
        return words.get(0).text();
    }

    /** Where the first word is. */
    public Position at() {
        return words.get(0).at();
    }

    /** True for the first line of each file: a section never goes on in the next file (manual 2.1). */
    public boolean startsFile() {
        return startsFile;
    }

    public Problems problems() {
        return problems;
    }

    // --- the cursor

    public boolean hasNext() {
        return next < words.size();
    }

    public int remaining() {
        return words.size() - next;
    }

    /** The next word, which stays to be read; an empty word at the end of the line when there is none. */
    public Word peek() {
        return hasNext() ? words.get(next) : end();
    }

    /** The word `ahead` places after the next one, an empty word when there is none. */
    public Word peek(int ahead) {
        return next + ahead < words.size() ? words.get(next + ahead) : end();
    }

    /** The next word; an empty word at the end of the line when there is none. */
    public Word next() {
        Word word = peek();
        if (hasNext()) next++;
        return word;
    }

    /** Reads the next word if it is this one. */
    public boolean accept(String text) {
        if (!hasNext() || !words.get(next).is(text)) return false;
        next++;
        return true;
    }

    /** The words not read yet; they are read now. */
    public List<Word> rest() {
        List<Word> rest = List.copyOf(words.subList(next, words.size()));
        next = words.size();
        return rest;
    }

    /** The words not read yet joined by a space; they are read now. */
    public String restJoined() {
        StringBuilder out = new StringBuilder();
        for (Word word : rest()) out.append(out.length() == 0 ? "" : " ").append(word.text());
        return out.toString();
    }

    /** How many words were read: a mark for {@link #reset}. */
    public int mark() {
        return next;
    }

    public void reset(int mark) {
        next = Math.max(0, Math.min(mark, words.size()));
    }

    // --- arguments

    /** The text of the next word, which must be there. @param what how the message names it: "an address" */
    public String take(String what) {
        return takeWord(what).text();
    }

    /** As {@link #take}, with its place. */
    public Word takeWord(String what) {
        Word word = peek();
        if (word.isEmpty()) throw error(word, subject() + " needs " + what, "");
        next++;
        return word;
    }

    /** A time, in `unit`, which also is the unit of a bare number; parts of it are rounded up. */
    public long takeTime(String what, TimeUnit unit) {
        Word word = takeWord(what);
        Units.Time time = Units.time(word.text(), unit);
        if (!time.wrong().isEmpty()) throw error(word, isNot(word, what) + time.wrong(), Units.TIME_HINT);
        if (!time.doubtful().isEmpty()) warning(word, time.doubtful(), Units.TIME_HINT);
        return time.value();
    }

    /** A number of bytes or entries: `16384`, `16k`, `1g`. */
    public long takeSize(String what) {
        Word word = takeWord(what);
        Units.Size size = Units.size(word.text());
        if (!size.wrong().isEmpty()) throw error(word, isNot(word, what) + size.wrong(), Units.SIZE_HINT);
        return size.value();
    }

    /** A whole number between `min` and `max`, both included. */
    public long takeInteger(String what, long min, long max) {
        Word word = takeWord(what);
        if (!Units.isInteger(word.text())) {
            throw error(word, "'" + word.text() + "' is not " + what, numberHint(min, max));
        }
        try {
            long value = Long.parseLong(word.text());
            if (value >= min && value <= max) return value;
        } catch (NumberFormatException e) {
            // More digits than a long has: out of any range.
        }
        throw error(word, "'" + word.text() + "' is out of range for " + what, numberHint(min, max));
    }

    private static String isNot(Word word, String what) {
        return "'" + word.text() + "' is not " + what + ": ";
    }

    private static String numberHint(long min, long max) {
        if (max == Long.MAX_VALUE) return min == Long.MIN_VALUE ? "a whole number" : "a whole number, at least " + min;
        return "a whole number from " + min + " to " + max;
    }

    /** The entry named by the next word. */
    public <T> T takeFrom(Catalog<T> catalog) {
        Word word = takeWord(article(catalog.what()));
        return catalog.find(word.text()).orElseThrow(() -> unknown(word, catalog.what(), catalog.names()));
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** Nothing may follow; empty words are nothing, as for HAProxy. */
    public void expectEnd() {
        for (Word word : words.subList(next, words.size())) {
            if (!word.isEmpty()) throw error(word, "unexpected word '" + word.text() + "' after " + subject(), "");
        }
    }

    // --- telling

    /** A mistake at `word`, to be thrown; `hint` may be empty. */
    public Mistake error(Word word, String message, String hint) {
        return error("syntax", word, message, hint);
    }

    /** The same with a code of its own. */
    public Mistake error(String code, Word word, String message, String hint) {
        return new Mistake(new Problem(Severity.ERROR, code, word.at(), word.length(), message, hint));
    }

    /** "unknown action 'set-hedaer' in 'http-request'", with the nearest of `names` for a hint. */
    public Mistake unknown(Word word, String what, Iterable<String> names) {
        String where = word.equals(first()) ? "" : " in '" + keyword() + "'";
        String hint = Catalog.nearest(word.text(), names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("");
        return error("unknown-keyword", word, "unknown " + what + " '" + word.text() + "'" + where, hint);
    }

    /** A mistake at some characters of a word, counted in its text. */
    public Mistake error(Word word, int offset, int length, String message, String hint) {
        Position at = word.at(offset);
        boolean exact = at.column() != word.at().column()
                || word.length() == word.text().length();
        return Mistake.at(at, exact ? length : word.length(), message, hint);
    }

    public void warning(Word word, String message, String hint) {
        problems.warning(word, message, hint);
    }

    public void notice(Word word, String message, String hint) {
        problems.notice(word, message, hint);
    }

    /** What was read last, in quotes: `'timeout client'`, `'server s1'`, and further on only the last word, `'weight'`. */
    public String subject() {
        if (next == 0) return "the line";
        if (next == 2) return "'" + words.get(0).text() + " " + words.get(1).text() + "'";
        return "'" + words.get(next - 1).text() + "'";
    }

    private Word end() {
        Word last = words.get(words.size() - 1);
        Position at = new Position(last.at().source(), last.at().line(), last.endColumn());
        return new Word("", last.at().isNone() ? Position.NONE : at, last.endColumn(), false);
    }

    /** The words as they were understood, separated by spaces. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Word word : words) out.append(out.length() == 0 ? "" : " ").append(word.text());
        return out.toString();
    }
}
