package io.hecd.proxy;

import io.hecd.bytes.Ascii;
import io.hecd.config.model.ProxySettings.ConnectionMode;
import io.hecd.http.Framing;
import io.hecd.http.KnownHeader;
import io.netty.buffer.ByteBuf;

/**
 * Whether each side's connection outlives the exchange, and what the headers must say about it (manual 4.2, option
 * http-keep-alive, http-server-close, httpclose, http-pretend-keepalive). Without state; runs on the exchange's worker.
 */
public final class ConnectionHeaders {
    private static final byte[] CONTINUE = Ascii.bytes("100-continue");
    private static final byte[] GO_ON = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    private ConnectionHeaders() {}

    /** What the client's request says about its connection. */
    public static void readRequest(Exchange ex) {
        ex.requestPersistence.of(ex.request);
        ex.clientKeepAlive = ex.requestPersistence.isPersistent() && ex.frontend.connectionMode != ConnectionMode.CLOSE;
    }

    /** An upgrade to WebSocket that cannot be one (RFC 6455 4.1): 400, as HAProxy. */
    public static boolean isBroken(Exchange ex) {
        return ex.worker.hopHeaders().isBrokenWebSocket(ex.request, ex.requestPersistence);
    }

    /** Edits the request for the server. False when the head has no room for what must be added. */
    public static boolean toServer(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        ConnectionMode mode = closer(ex.frontend.connectionMode, plan.connectionMode);
        if (mode == ConnectionMode.CLOSE) ex.clientKeepAlive = false;
        ex.serverKeepAlive = mode == ConnectionMode.KEEP_ALIVE;
        boolean said = ex.serverKeepAlive || plan.pretendKeepAlive;
        // In the order in which HAProxy adds them: its own connection header last.
        if (!ForwardedHeaders.add(
                ex.frontend.forwarded,
                plan.forwarded,
                ex.request,
                ex.session.source(),
                ex.session.wire.local(),
                ex.view)) return false;
        ex.upgradeAsked = ex.worker.hopHeaders().toServer(ex.request, ex.requestPersistence, ex.requestFraming, said);
        return true;
    }

    private static ConnectionMode closer(ConnectionMode a, ConnectionMode b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** `Expect: 100-continue` is answered here when the body is wanted before a server is chosen; once. */
    public static void continueNow(Exchange ex) {
        if (ex.continued || !ex.request.valueHasToken(KnownHeader.EXPECT, CONTINUE)) return;
        ex.continued = true;
        ex.request.removeAll(KnownHeader.EXPECT);
        ByteBuf out = ex.session.wire.buffer(GO_ON.length).writeBytes(GO_ON);
        ex.bytesToClient += GO_ON.length;
        ex.session.wire.write(out);
        ex.session.wire.flush();
    }

    /** What the server's response says about its connection; it is kept only when both ends of the answer are clear. */
    public static void readResponse(Exchange ex) {
        boolean delimited = ex.responseFraming.kind() != Framing.Kind.UNTIL_CLOSE
                && ex.responseFraming.kind() != Framing.Kind.TUNNEL;
        ex.serverKeepAlive &=
                delimited && ex.responsePersistence.of(ex.response).isPersistent();
    }

    /** Edits the response for the client, and decides how its end will be told. */
    public static void toClient(Exchange ex) {
        boolean old = ex.request.minorVersion() == 0;
        ex.unchunking = false;
        switch (ex.responseFraming.kind()) {
            case UNTIL_CLOSE -> ex.clientKeepAlive = false;
            case CHUNKED -> {
                // HAProxy sends chunks to HTTP/1.0 clients too, which cannot read them (RFC 9112 7.1).
                if (old) {
                    ex.unchunking = true;
                    ex.clientKeepAlive = false;
                    ex.response.removeAll(KnownHeader.TRANSFER_ENCODING);
                }
            }
            default -> {}
        }
        if (ex.session.isDraining()) ex.clientKeepAlive = false;
        ex.worker.hopHeaders().toClient(ex.response, old, ex.clientKeepAlive);
    }
}
