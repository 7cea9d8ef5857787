package io.hecd.acl;

import io.hecd.config.text.Position;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows the criterion of an ACL: flags up to the first word that is none, then patterns (manual 7.1). Load time. */
@LoadTime
final class AclPatterns {
    private final List<Word> words;
    private final Catalog<MatcherRow> matchers;
    private final PatternLists lists;
    /** Those of its files. */
    private final List<PatternList> files = new ArrayList<>();
    /** Those on the line itself. */
    private final List<Word> written = new ArrayList<>();

    private Optional<MatcherRow> chosen = Optional.empty();
    private boolean ignoreCase;
    private boolean mapFile;
    private int at = 1;

    /** @param words the criterion is the first of them */
    AclPatterns(List<Word> words, Catalog<MatcherRow> matchers, PatternLists lists) {
        this.words = words;
        this.matchers = matchers;
        this.lists = lists;
    }

    /** After {@link #read}: what compares with all of them, as they are now and as they will be. */
    Matcher matcher(MatcherRow row) {
        Position at = words.get(0).at();
        String line = "file '" + at.source() + "' line " + at.line();
        PatternList own = lists.add("");
        for (Word word : written) own.load(RawText.decode(word.bytes()));
        List<PatternList> all = new ArrayList<>(files);
        all.add(own);
        LiveMatcher matcher = new LiveMatcher(row, ignoreCase, words.get(0), all, written);
        for (PatternList file : files) file.used("acl at " + line, matcher);
        own.used("acl '" + criterion() + "' " + line, matcher);
        return matcher;
    }

    /** @param implied the method without `-m`, empty if there is none */
    MatcherRow read(SampleType type, String implied) {
        while (at < words.size() && flag(words.get(at))) at++;
        for (; at < words.size(); at++) written.add(words.get(at));
        MatcherRow row = chosen.or(() -> matchers.find(implied)).orElseThrow(() -> {
            String message = "'" + words.get(0) + "' gives " + type.shown() + ", which has no matching method";
            return Matchers.mistake(words.get(0), message, "choose one with -m, as '-m found' or '-m str'");
        });
        if (!type.castsTo(row.type()))
            throw Matchers.mistake(words.get(0), "'-m " + row.name() + "' cannot compare " + type.shown(), "");
        return row;
    }

    private String criterion() {
        String text = words.get(0).text();
        return text.substring(0, ExpressionParser.nameEnd(text, 0, text.length()));
    }

    /** Reads one flag with its argument; false if patterns begin. */
    private boolean flag(Word word) {
        switch (word.text()) {
            case "-i" -> ignoreCase = true;
            case "-M" -> mapFile = true;
            case "-m" -> chosen = Optional.of(method(word));
            case "-f" -> load(argument(word, "the name of a file"));
            case "-u" -> argument(word, "a number");
            // Host names in patterns are looked up while loading, or not at all: nothing is left to forbid.
            case "-n" -> {}
            case "--" -> {
                at++;
                return false;
            }
            default -> {
                boolean pattern = !word.text().startsWith("-") || word.text().matches("-[0-9].*");
                if (pattern) return false;
                String hint = "put '--' before a pattern that begins with a dash";
                throw Matchers.mistake(word, "unknown flag '" + word + "'", hint);
            }
        }
        return true;
    }

    private Word argument(Word flag, String what) {
        if (at + 1 >= words.size()) throw Matchers.mistake(flag, "'" + flag + "' needs " + what, "");
        return words.get(++at);
    }

    private MatcherRow method(Word flag) {
        Word name = argument(flag, "a matching method");
        if (!files.isEmpty()) throw Matchers.mistake(flag, "'-m' must stand before '-f'", "");
        return matchers.find(name.text()).orElseThrow(() -> {
            String hint = matchers.nearest(name.text())
                    .map(n -> "did you mean '" + n + "'?")
                    .orElse("");
            return Matchers.mistake(name, "unknown matching method '" + name + "'", hint);
        });
    }

    /** Every line is a pattern; empty lines and those that begin with `#` are none. */
    private void load(Word file) {
        Optional<PatternList> known = lists.ofFile(file.text());
        if (known.isPresent()) {
            files.add(known.get());
            return;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file.text()));
        } catch (IOException | InvalidPathException e) {
            throw Matchers.mistake(file, "cannot read the file '" + file + "' of patterns", "");
        }
        PatternList list = lists.add(file.text());
        files.add(list);
        for (String line : RawText.decode(bytes).split("\n", -1)) {
            if (line.startsWith("#")) continue;
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            text = text.replaceFirst("^[ \t]+", "");
            if (mapFile) text = text.split("[ \t]", 2)[0];
            if (!text.isEmpty()) list.load(text);
        }
    }
}
