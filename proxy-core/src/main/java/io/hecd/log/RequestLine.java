package io.hecd.log;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;

/** A part of the request line as the client sent it, before rules changed it (%r, %HM, %HU ...). */
record RequestLine(Part part, Style style) implements Field {
    private static final byte[] BAD_REQUEST = Ascii.bytes("<BADREQ>");

    enum Part {
        LINE,
        METHOD,
        URI,
        /** The URI up to the query. */
        URI_PATH,
        /** The URI without scheme, host and query. */
        PATH,
        /** The query with its `?`. */
        QUERY,
        VERSION
    }

    @Override
    public void write(Transaction exchange, LogLine line) {
        ByteView view = line.view;
        int to = line.mark();
        read(part, exchange, view);
        int from = line.mark();
        if (view.isEmpty() && !wasRead(exchange)) view.set(BAD_REQUEST, 0, BAD_REQUEST.length);
        line.encoded(view, style);
        line.closeGap(to, from);
    }

    /** Nothing for what was no request. */
    static void read(Part part, Transaction exchange, ByteView view) {
        view.clear();
        if (!wasRead(exchange)) return;
        exchange.requestLine(view);
        narrow(part, view);
    }

    private static boolean wasRead(Transaction exchange) {
        return exchange.timings().requestRead != Timings.UNSET;
    }

    private static void narrow(Part part, ByteView view) {
        if (part == Part.LINE) return;
        int first = view.indexOf(' ', 0);
        int last = lastSpace(view);
        if (first < 0 || last <= first) return;
        switch (part) {
            case METHOD -> view.narrow(0, first);
            case VERSION -> view.narrow(last + 1, view.length());
            default -> narrowUri(part, view.narrow(first + 1, last));
        }
    }

    private static void narrowUri(Part part, ByteView uri) {
        int query = uri.indexOf('?', 0);
        int end = query < 0 ? uri.length() : query;
        switch (part) {
            case QUERY -> uri.narrow(end, uri.length());
            case URI_PATH -> uri.narrow(0, end);
            case PATH -> uri.narrow(pathAt(uri, end), end);
            default -> {}
        }
    }

    /** Where the path begins in `/path` and `http://host/path`; at the end in `*`, which has none. */
    private static int pathAt(ByteView uri, int end) {
        if (end > 0 && uri.byteAt(0) == '/') return 0;
        int colon = uri.indexOf(':', 0);
        boolean absolute = colon > 0 && colon + 2 < end && uri.byteAt(colon + 1) == '/' && uri.byteAt(colon + 2) == '/';
        if (!absolute) return end;
        int slash = uri.indexOf('/', colon + 3);
        return slash < 0 || slash > end ? end : slash;
    }

    private static int lastSpace(ByteView view) {
        int at = view.length() - 1;
        while (at >= 0 && view.byteAt(at) != ' ') at--;
        return at;
    }
}
