package io.hecd.sample;

import io.hecd.config.text.Word;
import io.hecd.sample.convert.Converters;
import io.hecd.sample.fetch.Fetches;
import io.hecd.traffic.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Expressions in tests: compiled with the standard vocabulary, evaluated to readable text. */
public final class Samples {
    public static final ExpressionParser PARSER =
            new ExpressionParser(new Vocabulary(Fetches.standard(), Converters.standard()));

    private Samples() {}

    public static Expression compile(String expression, Checkpoint where) {
        return PARSER.parse(Word.of(expression), where);
    }

    /** The value as `type:text`, `none` if there is none. */
    public static String value(String expression, Transaction transaction) {
        return value(expression, transaction, Checkpoint.LOG);
    }

    public static String value(String expression, Transaction transaction, Checkpoint where) {
        Sample sample = new Sample();
        if (!compile(expression, where).evaluate(transaction, sample)) return "none";
        return shown(sample);
    }

    /** All values, as an ACL would see them one after the other. */
    public static List<String> each(String expression, Transaction transaction) {
        Expression compiled = compile(expression, Checkpoint.LOG);
        List<String> values = new ArrayList<>();
        Sample sample = new Sample();
        boolean taken = compiled.first(transaction, sample);
        while (taken) {
            values.add(shown(sample));
            taken = sample.hasMore() && compiled.next(transaction, sample);
        }
        return values;
    }

    private static String shown(Sample sample) {
        String type = sample.type().shown();
        return type + ":" + (sample.castTo(SampleType.STR) ? sample.bytes().toString() : "?");
    }
}
