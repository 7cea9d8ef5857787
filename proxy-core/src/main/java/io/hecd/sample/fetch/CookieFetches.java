package io.hecd.sample.fetch;

import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/**
 * Cookies by name (manual 7.3.6): all pairs of the request's Cookie lines, the first pair of each Set-Cookie line of a
 * response. The last of that name, the first of all without a name, or in an ACL each in turn.
 */
final class CookieFetches {
    private static final ArgSpec NAME = ArgSpec.NONE.may("name", TEXT);

    static final List<FetchRow> ROWS = List.of(
            request("cook", SampleType.STR, CookieFetches::asked),
            request("cook_cnt", SampleType.SINT, CookieFetches::countAsked),
            request("cook_val", SampleType.SINT, (t, a, s) -> asked(t, a, s) && number(s)),
            request("req.cook", SampleType.STR, CookieFetches::asked),
            request("req.cook_cnt", SampleType.SINT, CookieFetches::countAsked),
            request("req.cook_val", SampleType.SINT, (t, a, s) -> asked(t, a, s) && number(s)),
            response("res.cook", SampleType.STR, CookieFetches::given),
            response("res.cook_cnt", SampleType.SINT, CookieFetches::countGiven),
            response("res.cook_val", SampleType.SINT, (t, a, s) -> given(t, a, s) && number(s)),
            response("scook", SampleType.STR, CookieFetches::given),
            response("scook_cnt", SampleType.SINT, CookieFetches::countGiven),
            response("scook_val", SampleType.SINT, (t, a, s) -> given(t, a, s) && number(s)));

    private CookieFetches() {}

    private static FetchRow request(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, NAME, type, Need.REQUEST, fetch);
    }

    private static FetchRow response(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, NAME, type, Need.RESPONSE, fetch);
    }

    private static boolean asked(Transaction t, Args args, Sample out) {
        return value(t.request(), KnownHeader.COOKIE, args.bytes(0), out);
    }

    private static boolean given(Transaction t, Args args, Sample out) {
        return value(t.response(), KnownHeader.SET_COOKIE, args.bytes(0), out);
    }

    private static boolean countAsked(Transaction t, Args args, Sample out) {
        return count(t.request(), KnownHeader.COOKIE, args.bytes(0), out);
    }

    private static boolean countGiven(Transaction t, Args args, Sample out) {
        return count(t.response(), KnownHeader.SET_COOKIE, args.bytes(0), out);
    }

    private static boolean number(Sample out) {
        return out.bytes().isEmpty() ? out.integer(0) : out.castTo(SampleType.SINT);
    }

    private static boolean value(HttpHead head, KnownHeader header, byte[] name, Sample out) {
        if (out.wantsEach()) return next(head, header, name, out);
        int line = -1;
        int place = 0;
        boolean found = false;
        out.moreAt(0, 0);
        while (true) {
            int lineBefore = out.cursor();
            int placeBefore = out.place();
            if (!next(head, header, name, out)) break;
            found = true;
            line = lineBefore;
            place = placeBefore;
            if (name.length == 0) break;
        }
        if (!found) return false;
        out.moreAt(line, place);
        next(head, header, name, out);
        out.noMore();
        return true;
    }

    private static boolean count(HttpHead head, KnownHeader header, byte[] name, Sample out) {
        int count = 0;
        out.moreAt(0, 0);
        while (next(head, header, name, out)) count++;
        out.noMore();
        return out.integer(count);
    }

    /** The pair after the sample's position: line number plus one, and the offset in that line. */
    private static boolean next(HttpHead head, KnownHeader header, byte[] name, Sample out) {
        int line = out.cursor() - 1;
        int from = out.place();
        while (true) {
            if (from == 0) line = line < 0 ? head.find(header) : head.findNext(line, header);
            if (line < 0) {
                out.noMore();
                return false;
            }
            ByteView text = head.valueView(line, out.bytes());
            int end = pairEnd(text, from, header == KnownHeader.COOKIE);
            boolean last = end >= text.length() || header == KnownHeader.SET_COOKIE;
            int equals = text.indexOf('=', from);
            if (equals >= 0 && equals < end && matches(text, from, equals, name)) {
                out.moreAt(line + 1, last ? 0 : end + 1);
                trim(text, equals + 1, end);
                return out.text();
            }
            from = last ? 0 : end + 1;
        }
    }

    private static int pairEnd(ByteView text, int from, boolean comma) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            int c = text.byteAt(i);
            if (c == '"') quoted = !quoted;
            if (!quoted && (c == ';' || comma && c == ',')) return i;
        }
        return text.length();
    }

    private static boolean matches(ByteView text, int from, int to, byte[] name) {
        while (from < to && text.byteAt(from) <= ' ') from++;
        while (to > from && text.byteAt(to - 1) <= ' ') to--;
        return name.length == 0 || Ascii.equal(text.array(), text.offset() + from, to - from, name, 0, name.length);
    }

    private static void trim(ByteView text, int from, int to) {
        while (from < to && text.byteAt(from) <= ' ') from++;
        while (to > from && text.byteAt(to - 1) <= ' ') to--;
        text.narrow(from, to);
    }
}
