package io.hecd.balance;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.traffic.Transaction;
import java.util.Locale;

/** `balance hdr(NAME) [use_domain_only]` (manual 4.2): the first value of a request header, of a list its first element. */
final class HeaderKey implements Key {
    private final Hasher hasher;
    private final byte[] lowerName;
    private final boolean domainOnly;

    HeaderKey(Hasher hasher, String name, boolean domainOnly) {
        this.hasher = hasher;
        this.lowerName = Ascii.bytes(name.toLowerCase(Locale.ROOT));
        this.domainOnly = domainOnly;
    }

    @Override
    public long hash(Transaction transaction, ByteView view) {
        if (!transaction.isHttp()) return NONE;
        HttpHead request = transaction.request();
        int at = request.find(lowerName);
        if (at < 0) return NONE;
        firstElement(request.valueView(at, view));
        if (view.isEmpty()) return NONE;
        if (domainOnly) domain(view);
        return hasher.hash(view);
    }

    /** Narrows to what stands before the first comma outside quotes, without the blanks around it. */
    private static void firstElement(ByteView view) {
        int end = 0;
        boolean quoted = false;
        for (; end < view.length(); end++) {
            int c = view.byteAt(end);
            if (c == ',' && !quoted) break;
            if (c == '"') quoted = !quoted;
            else if (c == '\\' && quoted && end + 1 < view.length()) end++;
        }
        int start = 0;
        while (start < end && isBlank(view.byteAt(start))) start++;
        while (end > start && isBlank(view.byteAt(end - 1))) end--;
        view.narrow(start, end);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Narrows `www.example.org` to `example`: what is before the last dot, from the dot before that. No dot: all of it. */
    private static void domain(ByteView view) {
        int end = view.length() - 1;
        while (end > 0 && view.byteAt(end) != '.') end--;
        if (end <= 0) return;
        int start = end - 1;
        while (start > 0 && view.byteAt(start - 1) != '.') start--;
        view.narrow(start, end);
    }

    @Override
    public boolean needsHttp() {
        return true;
    }
}
