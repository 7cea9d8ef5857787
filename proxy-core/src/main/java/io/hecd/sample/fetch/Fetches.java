package io.hecd.sample.fetch;

import io.hecd.names.Catalog;
import io.hecd.sample.FetchRow;
import java.util.List;

/** The list of fetches. Modules and embedding programs add their rows with {@code standard().with(name, row)}. */
public final class Fetches {
    private Fetches() {}

    public static Catalog<FetchRow> standard() {
        Catalog<FetchRow> all = new Catalog<>("sample fetch");
        add(all, CaptureFetches.ROWS);
        add(all, ConnectionFetches.ROWS);
        add(all, ConstantFetches.ROWS);
        add(all, CookieFetches.ROWS);
        add(all, HeaderFetches.ROWS);
        add(all, PathFetches.ROWS);
        add(all, RequestFetches.ROWS);
        add(all, ResponseFetches.ROWS);
        add(all, UrlParameterFetches.ROWS);
        return all;
    }

    private static void add(Catalog<FetchRow> all, List<FetchRow> rows) {
        for (FetchRow row : rows) all.with(row.name(), row);
    }
}
