package io.hecd.proxy;

import io.hecd.traffic.Chapter;
import io.hecd.traffic.Endpoint;

/**
 * A session with an exchange under way, as it was at one moment, for an operator (management 9.3, show sess). Immutable.
 *
 * @param number the session's own in the process
 * @param backend empty before one was chosen; so is `server`
 * @param ageMillis since the connection was accepted
 * @param exchanges begun on the connection, the present one counted
 */
public record SessionView(
        long number,
        int worker,
        boolean http,
        Endpoint source,
        String frontend,
        String backend,
        String server,
        Chapter chapter,
        long acceptedWallMillis,
        long ageMillis,
        int exchanges,
        int retries,
        boolean queued,
        long bytesFromClient,
        long bytesToClient) {

    static SessionView of(Session session, Exchange ex) {
        return new SessionView(
                session.number(),
                session.worker.number(),
                ex.isHttp(),
                session.source(),
                session.frontend.name(),
                ex.backend == null ? "" : ex.backend.backend.name(),
                ex.server == null ? "" : ex.server.name(),
                ex.phase().chapter(),
                session.acceptedWallMillis(),
                (session.worker.clock().nanos() - session.acceptedNanos()) / 1_000_000,
                session.exchanges(),
                ex.attempts.retries,
                ex.attempts.waiting.isQueued(),
                ex.bytesFromClient,
                ex.bytesToClient);
    }
}
