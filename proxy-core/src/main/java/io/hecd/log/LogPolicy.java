package io.hecd.log;

import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Transaction;

/**
 * Which exchanges are logged, and how loud (manual 8.3).
 *
 * @param dontLogNull `option dontlognull`: not those in which the client sent nothing
 * @param dontLogNormal `option dontlog-normal`: not those without any trouble
 * @param separateErrors `option log-separate-errors`: trouble is an error, not information
 */
public record LogPolicy(boolean dontLogNull, boolean dontLogNormal, boolean separateErrors) {
    public static final LogPolicy ALL = new LogPolicy(false, false, false);

    /** The level of the line about an exchange, {@link LogLevel#SILENT} for none. */
    public int level(Transaction exchange) {
        if (dontLogNull && exchange.bytesFromClient() == 0) return LogLevel.SILENT;
        boolean normal = isNormal(exchange);
        if (normal && dontLogNormal) return LogLevel.SILENT;
        int said = exchange.logLevel();
        if (said != Transaction.UNSET_LEVEL) return said;
        return normal || !separateErrors ? LogLevel.INFO : LogLevel.ERROR;
    }

    /**
     * No request came out of what the client sent: these lines have `error-log-format`. HAProxy 2.6 does just that, though
     * manual 4.2 speaks of every error.
     */
    static boolean neverBegan(Transaction exchange) {
        if (!exchange.isHttp() || exchange.chapter() != Chapter.REQUEST) return false;
        return switch (exchange.ending()) {
            case CLIENT_CLOSED, CLIENT_TIMEOUT, BAD_REQUEST, URI_TOO_LONG, HEAD_TOO_LARGE, METHOD_REFUSED -> true;
            default -> false;
        };
    }

    /** No error, timeout, retry or redispatch, and no status of 500 and above (manual 8.3.4). */
    static boolean isNormal(Transaction exchange) {
        Ending ending = exchange.ending();
        return (ending == Ending.NORMAL || ending == Ending.LOCAL)
                && exchange.retries() == 0
                && !exchange.wasRedispatched()
                && !(exchange.isHttp() && exchange.status() >= 500);
    }
}
