package io.hecd.discovery.keys;

import java.util.Map;

/**
 * What a client is told at once.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, Map<String, String> headers, String body) {
    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";

    /** The outcome of a request for a key. */
    static Answer key(int status, long index, String body) {
        // Of Raft there is nothing to tell; clients that read these want numbers.
        return new Answer(
                status,
                Map.of(
                        "Content-Type",
                        JSON,
                        "X-Etcd-Index",
                        Long.toString(index),
                        "X-Raft-Index",
                        Long.toString(index),
                        "X-Raft-Term",
                        "1"),
                body);
    }

    static Answer error(KeysError error) {
        Map<String, String> headers = error.code() == KeysError.Code.UNAUTHORIZED
                ? Map.of(
                        "Content-Type",
                        JSON,
                        "X-Etcd-Index",
                        Long.toString(error.index()),
                        "WWW-Authenticate",
                        "Basic realm=\"hecd\"")
                : Map.of("Content-Type", JSON, "X-Etcd-Index", Long.toString(error.index()));
        return new Answer(error.code().status, headers, KeysJson.error(error));
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", JSON), body);
    }

    static Answer plain(int status, String body) {
        return new Answer(status, Map.of("Content-Type", PLAIN), body);
    }

    static Answer notAllowed(String allowed) {
        return new Answer(405, Map.of("Content-Type", PLAIN, "Allow", allowed), "Method Not Allowed\n");
    }
}
