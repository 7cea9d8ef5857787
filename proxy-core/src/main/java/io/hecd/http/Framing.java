package io.hecd.http;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/**
 * How the body of a message is delimited (RFC 9112 6.3), decided once and strictly: whatever two readers could take in
 * two ways is refused. No other file reads Content-Length or Transfer-Encoding. A reused cell, confined to its exchange.
 */
public final class Framing {
    /** What delimits the body. TUNNEL: bytes both ways until close. REFUSE: answer with the status and close. */
    public enum Kind {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE,
        TUNNEL,
        REFUSE
    }

    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final byte[][] CODINGS = {
        Ascii.bytes("gzip"), Ascii.bytes("x-gzip"), Ascii.bytes("deflate"), Ascii.bytes("compress"),
    };
    /** 19 digits hold every length that a long can hold, so counting them first makes overflow easy to see. */
    private static final int MOST_DIGITS = 19;

    private final ByteView value = new ByteView();
    private final TokenList tokens = new TokenList();
    private Kind kind = Kind.NONE;
    private long length;
    private String fault = "";
    private int status;

    public Kind kind() {
        return kind;
    }

    /** Bytes of the body for LENGTH, else 0. */
    public long length() {
        return length;
    }

    public boolean hasBody() {
        return kind == Kind.LENGTH || kind == Kind.CHUNKED || kind == Kind.UNTIL_CLOSE;
    }

    public boolean isRefused() {
        return kind == Kind.REFUSE;
    }

    /** Why it was refused, for the log. */
    public String fault() {
        return fault;
    }

    /** The status to answer a refused request with: 400, or 422 for a transfer coding that is known but not handled. A refused response is a 502. */
    public int status() {
        return status;
    }

    /** The body of a request. After CONNECT nothing is a body: the tunnel begins with the server's 2xx. */
    public Framing ofRequest(HttpHead head) {
        Kind declared = declared(head);
        if (declared == Kind.REFUSE) return this;
        if (head.method() == Method.CONNECT && (declared == Kind.CHUNKED || length > 0))
            return refuse("CONNECT with a body");
        return is(declared == Kind.UNTIL_CLOSE ? Kind.NONE : declared);
    }

    /**
     * The body of a response to a request with this method.
     *
     * @param upgradeAsked the request that was sent asked for an upgrade, so a 101 may answer it
     */
    public Framing ofResponse(HttpHead head, Method asked, boolean upgradeAsked) {
        Kind declared = declared(head);
        if (declared == Kind.REFUSE) return this;
        int code = head.status();
        if (code == 101) return upgradeAsked ? is(Kind.TUNNEL) : refuse("101 without an upgrade in the request");
        if (code < 200 || code == 204 || code == 304 || asked == Method.HEAD) return is(Kind.NONE);
        if (asked == Method.CONNECT && code < 300) return is(Kind.TUNNEL);
        return is(declared);
    }

    /** Do trailers hold a field that delimits, routes or describes the connection (RFC 9110 6.5.1)? HAProxy passes them. */
    public static boolean isForbiddenTrailer(HttpHead trailers) {
        return trailers.has(KnownHeader.CONTENT_LENGTH)
                || trailers.has(KnownHeader.TRANSFER_ENCODING)
                || trailers.has(KnownHeader.TRAILER)
                || trailers.has(KnownHeader.CONNECTION)
                || trailers.has(KnownHeader.HOST);
    }

    /** What the two headers say; UNTIL_CLOSE when there is neither. */
    private Kind declared(HttpHead head) {
        length = 0;
        fault = "";
        status = 0;
        int coding = head.find(KnownHeader.TRANSFER_ENCODING);
        int size = head.find(KnownHeader.CONTENT_LENGTH);
        if (coding < 0 && size < 0) return Kind.UNTIL_CLOSE;
        if (coding < 0) return length(head, size);
        if (size >= 0) return refuse("Content-Length with Transfer-Encoding").kind;
        if (head.minorVersion() == 0) return refuse("Transfer-Encoding in HTTP/1.0").kind;
        if (head.findNext(coding, KnownHeader.TRANSFER_ENCODING) >= 0)
            return refuse("two Transfer-Encoding headers").kind;
        head.valueView(coding, value);
        if (Ascii.equalIgnoreCase(value.array(), value.offset(), value.length(), CHUNKED, 0, CHUNKED.length))
            return Kind.CHUNKED;
        refuse("invalid Transfer-Encoding");
        if (isKnownCodingThenChunked()) status = 422;
        return Kind.REFUSE;
    }

    private boolean isKnownCodingThenChunked() {
        tokens.over(value);
        boolean coded = false;
        while (tokens.next()) {
            if (tokens.is(CHUNKED)) return coded && !tokens.next();
            if (!isKnownCoding()) return false;
            coded = true;
        }
        return false;
    }

    private boolean isKnownCoding() {
        for (byte[] coding : CODINGS) if (tokens.is(coding)) return true;
        return false;
    }

    private Kind length(HttpHead head, int size) {
        if (head.findNext(size, KnownHeader.CONTENT_LENGTH) >= 0) return refuse("two Content-Length headers").kind;
        head.valueView(size, value);
        int digits = value.length();
        if (digits == 0 || digits > MOST_DIGITS) return refuse("invalid Content-Length").kind;
        long n = 0;
        for (int i = 0; i < digits; i++) {
            int digit = value.byteAt(i) - '0';
            if (digit < 0 || digit > 9) return refuse("invalid Content-Length").kind;
            n = n * 10 + digit;
        }
        if (n < 0) return refuse("Content-Length too large").kind;
        length = n;
        return n == 0 ? Kind.NONE : Kind.LENGTH;
    }

    private Framing is(Kind kind) {
        this.kind = kind;
        if (kind != Kind.LENGTH) length = 0;
        return this;
    }

    private Framing refuse(String why) {
        length = 0;
        fault = why;
        status = 400;
        kind = Kind.REFUSE;
        return this;
    }
}
