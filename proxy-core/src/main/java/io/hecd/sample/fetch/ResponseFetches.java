package io.hecd.sample.fetch;

import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/** The status line of the response (manual 7.3.6). */
final class ResponseFetches {
    static final List<FetchRow> ROWS = List.of(
            row("res.ver", SampleType.STR, ResponseFetches::version),
            row("resp_ver", SampleType.STR, ResponseFetches::version),
            row("status", SampleType.SINT, ResponseFetches::status));

    private ResponseFetches() {}

    private static FetchRow row(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, ArgSpec.NONE, type, Need.RESPONSE, fetch);
    }

    private static boolean status(Transaction t, Args args, Sample out) {
        int status = t.response().status();
        return status != 0 && out.integer(status);
    }

    private static boolean version(Transaction t, Args args, Sample out) {
        return t.response().status() != 0
                && out.text(RequestFetches.version(t.response().minorVersion()));
    }
}
