package io.hecd.http;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/**
 * The headers that belong to one connection only, edited as a message goes from one side to the other. As HAProxy 2.6
 * does: `close` and `keep-alive` leave Connection, other options stay with the headers they name; TE keeps at most
 * `trailers`; Keep-Alive, Proxy-Connection and Trailer pass. Differs: an upgrade that cannot take place (to h2c, with a
 * body, in HTTP/1.0) is removed whole. One per worker.
 */
public final class HopHeaders {
    private static final byte[] TRAILERS = Ascii.bytes("trailers");
    private static final byte[] H2C = Ascii.bytes("h2c");
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] HTTP2_SETTINGS = KnownHeader.HTTP2_SETTINGS.lowerName();

    private final ByteView value = new ByteView();
    private final ByteView token = new ByteView();
    private final TokenList tokens = new TokenList();
    private byte[] rest = new byte[128];

    /** An upgrade to WebSocket needs a key (RFC 6455 4.1); HAProxy answers 400 without one. */
    public boolean isBrokenWebSocket(HttpHead request, Persistence said) {
        return said.isUpgrade()
                && request.valueHasToken(KnownHeader.UPGRADE, WEBSOCKET)
                && !request.has(KnownHeader.SEC_WEBSOCKET_KEY);
    }

    /**
     * Makes a request fit for the server's connection.
     *
     * @param keep may the connection to the server be used again?
     * @return whether the request, as it goes out, asks for an upgrade
     */
    public boolean toServer(HttpHead request, Persistence said, Framing framing, boolean keep) {
        boolean upgrade = said.isUpgrade() && !framing.hasBody() && !request.valueHasToken(KnownHeader.UPGRADE, H2C);
        if (!upgrade) dropUpgrade(request);
        keepOnlyTrailers(request);
        trimConnection(request, !upgrade);
        boolean old = request.minorVersion() == 0;
        if (keep && old) request.add(KnownHeader.CONNECTION.lowerName(), Persistence.KEEP_ALIVE);
        if (!keep && !old && !upgrade) request.add(KnownHeader.CONNECTION.lowerName(), Persistence.CLOSE);
        return upgrade;
    }

    /**
     * Makes a response fit for the client's connection; an interim one (1xx) says nothing about it.
     *
     * @param oldClient the request was HTTP/1.0
     * @param keep may the client send another request on its connection?
     */
    public void toClient(HttpHead response, boolean oldClient, boolean keep) {
        int status = response.status();
        keepOnlyTrailers(response);
        if (status < 200 || status == 204) {
            response.removeAll(KnownHeader.CONTENT_LENGTH);
            response.removeAll(KnownHeader.TRANSFER_ENCODING);
        }
        if (status == 101) return;
        trimConnection(response, false);
        if (status < 200) return;
        boolean old = response.minorVersion() == 0;
        if (keep && (old || oldClient)) response.add(KnownHeader.CONNECTION.lowerName(), Persistence.KEEP_ALIVE);
        if (!keep && !old) response.add(KnownHeader.CONNECTION.lowerName(), Persistence.CLOSE);
    }

    private void dropUpgrade(HttpHead request) {
        request.removeAll(KnownHeader.UPGRADE);
        request.removeAll(KnownHeader.HTTP2_SETTINGS);
    }

    private void keepOnlyTrailers(HttpHead head) {
        int te = head.find(KnownHeader.TE);
        if (te < 0) return;
        if (head.isRequest()
                && head.findNext(te, KnownHeader.TE) < 0
                && head.valueView(te, value).contentEquals(TRAILERS)) return;
        boolean trailers = head.isRequest() && head.valueHasToken(KnownHeader.TE, TRAILERS);
        head.removeAll(KnownHeader.TE);
        if (trailers) head.add(KnownHeader.TE.lowerName(), TRAILERS);
    }

    /** Takes `close` and `keep-alive` out, and what belongs to an upgrade if there is none; the other options stay. */
    private void trimConnection(HttpHead head, boolean noUpgrade) {
        for (int i = head.find(KnownHeader.CONNECTION); i >= 0; i = head.findNext(i, KnownHeader.CONNECTION)) {
            tokens.over(head.valueView(i, value));
            if (rest.length < value.length() * 2) rest = new byte[value.length() * 2];
            int length = 0;
            boolean changed = false;
            while (tokens.next()) {
                if (isOurs(noUpgrade)) {
                    changed = true;
                    continue;
                }
                if (length > 0) {
                    rest[length++] = ',';
                    rest[length++] = ' ';
                }
                tokens.token(token);
                System.arraycopy(token.array(), token.offset(), rest, length, token.length());
                length += token.length();
            }
            if (length == 0) head.remove(i);
            else if (changed) head.replaceValue(i, value.set(rest, 0, length));
        }
    }

    private boolean isOurs(boolean noUpgrade) {
        return tokens.is(Persistence.CLOSE)
                || tokens.is(Persistence.KEEP_ALIVE)
                || noUpgrade && (tokens.is(Persistence.UPGRADE) || tokens.is(HTTP2_SETTINGS));
    }
}
