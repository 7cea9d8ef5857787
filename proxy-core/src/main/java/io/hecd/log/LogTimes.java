package io.hecd.log;

import io.hecd.time.Clock;
import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;

/**
 * The timers of manual 8.4 in milliseconds, -1 for a phase that was not reached. Each moment is cut to milliseconds since
 * the accept first, so that the phases add up to the totals exactly.
 */
final class LogTimes {
    private LogTimes() {}

    static long handshake(Transaction exchange) {
        return Math.max(0, since(exchange.timings(), exchange.timings().handshaken));
    }

    /** Ti; nothing if not a byte of a request came, as in HAProxy. */
    static long idle(Transaction exchange) {
        Timings t = exchange.timings();
        long begun = since(t, t.requestBegun);
        return begun < 0 ? 0 : begun - handshake(exchange);
    }

    /** TR */
    static long request(Transaction exchange) {
        Timings t = exchange.timings();
        return between(t, t.requestBegun, t.requestRead);
    }

    /** Tq */
    static long requestWithIdle(Transaction exchange) {
        return since(exchange.timings(), exchange.timings().requestRead);
    }

    /** Tw */
    static long queue(Transaction exchange) {
        Timings t = exchange.timings();
        long assigned = since(t, t.assigned);
        if (assigned < 0) return -1;
        return assigned - (exchange.isHttp() ? Math.max(0, since(t, t.requestRead)) : handshake(exchange));
    }

    /** Tc */
    static long connect(Transaction exchange) {
        Timings t = exchange.timings();
        return between(t, t.assigned, t.connected);
    }

    /** Tr */
    static long response(Transaction exchange) {
        Timings t = exchange.timings();
        return between(t, t.connected, t.responseRead);
    }

    /** Td */
    static long data(Transaction exchange) {
        Timings t = exchange.timings();
        long begun = since(t, exchange.isHttp() ? t.responseRead : t.connected);
        return begun < 0 ? -1 : total(exchange) - begun;
    }

    /** Ta: without handshake and idle time. */
    static long active(Transaction exchange) {
        Timings t = exchange.timings();
        return total(exchange) - Math.max(0, since(t, t.requestBegun));
    }

    /** Tt */
    static long total(Transaction exchange) {
        Timings t = exchange.timings();
        return Math.max(0, since(t, endOrNow(t, exchange.clock())));
    }

    /** Tu: without idle time. */
    static long user(Transaction exchange) {
        return total(exchange) - idle(exchange);
    }

    static long acceptedWall(Transaction exchange) {
        return exchange.timings().acceptedWallMillis;
    }

    static long requestWall(Transaction exchange) {
        Timings t = exchange.timings();
        return t.requestWallMillis != 0 ? t.requestWallMillis : t.acceptedWallMillis;
    }

    private static long endOrNow(Timings t, Clock clock) {
        return t.ended == Timings.UNSET ? clock.nanos() : t.ended;
    }

    private static long between(Timings t, long from, long to) {
        return from == Timings.UNSET || to == Timings.UNSET ? -1 : since(t, to) - since(t, from);
    }

    private static long since(Timings t, long moment) {
        return Timings.millis(t.accepted, moment);
    }
}
