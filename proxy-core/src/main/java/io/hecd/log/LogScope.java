package io.hecd.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a log format must know of the proxy it is compiled for. Made while loading.
 *
 * @param http `mode http`: some variables are for it only
 * @param asap `option logasap`: totals that are still growing get a `+`
 * @param requestCaptures how many `capture request header` lines the frontend has
 * @param lines the frontend's count of log lines (%lc)
 * @param samples how `%[...]` is compiled
 */
public record LogScope(
        boolean http,
        boolean asap,
        int requestCaptures,
        int responseCaptures,
        LogIdentity identity,
        AtomicLong lines,
        Samples samples) {

    public static LogScope http(LogIdentity identity, Samples samples) {
        return new LogScope(true, false, 0, 0, identity, new AtomicLong(), samples);
    }

    public static LogScope tcp(LogIdentity identity, Samples samples) {
        return new LogScope(false, false, 0, 0, identity, new AtomicLong(), samples);
    }

    public LogScope withCaptures(int request, int response) {
        return new LogScope(http, asap, request, response, identity, lines, samples);
    }

    public LogScope withAsap(boolean on) {
        return new LogScope(http, on, requestCaptures, responseCaptures, identity, lines, samples);
    }
}
