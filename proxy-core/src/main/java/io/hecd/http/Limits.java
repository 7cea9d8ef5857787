package io.hecd.http;

/**
 * How large a head may be: bytes of the request line (414 beyond), bytes and fields of the whole head (431 beyond).
 * HAProxy's words for the last two are tune.bufsize less tune.maxrewrite, and tune.http.maxhdr.
 */
public record Limits(int lineBytes, int headBytes, int fields) {
    public static final Limits STANDARD = new Limits(8 * 1024, 16 * 1024, 100);

    public Limits {
        if (lineBytes < 16 || headBytes < lineBytes || fields < 1)
            throw new IllegalArgumentException("limits out of order: " + lineBytes + ", " + headBytes + ", " + fields);
    }
}
