package io.hecd.health.check;

import io.hecd.http.Method;

/**
 * One step of a check, as a `tcp-check` or `http-check` line gives it. `number` counts those lines from 1, comments too,
 * and is 0 for a step that nobody wrote; `comment` may be empty.
 */
sealed interface Step {
    int number();

    String comment();

    /** Opens a connection. `host` "" and `port` 0: the server's own. */
    record Connect(int number, String comment, String host, int port) implements Step {
        static final Connect IMPLICIT = new Connect(0, "", "", 0);

        String words() {
            return port == 0 ? "(connect)" : "(connect port " + port + ")";
        }
    }

    /** Sends bytes; `asked` is the method when they are an HTTP request, which decides whether the answer has a body. */
    @SuppressWarnings("ArrayRecordComponent") // made once while loading, compared never
    record Send(int number, String comment, byte[] bytes, Method asked) implements Step {}

    /**
     * Waits for an answer that is as it should be.
     *
     * @param least bytes needed before looking; 0 looks once, -1 waits for more as long as nothing was found
     */
    record Expect(
            int number,
            String comment,
            Pattern pattern,
            boolean negated,
            int least,
            CheckStatus ok,
            CheckStatus wrong,
            CheckStatus late)
            implements Step {}
}
