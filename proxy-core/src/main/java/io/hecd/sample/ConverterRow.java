package io.hecd.sample;

/** One row in a table of converters: name, arguments, the type it works on, the type that comes out, and the function. */
public record ConverterRow(
        String name, ArgSpec args, SampleType in, SampleType out, Converter converter, Preparation preparation) {

    public static ConverterRow of(String name, ArgSpec args, SampleType in, SampleType out, Converter converter) {
        return new ConverterRow(name, args, in, out, converter, Preparation.NONE);
    }

    public ConverterRow preparing(Preparation how) {
        return new ConverterRow(name, args, in, out, converter, how);
    }

    public ConverterRow called(String other) {
        return new ConverterRow(other, args, in, out, converter, preparation);
    }
}
