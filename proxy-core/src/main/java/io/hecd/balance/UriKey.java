package io.hecd.balance;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.traffic.Transaction;

/**
 * `balance uri [len N] [depth N] [whole] [path-only]` (manual 4.2): the target up to the `?`, or all of it.
 *
 * @param length the longest piece that counts; 0: no limit
 * @param depth the last slash that counts, the one at the start left out; 0: no limit
 */
record UriKey(Hasher hasher, int length, int depth, boolean whole, boolean pathOnly) implements Key {
    @Override
    public long hash(Transaction transaction, ByteView view) {
        if (!transaction.isHttp()) return NONE;
        HttpHead request = transaction.request();
        request.targetView(view);
        if (pathOnly) toPath(request, view);
        int limit = length == 0 ? view.length() : Math.min(length, view.length());
        int slashes = 0;
        int end = 0;
        for (; end < limit; end++) {
            int c = view.byteAt(end);
            if (c == '/' && ++slashes == depth + 1 && depth > 0) break;
            if (c == '?' && !whole) break;
        }
        return hasher.hash(view.narrow(0, end));
    }

    /** Drops scheme and authority; unlike the head's own path this keeps the query. */
    private static void toPath(HttpHead request, ByteView view) {
        byte[] array = view.array();
        int end = view.offset() + view.length();
        request.pathView(view);
        if (!view.isEmpty()) view.set(array, view.offset(), end - view.offset());
    }

    @Override
    public boolean needsHttp() {
        return true;
    }
}
