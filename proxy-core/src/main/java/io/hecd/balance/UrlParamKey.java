package io.hecd.balance;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;

/** `balance url_param NAME` (manual 4.2): the value of a parameter of the query string, up to the next `&`. */
final class UrlParamKey implements Key {
    private final Hasher hasher;
    private final byte[] name;

    UrlParamKey(Hasher hasher, String name) {
        this.hasher = hasher;
        this.name = Ascii.bytes(name);
    }

    @Override
    public long hash(Transaction transaction, ByteView view) {
        if (!transaction.isHttp()) return NONE;
        transaction.request().targetView(view);
        int at = view.indexOf('?', 0);
        while (at >= 0) {
            int start = at + 1;
            int value = start + name.length + 1;
            at = view.indexOf('&', start);
            if (value > view.length() || view.byteAt(value - 1) != '=' || !isNameAt(view, start)) continue;
            return hasher.hash(view.narrow(value, at < 0 ? view.length() : Math.max(at, value)));
        }
        return NONE;
    }

    private boolean isNameAt(ByteView view, int start) {
        return Ascii.equal(view.array(), view.offset() + start, name.length, name, 0, name.length);
    }

    @Override
    public boolean needsHttp() {
        return true;
    }
}
