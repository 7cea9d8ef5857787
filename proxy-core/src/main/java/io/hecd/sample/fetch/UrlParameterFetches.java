package io.hecd.sample.fetch;

import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.Fetch;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.util.List;

/** Parameters of the query, as they were sent: no decoding (manual 7.3.6, urlp). An ACL looks at each of that name. */
final class UrlParameterFetches {
    private static final ArgSpec ARGS = ArgSpec.NONE.may("name", TEXT).may("delim", TEXT);

    static final List<FetchRow> ROWS = List.of(
            row("url_param", SampleType.STR, UrlParameterFetches::value),
            row("urlp", SampleType.STR, UrlParameterFetches::value),
            row("urlp_val", SampleType.SINT, (t, a, s) -> value(t, a, s) && s.castTo(SampleType.SINT)));

    private UrlParameterFetches() {}

    private static FetchRow row(String name, SampleType type, Fetch fetch) {
        return FetchRow.of(name, ARGS, type, Need.REQUEST, fetch);
    }

    private static boolean value(Transaction t, Args args, Sample out) {
        ByteView target = t.request().targetView(out.bytes());
        int delimiter = args.has(1) ? args.bytes(1)[0] & 0xff : '?';
        int at = out.cursor();
        if (at == 0) at = target.indexOf(delimiter, 0) + 1;
        if (at == 0) return false;
        byte[] name = args.bytes(0);
        while (at < target.length()) {
            int end = at;
            while (end < target.length() && !ends(target.byteAt(end), delimiter)) end++;
            int equals = target.indexOf('=', at);
            if (equals >= 0 && equals < end && (name.length == 0 || is(target, at, equals, name))) {
                out.moreAt(end + 1, 0);
                target.narrow(equals + 1, end);
                return out.text();
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean is(ByteView target, int from, int to, byte[] name) {
        return Ascii.equal(target.array(), target.offset() + from, to - from, name, 0, name.length);
    }

    private static boolean ends(int c, int delimiter) {
        return c == '&' || c == ';' || c == delimiter;
    }
}
