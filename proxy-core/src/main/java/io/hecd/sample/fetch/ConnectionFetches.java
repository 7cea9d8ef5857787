package io.hecd.sample.fetch;

import io.hecd.sample.ArgSpec;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import io.hecd.traffic.Transaction;
import java.util.List;

/** The connection's addresses and the names of the proxies it meets (manual 7.3.3, 7.3.2). */
final class ConnectionFetches {
    static final List<FetchRow> ROWS = List.of(
            row(
                    "bc_dst",
                    SampleType.ADDR,
                    (t, a, s) -> s.address(t.serverAddress().address())),
            row("bc_dst_port", SampleType.SINT, (t, a, s) -> port(t.serverAddress(), s)),
            row(
                    "bc_src",
                    SampleType.ADDR,
                    (t, a, s) -> s.address(t.serverSource().address())),
            row("bc_src_port", SampleType.SINT, (t, a, s) -> port(t.serverSource(), s)),
            row("be_name", SampleType.STR, (t, a, s) -> name(t.places().backend, s)),
            row("dst", SampleType.ADDR, (t, a, s) -> s.address(t.destination().address())),
            row("dst_is_local", SampleType.BOOL, (t, a, s) -> loopback(t.destination(), s)),
            row("dst_port", SampleType.SINT, (t, a, s) -> port(t.destination(), s)),
            row(
                    "fc_dst",
                    SampleType.ADDR,
                    (t, a, s) -> s.address(t.destination().address())),
            row("fc_dst_port", SampleType.SINT, (t, a, s) -> port(t.destination(), s)),
            row("fc_src", SampleType.ADDR, (t, a, s) -> s.address(t.source().address())),
            row("fc_src_port", SampleType.SINT, (t, a, s) -> port(t.source(), s)),
            row("fe_id", SampleType.SINT, (t, a, s) -> s.integer(t.places().frontendId)),
            row("fe_name", SampleType.STR, (t, a, s) -> name(t.places().frontend, s)),
            row("reason", SampleType.STR, ConnectionFetches::reason),
            row("reason_id", SampleType.STR, ConnectionFetches::reasonId),
            row("src", SampleType.ADDR, (t, a, s) -> s.address(t.source().address())),
            row("src_is_local", SampleType.BOOL, (t, a, s) -> loopback(t.source(), s)),
            row("src_port", SampleType.SINT, (t, a, s) -> port(t.source(), s)),
            row("srv_name", SampleType.STR, ConnectionFetches::server),
            row("ssl_fc", SampleType.BOOL, (t, a, s) -> s.bool(t.places().tls)),
            row("unique-id", SampleType.STR, ConnectionFetches::uniqueId),
            FetchRow.of(
                    "wait_end",
                    ArgSpec.NONE,
                    SampleType.BOOL,
                    Need.END,
                    (t, a, s) -> !t.isInspected() && s.bool(true)));

    private ConnectionFetches() {}

    private static FetchRow row(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, ArgSpec.NONE, type, Need.NOTHING, fetch);
    }

    private static boolean port(Endpoint end, Sample out) {
        return end.address().length > 0 && out.integer(end.port());
    }

    private static boolean name(byte[] name, Sample out) {
        return name.length > 0 && out.text(name);
    }

    private static boolean server(Transaction t, io.hecd.sample.Args args, Sample out) {
        byte[] server = t.places().server;
        return server != Places.NO_SERVER && server != Places.STATS_OR_LOCAL && out.text(server);
    }

    private static boolean loopback(Endpoint end, Sample out) {
        byte[] a = end.address();
        if (a.length == 4) return out.bool(a[0] == 127);
        if (a.length != 16) return false;
        for (int i = 0; i < 15; i++) if (a[i] != 0) return out.bool(false);
        return out.bool(a[15] == 1);
    }

    /** Why it failed, in one word; nothing while all is well. hecd's own. */
    private static boolean reason(Transaction t, io.hecd.sample.Args args, Sample out) {
        return t.ending().isFailure() && out.text(t.ending().codeBytes());
    }

    /** The id of `hecd why`. hecd's own. */
    private static boolean reasonId(Transaction t, io.hecd.sample.Args args, Sample out) {
        t.reasonId(out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    /** Fails without a `unique-id-format` (manual 7.3.6). */
    private static boolean uniqueId(Transaction t, io.hecd.sample.Args args, Sample out) {
        t.uniqueId(out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }
}
