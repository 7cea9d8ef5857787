package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;

import io.hecd.sample.ArgSpec;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.SampleType;
import java.util.List;

/** Arithmetic, bits and comparing with zero (manual 7.3.1). Sums and products stop at the largest and smallest number. */
final class NumberConverters {
    private static final ArgSpec VALUE = ArgSpec.NONE.needs("value", INTEGER);

    /** A number and the argument make a number. */
    @FunctionalInterface
    private interface Operation {
        long of(long number, long value);
    }

    @FunctionalInterface
    private interface Question {
        boolean about(long number);
    }

    static final List<ConverterRow> ROWS = List.of(
            binary("add", NumberConverters::add),
            binary("and", (n, v) -> n & v),
            question("bool", n -> n != 0),
            unary("cpl", (n, v) -> ~n),
            binary("div", NumberConverters::divide),
            question("even", n -> (n & 1) == 0),
            binary("mod", (n, v) -> v == 0 || v == -1 ? 0 : n % v),
            binary("mul", NumberConverters::multiply),
            unary("neg", (n, v) -> n == Long.MIN_VALUE ? Long.MAX_VALUE : -n),
            question("not", n -> n == 0),
            question("odd", n -> (n & 1) != 0),
            binary("or", (n, v) -> n | v),
            binary("sub", NumberConverters::subtract),
            binary("xor", (n, v) -> n ^ v));

    private NumberConverters() {}

    private static ConverterRow binary(String name, Operation operation) {
        return ConverterRow.of(
                name,
                VALUE,
                SampleType.SINT,
                SampleType.SINT,
                (t, a, s) -> s.integer(operation.of(s.number(), a.number(0, 0))));
    }

    private static ConverterRow unary(String name, Operation operation) {
        return ConverterRow.of(
                name,
                ArgSpec.NONE,
                SampleType.SINT,
                SampleType.SINT,
                (t, a, s) -> s.integer(operation.of(s.number(), 0)));
    }

    private static ConverterRow question(String name, Question question) {
        return ConverterRow.of(
                name, ArgSpec.NONE, SampleType.SINT, SampleType.BOOL, (t, a, s) -> s.bool(question.about(s.number())));
    }

    private static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return sum;
    }

    private static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        return difference;
    }

    private static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == low >> 63) return low;
        return (a ^ b) < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Division by zero gives the largest number (manual 7.3.1, div). */
    private static long divide(long a, long b) {
        if (b == 0) return Long.MAX_VALUE;
        return a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b;
    }
}
