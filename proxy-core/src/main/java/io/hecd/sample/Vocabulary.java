package io.hecd.sample;

import io.hecd.names.Catalog;

/** The fetches and converters that expressions may use. Filled while building, read while loading. */
public record Vocabulary(Catalog<FetchRow> fetches, Catalog<ConverterRow> converters) {}
