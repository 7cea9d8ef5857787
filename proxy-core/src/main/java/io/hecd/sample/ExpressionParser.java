package io.hecd.sample;

import io.hecd.config.text.Mistake;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads sample expressions (manual 7.3). A mistake is thrown with the place of the part that is wrong. Load time. */
@LoadTime
public final class ExpressionParser {
    private final Vocabulary vocabulary;

    public ExpressionParser(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The whole word is an expression. */
    public Expression parse(Word word, Checkpoint where) {
        return parse(word, 0, word.text().length(), where);
    }

    /** Characters [from, to) of the word's text are an expression, as in `%[src,ipmask(24)]`. */
    public Expression parse(Word word, int from, int to, Checkpoint where) {
        int end = nameEnd(word.text(), from, to);
        String name = word.text().substring(from, end);
        FetchRow row = find(vocabulary.fetches(), KnownNames.FETCHES, name, word, from);
        return parse(word, from, to, row, where);
    }

    /** The same, where the caller knows which fetch the name at `from` stands for: `hdr_beg(host)`. */
    public Expression parse(Word word, int from, int to, FetchRow row, Checkpoint where) {
        String text = word.text();
        int nameEnd = nameEnd(text, from, to);
        if (!row.availableAt(where)) {
            throw mistake(
                    word,
                    from,
                    nameEnd - from,
                    "'" + row.name() + "' needs " + row.need().shown() + ", which is not there in " + where.shown(),
                    "");
        }
        ArgReader reader = new ArgReader(word, nameEnd, to);
        Args args = arguments(reader, row.name(), row.args(), row.preparation());
        List<Expression.Step> steps = new ArrayList<>();
        SampleType type = row.type();
        while (reader.at() < to) {
            ConverterRow converter = converter(word, reader, to, type);
            steps.add(new Expression.Step(
                    converter, arguments(reader, converter.name(), converter.args(), converter.preparation())));
            type = Expression.after(type, converter);
        }
        return new Expression(
                text.substring(from, to),
                row.fetchAt(where),
                row.needAt(where),
                args,
                row.type(),
                steps.toArray(Expression.Step[]::new));
    }

    private ConverterRow converter(Word word, ArgReader reader, int to, SampleType type) {
        String text = word.text();
        if (text.charAt(reader.at()) != ',') {
            throw mistake(
                    word,
                    reader.at(),
                    to - reader.at(),
                    "unexpected '" + text.substring(reader.at(), to) + "' after '" + text.substring(0, reader.at())
                            + "'",
                    "a converter follows after a comma");
        }
        int from = reader.at() + 1;
        int end = nameEnd(text, from, to);
        String name = text.substring(from, end);
        ConverterRow row = find(vocabulary.converters(), KnownNames.CONVERTERS, name, word, from);
        if (!type.castsTo(row.in())) {
            throw mistake(
                    word,
                    from,
                    end - from,
                    "'" + name + "' works on " + row.in().shown() + ", not on " + type.shown(),
                    "");
        }
        reader.moveTo(end);
        return row;
    }

    private static Args arguments(ArgReader reader, String name, ArgSpec spec, Preparation preparation) {
        int from = reader.at();
        Args args = reader.read(name, spec);
        try {
            return args.with(preparation.prepare(args));
        } catch (IllegalArgumentException e) {
            throw mistake(
                    reader.word(), from, reader.at() - from, String.valueOf(e.getMessage()) + " in '" + name + "'", "");
        }
    }

    private static <T> T find(Catalog<T> catalog, KnownNames known, String name, Word word, int from) {
        Optional<T> row = catalog.find(name);
        if (row.isPresent()) return row.get();
        if (known.contains(name)) {
            throw mistake(
                    word,
                    from,
                    name.length(),
                    catalog.what() + " '" + name + "' is known to HAProxy, not in hecd yet",
                    "");
        }
        String hint =
                catalog.nearest(name).map(n -> "did you mean '" + n + "'?").orElse("");
        throw mistake(word, from, name.length(), "unknown " + catalog.what() + " '" + name + "'", hint);
    }

    /** Where the name that begins at `from` ends. */
    public static int nameEnd(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != '(' && text.charAt(at) != ',') at++;
        return at;
    }

    static Mistake mistake(Word word, int from, int length, String message, String hint) {
        boolean exact = word.at(from).column() != word.at().column()
                || word.length() == word.text().length();
        return Mistake.at(word.at(from), exact ? length : word.length(), message, hint);
    }
}
