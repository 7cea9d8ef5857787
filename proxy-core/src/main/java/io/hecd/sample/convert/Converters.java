package io.hecd.sample.convert;

import io.hecd.names.Catalog;
import io.hecd.sample.ConverterRow;
import java.util.List;

/** The list of converters. Modules and embedding programs add their rows with {@code standard().with(name, row)}. */
public final class Converters {
    private Converters() {}

    public static Catalog<ConverterRow> standard() {
        Catalog<ConverterRow> all = new Catalog<>("converter");
        add(all, AddressConverters.ROWS);
        add(all, CodeConverters.ROWS);
        add(all, FieldConverters.ROWS);
        add(all, NumberConverters.ROWS);
        add(all, TextConverters.ROWS);
        add(all, TimeConverters.ROWS);
        add(all, UrlConverters.ROWS);
        return all;
    }

    private static void add(Catalog<ConverterRow> all, List<ConverterRow> rows) {
        for (ConverterRow row : rows) all.with(row.name(), row);
    }
}
