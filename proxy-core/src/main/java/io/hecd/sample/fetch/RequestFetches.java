package io.hecd.sample.fetch;

import io.hecd.bytes.Ascii;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/** The rest of the request line (manual 7.3.6, and req.proto_http of 7.3.5). */
final class RequestFetches {
    private static final byte[] VERSION_1_0 = Ascii.bytes("1.0");
    private static final byte[] VERSION_1_1 = Ascii.bytes("1.1");

    static final List<FetchRow> ROWS = List.of(
            row("method", SampleType.METH, RequestFetches::method),
            row(
                    "req.proto_http",
                    SampleType.BOOL,
                    (t, a, s) -> s.bool(t.request().isRequest())),
            row("req.ver", SampleType.STR, RequestFetches::version),
            row(
                    "req_proto_http",
                    SampleType.BOOL,
                    (t, a, s) -> s.bool(t.request().isRequest())),
            row("req_ver", SampleType.STR, RequestFetches::version));

    private RequestFetches() {}

    private static FetchRow row(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, ArgSpec.NONE, type, Need.REQUEST, fetch);
    }

    private static boolean method(Transaction t, Args args, Sample out) {
        t.request().methodView(out.bytes());
        return !out.bytes().isEmpty() && out.as(SampleType.METH);
    }

    private static boolean version(Transaction t, Args args, Sample out) {
        return t.request().isRequest() && out.text(version(t.request().minorVersion()));
    }

    static byte[] version(int minor) {
        return minor == 0 ? VERSION_1_0 : VERSION_1_1;
    }
}
