package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;

/**
 * In what form a client is told why: as its `Accept` prefers (RFC 9110 12.5.1). A form that is named beats one that a `*`
 * stands for; HTML wins where all are equal, and for who says nothing.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody writes to its bytes
enum PageFormat {
    HTML("text/html", "text/*"),
    JSON("application/json", "application/*"),
    TEXT("text/plain", "text/*");

    private static final byte[] ANY = Ascii.bytes("*/*");
    private static final PageFormat[] ALL = values();

    final byte[] type;
    private final byte[] group;

    PageFormat(String type, String group) {
        this.type = Ascii.bytes(type);
        this.group = Ascii.bytes(group);
    }

    /** An error may cost the reading of a header. */
    static PageFormat of(HttpHead request) {
        if (!request.isRequest()) return HTML;
        ByteView value = new ByteView();
        int[] best = new int[ALL.length];
        boolean asked = false;
        for (int i = request.find(KnownHeader.ACCEPT); i >= 0; i = request.findNext(i, KnownHeader.ACCEPT)) {
            asked = true;
            ByteView list = request.valueView(i, value);
            for (int from = 0; from <= list.length(); ) {
                int comma = list.indexOf(',', from);
                int to = comma < 0 ? list.length() : comma;
                weigh(new ByteView().set(list).narrow(from, to), best);
                from = to + 1;
            }
        }
        PageFormat chosen = HTML;
        if (asked) for (PageFormat format : ALL) if (best[format.ordinal()] > best[chosen.ordinal()]) chosen = format;
        return chosen;
    }

    /** One element: its quality in thousandths, times four, and how exactly it names a form. The most exact element counts. */
    private static void weigh(ByteView element, int[] best) {
        int semicolon = element.indexOf(';', 0);
        ByteView range = new ByteView().set(element).narrow(0, semicolon < 0 ? element.length() : semicolon);
        trim(range);
        int quality = semicolon < 0 ? 1000 : quality(element, semicolon);
        for (PageFormat format : ALL) {
            int exactness = format.exactness(range);
            int at = format.ordinal();
            if (exactness > 0 && exactness >= (best[at] & 3)) best[at] = quality * 4 + exactness;
        }
    }

    private int exactness(ByteView range) {
        if (same(range, type)) return 3;
        if (same(range, group)) return 2;
        return same(range, ANY) ? 1 : 0;
    }

    private static boolean same(ByteView text, byte[] lower) {
        return Ascii.equalIgnoreCase(text.array(), text.offset(), text.length(), lower, 0, lower.length);
    }

    /** `;q=0.5`: a quality that is none counts as 1. */
    private static int quality(ByteView element, int from) {
        for (int at = from; at >= 0; at = element.indexOf(';', at + 1)) {
            int i = at + 1;
            while (i < element.length() && element.byteAt(i) == ' ') i++;
            if (i + 2 >= element.length()) continue;
            if ((element.byteAt(i) | 0x20) != 'q' || element.byteAt(i + 1) != '=') continue;
            return thousandths(element, i + 2);
        }
        return 1000;
    }

    private static int thousandths(ByteView element, int at) {
        if (element.byteAt(at) != '0') return 1000;
        int value = 0;
        int unit = 100;
        for (int i = at + 2; i < element.length() && unit > 0; i++, unit /= 10) {
            int digit = element.byteAt(i) - '0';
            if (digit < 0 || digit > 9) break;
            value += digit * unit;
        }
        return value;
    }

    private static void trim(ByteView text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.byteAt(from))) from++;
        while (to > from && isSpace(text.byteAt(to - 1))) to--;
        text.narrow(from, to);
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\t';
    }
}
