package io.hecd.runtime;

import java.util.List;

/**
 * A request that is asked about and not sent: see {@link Explanation}.
 *
 * @param url `http://host[:port]/path`, or a path alone; `tcp://host:port` for a connection
 * @param frontend the one that it comes to, or empty: the one that listens at the URL's port
 * @param from the client's IP address
 * @param headers `name:value`
 */
public record Question(String method, String url, String frontend, String from, List<String> headers) {
    public static Question get(String url) {
        return new Question("GET", url, "", "127.0.0.1", List.of());
    }

    /** It makes no sense as a request. */
    public static final class Unasked extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unasked(String message) {
            super(message, null, false, false);
        }
    }
}
