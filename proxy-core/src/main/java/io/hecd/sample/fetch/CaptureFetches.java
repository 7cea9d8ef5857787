package io.hecd.sample.fetch;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;

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

/** What is kept of the heads until the log line is written (manual 7.3.6, capture.*). */
final class CaptureFetches {
    private static final byte[] HTTP_1_0 = Ascii.bytes("HTTP/1.0");
    private static final byte[] HTTP_1_1 = Ascii.bytes("HTTP/1.1");
    private static final ArgSpec SLOT = ArgSpec.NONE.needs("idx", INTEGER);

    static final List<FetchRow> ROWS = List.of(
            row("capture.req.hdr", SLOT, CaptureFetches::requestHeader).preparing(CaptureFetches::slot),
            row("capture.req.method", ArgSpec.NONE, CaptureFetches::method),
            row("capture.req.uri", ArgSpec.NONE, PathFetches::pathq),
            row(
                    "capture.req.ver",
                    ArgSpec.NONE,
                    (t, a, s) ->
                            t.request().isRequest() && s.text(t.request().minorVersion() == 0 ? HTTP_1_0 : HTTP_1_1)),
            row("capture.res.hdr", SLOT, CaptureFetches::responseHeader).preparing(CaptureFetches::slot),
            row(
                    "capture.res.ver",
                    ArgSpec.NONE,
                    (t, a, s) -> t.response().status() != 0
                            && s.text(t.response().minorVersion() == 0 ? HTTP_1_0 : HTTP_1_1)));

    private CaptureFetches() {}

    private static FetchRow row(String name, ArgSpec args, Fetch fetch) {
        return FetchRow.of(name, args, SampleType.STR, Need.KEPT, fetch);
    }

    private static Object slot(Args args) {
        if (args.number(0, 0) < 0) throw new IllegalArgumentException("a slot counts from 0");
        return (int) args.number(0, 0);
    }

    private static boolean requestHeader(Transaction t, Args args, Sample out) {
        t.requestCapture(args.prepared(Integer.class), out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    private static boolean responseHeader(Transaction t, Args args, Sample out) {
        t.responseCapture(args.prepared(Integer.class), out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    private static boolean method(Transaction t, Args args, Sample out) {
        t.request().methodView(out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }
}
