package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The words that one kind of section or line knows: a table of {@link Keyword}s. Built once, then only read. */
final class Vocabulary<D> {
    private static final int LONGEST_NAME = 3;
    /** A hint does not list more words than this. */
    private static final int MANY = 16;

    private final TreeMap<String, Keyword<D>> words = new TreeMap<>();

    Vocabulary<D> with(Keyword<D> keyword) {
        if (words.putIfAbsent(keyword.name(), keyword) != null)
            throw new IllegalStateException("keyword '" + keyword.name() + "' twice");
        return this;
    }

    Vocabulary<D> supported(String places, String name, Keyword.Reader<D> reader) {
        return with(new Keyword<>(name, Status.SUPPORTED, places, reader, Optional.empty(), ""));
    }

    /** A word that may follow `no`. */
    Vocabulary<D> option(String places, String name, Keyword.Reader<D> reader, Keyword.Reader<D> off) {
        return with(new Keyword<>(name, Status.SUPPORTED, places, reader, Optional.of(off), ""));
    }

    /** The same without effect. */
    Vocabulary<D> acceptedOption(String places, String remark, String... names) {
        for (String name : names)
            with(new Keyword<>(name, Status.ACCEPTED, places, Vocabulary::none, Optional.of(Vocabulary::none), remark));
        return this;
    }

    Vocabulary<D> legacy(String name, Keyword.Reader<D> reader, String remark) {
        return with(new Keyword<>(name, Status.LEGACY, "DFLB", reader, Optional.empty(), remark));
    }

    /** Supported, with something to know. */
    Vocabulary<D> differs(String places, String name, String remark, Keyword.Reader<D> reader) {
        return with(new Keyword<>(name, Status.SUPPORTED, places, reader, Optional.empty(), remark));
    }

    /** Read and kept, while nothing acts on it yet: said at every line, since somebody counts on it. */
    Vocabulary<D> inert(String places, String name, Keyword.Reader<D> reader) {
        return differs(places, name, Notes.NO_EFFECT_YET, reader);
    }

    /** The same, with what it waits for. */
    Vocabulary<D> inert(String places, String name, String awaits, Keyword.Reader<D> reader) {
        return differs(places, name, Notes.NO_EFFECT_YET + ": " + awaits, reader);
    }

    /** Read and kept for a module that not every program has. */
    Vocabulary<D> byModule(String places, String name, String what, Keyword.Reader<D> reader) {
        return differs(places, name, Notes.BY_MODULE + what, reader);
    }

    /** Without effect in hecd, and why. */
    Vocabulary<D> accepted(String places, String remark, Keyword.Reader<D> reader, String... names) {
        for (String name : names) with(new Keyword<>(name, Status.ACCEPTED, places, reader, Optional.empty(), remark));
        return this;
    }

    Vocabulary<D> notYet(String places, String remark, Keyword.Reader<D> reader, String... names) {
        for (String name : names) with(new Keyword<>(name, Status.NOT_YET, places, reader, Optional.empty(), remark));
        return this;
    }

    Vocabulary<D> removed(String places, String remark, String... names) {
        for (String name : names)
            with(new Keyword<>(name, Status.REMOVED, places, Vocabulary::rest, Optional.empty(), remark));
        return this;
    }

    /** Takes whatever follows. */
    static void rest(Line line, Object into) {
        line.rest();
    }

    static void none(Line line, Object into) {}

    Collection<Keyword<D>> rows() {
        return words.values();
    }

    boolean knows(String name) {
        return words.containsKey(name);
    }

    /** Whether it is a word, or the first of several that are one. */
    boolean knowsFirst(String first) {
        return knows(first) || !members(first).isEmpty();
    }

    /** The row with the longest name that the next words of the line make up; the cursor is then behind it. */
    Optional<Keyword<D>> find(Line line) {
        for (int length = Math.min(LONGEST_NAME, line.remaining()); length > 0; length--) {
            StringBuilder name = new StringBuilder(line.peek().text());
            for (int i = 1; i < length; i++)
                name.append(' ').append(line.peek(i).text());
            Keyword<D> found = words.get(name.toString());
            if (found == null) continue;
            for (int i = 0; i < length; i++) line.next();
            return Optional.of(found);
        }
        return Optional.empty();
    }

    /** The mistake for words of which {@link #find} knows nothing. @param where `in a backend`, `on a server line` */
    Mistake unknown(Line line, String where, Collection<String> alsoKnown) {
        Word first = line.next();
        List<String> members = members(first.text());
        if (members.isEmpty()) {
            List<String> firstWords = new ArrayList<>(alsoKnown);
            for (String name : words.keySet()) firstWords.add(name.split(" ", 2)[0]);
            return line.error(
                    "unknown-keyword",
                    first,
                    "unknown keyword '" + first.text() + "' " + where,
                    Catalog.nearest(first.text(), firstWords)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(""));
        }
        Word second = line.peek();
        String known = members.size() > MANY ? "" : String.join(", ", members);
        if (second.isEmpty())
            return line.error(
                    second, "'" + first.text() + "' needs another word", known.isEmpty() ? "" : "one of " + known);
        return line.error(
                "unknown-keyword",
                second,
                "unknown keyword '" + first.text() + " " + second.text() + "' " + where,
                Catalog.nearest(second.text(), members)
                        .map(near -> "did you mean '" + first.text() + " " + near + "'?")
                        .orElse(known.isEmpty() ? "" : "known are " + known));
    }

    private List<String> members(String group) {
        List<String> members = new ArrayList<>();
        for (Keyword<D> word : words.tailMap(group + " ").values()) {
            if (!word.name().startsWith(group + " ")) break;
            if (word.status() != Status.LEGACY) members.add(word.name().substring(group.length() + 1));
        }
        return members;
    }
}
