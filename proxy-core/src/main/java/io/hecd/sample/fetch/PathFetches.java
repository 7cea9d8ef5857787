package io.hecd.sample.fetch;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.sample.Addresses;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/** The request target and its parts, alone and behind the host (manual 7.3.6). */
final class PathFetches {
    static final List<FetchRow> ROWS = List.of(
            row("base", SampleType.STR, (t, a, s) -> afterHost(t, s, false)),
            row("baseq", SampleType.STR, (t, a, s) -> afterHost(t, s, true)),
            row("path", SampleType.STR, PathFetches::path),
            row("pathq", SampleType.STR, PathFetches::pathq),
            row("query", SampleType.STR, PathFetches::query),
            row("url", SampleType.STR, PathFetches::url),
            row("url_ip", SampleType.ADDR, PathFetches::ip),
            row("url_port", SampleType.SINT, PathFetches::port));

    private PathFetches() {}

    private static FetchRow row(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, ArgSpec.NONE, type, Need.REQUEST, fetch);
    }

    private static boolean url(Transaction t, Args args, Sample out) {
        t.request().targetView(out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    /** There is none in `*` and in the target of CONNECT. */
    private static boolean path(Transaction t, Args args, Sample out) {
        t.request().pathView(out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    static boolean pathq(Transaction t, Args args, Sample out) {
        withQuery(t.request(), out.bytes());
        return !out.bytes().isEmpty() && out.text();
    }

    /** Narrows the target to the path and the query; empty where there is no path. */
    private static void withQuery(HttpHead head, ByteView out) {
        head.pathView(out);
        if (out.isEmpty()) return;
        int from = out.offset();
        head.targetView(out);
        out.narrow(from - out.offset(), out.length());
    }

    /** An empty query is there, none is not: `query -m found` tells them apart. */
    private static boolean query(Transaction t, Args args, Sample out) {
        ByteView target = t.request().targetView(out.bytes());
        int mark = target.indexOf('?', 0);
        if (mark < 0) return false;
        target.narrow(mark + 1, target.length());
        return out.text();
    }

    /** The first Host, then the path; the path alone without one. */
    private static boolean afterHost(Transaction t, Sample out, boolean query) {
        HttpHead head = t.request();
        ByteView view = out.bytes();
        Scratch scratch = t.scratch();
        int from = scratch.mark();
        int host = head.find(KnownHeader.HOST);
        if (host >= 0) append(scratch, head.valueView(host, view));
        if (query) withQuery(head, view);
        else head.pathView(view);
        append(scratch, view);
        int length = scratch.mark() - from;
        return length > 0 && out.text(scratch.array(), from, length);
    }

    private static void append(Scratch scratch, ByteView view) {
        int at = scratch.reserve(view.length());
        System.arraycopy(view.array(), view.offset(), scratch.array(), at, view.length());
    }

    private static boolean ip(Transaction t, Args args, Sample out) {
        ByteView host = t.request().authorityView(out.bytes());
        int colon = host.indexOf(':', 0);
        if (colon >= 0) host.narrow(0, colon);
        long ipv4 = Addresses.parseIpv4(host, 0, host.length());
        return ipv4 >= 0 && out.ipv4(ipv4);
    }

    private static boolean port(Transaction t, Args args, Sample out) {
        ByteView host = t.request().authorityView(out.bytes());
        if (host.isEmpty()) return false;
        int colon = host.length() - 1;
        while (colon >= 0 && host.byteAt(colon) >= '0' && host.byteAt(colon) <= '9') colon--;
        if (colon < 0 || host.byteAt(colon) != ':' || host.length() - colon > 6) return out.integer(80);
        long port = 0;
        for (int i = colon + 1; i < host.length(); i++) port = port * 10 + host.byteAt(i) - '0';
        return out.integer(port);
    }
}
