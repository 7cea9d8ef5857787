package io.hecd.sample.fetch;

import static io.hecd.sample.ArgSpec.Kind.HEADER;
import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.sample.Addresses;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Preparation;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Header values (manual 7.3.6): `hdr` cuts at commas, `fhdr` does not; the last value, the one asked for by number, or in
 * an ACL each in turn. Every word comes in a request and a response form, and in one that goes by the rule set.
 */
final class HeaderFetches {
    private static final ArgSpec NAME = ArgSpec.NONE.may("name", HEADER);
    private static final ArgSpec VALUE = NAME.may("occ", INTEGER);
    private static final ArgSpec DELIMITER = ArgSpec.NONE.may("delim", TEXT);

    static final List<FetchRow> ROWS = rows();

    /** Takes something from a head, whichever it is. */
    @FunctionalInterface
    private interface FromHead {
        boolean take(Transaction t, HttpHead head, Args args, Sample out);
    }

    private HeaderFetches() {}

    private static List<FetchRow> rows() {
        List<FetchRow> rows = new ArrayList<>();
        add(rows, "hdr", VALUE, SampleType.STR, HeaderValues::parts, (t, h, a, s) -> value(h, a, s));
        add(rows, "hdr_cnt", NAME, SampleType.SINT, HeaderValues::parts, (t, h, a, s) -> count(h, a, s));
        add(rows, "hdr_ip", VALUE, SampleType.ADDR, HeaderValues::parts, (t, h, a, s) -> address(h, a, s));
        add(rows, "hdr_val", VALUE, SampleType.SINT, HeaderValues::parts, (t, h, a, s) -> number(h, a, s));
        addPair(rows, "fhdr", VALUE, SampleType.STR, HeaderValues::lines, (t, h, a, s) -> value(h, a, s));
        addPair(rows, "fhdr_cnt", NAME, SampleType.SINT, HeaderValues::lines, (t, h, a, s) -> count(h, a, s));
        addPair(rows, "hdr_names", DELIMITER, SampleType.STR, Preparation.NONE, HeaderFetches::names);
        return List.copyOf(rows);
    }

    /** `hdr`, `req.hdr`, `res.hdr` and the old `shdr`. */
    private static void add(
            List<FetchRow> rows, String name, ArgSpec args, SampleType type, Preparation how, FromHead take) {
        addPair(rows, name, args, type, how, take);
        rows.add(row(name, args, type, Need.REQUEST, how, request(take)).turning(response(take)));
        rows.add(row("s" + name, args, type, Need.RESPONSE, how, response(take)));
    }

    private static void addPair(
            List<FetchRow> rows, String name, ArgSpec args, SampleType type, Preparation how, FromHead take) {
        rows.add(row("req." + name, args, type, Need.REQUEST, how, request(take)));
        rows.add(row("res." + name, args, type, Need.RESPONSE, how, response(take)));
    }

    private static FetchRow row(String name, ArgSpec args, SampleType type, Need need, Preparation how, Fetch fetch) {
        return FetchRow.of(name, args, type, need, fetch).preparing(how);
    }

    private static Fetch request(FromHead take) {
        return (t, args, out) -> take.take(t, t.request(), args, out);
    }

    private static Fetch response(FromHead take) {
        return (t, args, out) -> take.take(t, t.response(), args, out);
    }

    private static boolean value(HttpHead head, Args args, Sample out) {
        HeaderValues values = args.prepared(HeaderValues.class);
        long occurrence = args.number(1, 0);
        if (occurrence == 0 && out.wantsEach()) return values.next(head, out);
        return values.pick(head, out, occurrence == 0 ? -1 : occurrence);
    }

    private static boolean count(HttpHead head, Args args, Sample out) {
        int count = args.prepared(HeaderValues.class).count(head, out);
        out.noMore();
        return out.integer(count);
    }

    private static boolean number(HttpHead head, Args args, Sample out) {
        if (!value(head, args, out)) return false;
        if (out.bytes().isEmpty()) return out.integer(0);
        return out.castTo(SampleType.SINT);
    }

    /** A value that is no address is passed over when all are looked at; an IPv4 may have a port behind it. */
    private static boolean address(HttpHead head, Args args, Sample out) {
        while (value(head, args, out)) {
            dropPort(out.bytes());
            if (Addresses.parse(out.bytes(), out)) return true;
            if (!out.hasMore()) return false;
        }
        return false;
    }

    private static void dropPort(ByteView text) {
        int colon = text.indexOf(':', 0);
        int digits = text.length() - colon - 1;
        if (colon < 0 || digits < 1 || digits > 5 || Addresses.parseIpv4(text, 0, colon) < 0) return;
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            int digit = text.byteAt(i) - '0';
            if (digit < 0 || digit > 9) return;
            port = port * 10 + digit;
        }
        if (port <= 65535) text.narrow(0, colon);
    }

    private static boolean names(Transaction t, HttpHead head, Args args, Sample out) {
        byte delimiter = args.has(0) ? args.bytes(0)[0] : (byte) ',';
        Scratch scratch = t.scratch();
        int from = scratch.mark();
        for (int i = 0; i < head.count(); i++) {
            if (!head.isLive(i)) continue;
            boolean first = scratch.mark() == from;
            ByteView name = head.nameView(i, out.bytes());
            int at = scratch.reserve(name.length() + (first ? 0 : 1));
            if (!first) scratch.array()[at++] = delimiter;
            System.arraycopy(name.array(), name.offset(), scratch.array(), at, name.length());
        }
        return out.text(scratch.array(), from, scratch.mark() - from);
    }
}
