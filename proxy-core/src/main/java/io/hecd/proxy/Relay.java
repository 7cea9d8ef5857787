package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;
import io.hecd.http.Framing;
import io.hecd.http.h1.ChunkScanner;
import io.hecd.traffic.Ending;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one side to the other. The one rule of backpressure is here: a side is read only while the other side can be
 * written. Without state; what it knows is in the exchange. Runs on the exchange's worker.
 */
public final class Relay {
    /** Body that came with the head is copied behind it up to this size: one write is cheaper than one copy. */
    private static final int COPY_BEHIND_HEAD = 8 * 1024;

    private Relay() {}

    // Client to server.

    /** Sends the request's head, and what has come of its body. */
    public static void requestHead(Exchange ex, ServerConnection connection) {
        ByteBuf body = ex.session.wire.pending();
        int copied = ex.requestFraming.kind() == Framing.Kind.LENGTH && body != null
                ? (int) Math.min(ex.requestLeft, body.readableBytes())
                : 0;
        if (copied > COPY_BEHIND_HEAD) copied = 0;
        ByteBuf out = connection.wire.buffer(ex.request.sizeOnWire() + copied);
        ex.request.writeTo(out);
        if (copied > 0 && body != null) {
            out.writeBytes(body, copied);
            sentOfRequest(ex, copied);
            ex.requestLeft -= copied;
            ex.requestDone = ex.requestLeft == 0;
            ex.session.wire.releasePendingIfEmpty();
        }
        connection.wire.write(out);
    }

    /** Moves what the client has sent of the request's body, or of the tunnel, to the server. */
    public static void request(Exchange ex) {
        ServerConnection connection = ex.connection;
        if (connection == null || !connection.isEstablished()) return;
        ByteBuf in = ex.session.wire.pending();
        if (in != null && in.isReadable() && (!ex.requestDone || ex.tunnel)) {
            if (ex.tunnel) {
                int n = in.readableBytes();
                ex.session.wire.takePending();
                sentOfRequest(ex, n);
                connection.wire.write(in);
            } else if (ex.requestFraming.kind() == Framing.Kind.LENGTH) {
                requestLength(ex, connection, in);
            } else {
                requestChunks(ex, connection, in);
            }
            ex.session.wire.releasePendingIfEmpty();
            boolean writable = connection.wire.isWritable();
            ex.session.wire.reading(writable);
            // A client that is not let send must not be blamed for its silence.
            if (writable || ex.tunnel) armClient(ex);
            else ex.session.disarm();
        }
        if (ex.requestDone && !ex.tunnel && !ex.responseStarted) waitForServer(ex);
    }

    private static void requestLength(Exchange ex, ServerConnection connection, ByteBuf in) {
        int n = (int) Math.min(ex.requestLeft, in.readableBytes());
        ex.requestLeft -= n;
        ex.requestDone = ex.requestLeft == 0;
        sentOfRequest(ex, n);
        if (n == in.readableBytes()) {
            ex.session.wire.takePending();
            connection.wire.write(in);
        } else {
            connection.wire.write(in.readRetainedSlice(n));
        }
    }

    private static void requestChunks(Exchange ex, ServerConnection connection, ByteBuf in) {
        int before = in.readableBytes();
        ByteBuf out = take(ex.requestChunks, in, connection.wire);
        sentOfRequest(ex, before - in.readableBytes());
        if (out == null) {
            ex.end(Ending.BAD_REQUEST);
            return;
        }
        connection.wire.write(out);
        ex.requestDone = ex.requestChunks.isDone();
    }

    private static void sentOfRequest(Exchange ex, int bytes) {
        if (bytes > 0) ex.bodySent = true;
        ex.bytesFromClient += bytes;
    }

    /** After the last byte of the request it is the server's turn: `timeout server` begins, the client's ends. */
    public static void waitForServer(Exchange ex) {
        ex.session.disarm();
        if (!ex.responseStarted) ex.armServer(ex.requireBackend().timeoutServer);
    }

    private static void armClient(Exchange ex) {
        if (ex.tunnel) armTunnel(ex);
        else if (!ex.requestDone) ex.session.arm(ex.frontend.timeoutClient);
    }

    // Server to client.

    /** Sends the response's head, and what has come of its body if that is little. */
    public static void responseHead(Exchange ex, ServerConnection connection) {
        ByteBuf body = connection.wire.pending();
        int copied = ex.responseFraming.kind() == Framing.Kind.LENGTH && body != null
                ? (int) Math.min(ex.responseLeft, body.readableBytes())
                : 0;
        if (copied > COPY_BEHIND_HEAD) copied = 0;
        int head = ex.response.sizeOnWire();
        ByteBuf out = connection.wire.buffer(head + copied);
        ex.response.writeTo(out);
        if (copied > 0 && body != null) {
            out.writeBytes(body, copied);
            ex.responseLeft -= copied;
            ex.responseDone = ex.responseLeft == 0;
            connection.wire.releasePendingIfEmpty();
        }
        ex.bytesToClient += head + copied;
        ex.session.wire.write(out);
    }

    /** Moves what the server has sent of the response's body to the client. False: it is broken. */
    public static boolean response(Exchange ex, ServerConnection connection) {
        ByteBuf in = connection.wire.pending();
        if (in == null || !in.isReadable() || ex.responseDone) return true;
        boolean sound = true;
        switch (ex.responseFraming.kind()) {
            case LENGTH -> {
                int n = (int) Math.min(ex.responseLeft, in.readableBytes());
                ex.responseLeft -= n;
                ex.responseDone = ex.responseLeft == 0;
                give(ex, connection, in, n);
            }
            case CHUNKED -> sound = responseChunks(ex, connection, in);
            case UNTIL_CLOSE -> give(ex, connection, in, in.readableBytes());
            default -> {
                // No body: what comes all the same is nobody's, and the connection is not used again.
                ex.responseDone = true;
                ex.serverKeepAlive = false;
            }
        }
        connection.wire.releasePendingIfEmpty();
        if (!ex.session.wire.isWritable()) {
            connection.wire.reading(false);
            ex.disarmServer();
            ex.session.arm(ex.frontend.timeoutClient);
        } else if (!ex.responseDone) {
            ex.armServer(ex.requireBackend().timeoutServer);
        }
        return sound;
    }

    private static void give(Exchange ex, ServerConnection connection, ByteBuf in, int n) {
        ex.bytesToClient += n;
        if (n == in.readableBytes()) {
            connection.wire.takePending();
            ex.session.wire.write(in);
        } else {
            ex.session.wire.write(in.readRetainedSlice(n));
        }
    }

    private static boolean responseChunks(Exchange ex, ServerConnection connection, ByteBuf in) {
        ChunkScanner chunks = ex.responseChunks;
        ByteBuf out = ex.unchunking ? unchunk(chunks, in, ex.session.wire) : take(chunks, in, ex.session.wire);
        if (out == null) return false;
        ex.bytesToClient += out.readableBytes();
        ex.session.wire.write(out);
        ex.responseDone = chunks.isDone();
        return true;
    }

    /** Takes what of `in` belongs to the chunked body, in canonical form: as it is where it is so already. Null: invalid. */
    private static @Nullable ByteBuf take(ChunkScanner chunks, ByteBuf in, Wire to) {
        int result = chunks.scan(in);
        if (result == ChunkScanner.DONE || chunks.scanned() == in.readableBytes())
            return in.readRetainedSlice(chunks.scanned());
        ByteBuf out = to.buffer(in.readableBytes() + 64);
        out.writeBytes(in, chunks.scanned());
        while (result == ChunkScanner.MORE && in.isReadable()) {
            result = chunks.rewrite(in, out);
            if (result != ChunkScanner.MORE) break;
            result = chunks.scan(in);
            out.writeBytes(in, chunks.scanned());
        }
        return sound(result, out);
    }

    private static @Nullable ByteBuf unchunk(ChunkScanner chunks, ByteBuf in, Wire to) {
        ByteBuf out = to.buffer(in.readableBytes());
        return sound(chunks.unchunk(in, out), out);
    }

    private static @Nullable ByteBuf sound(int result, ByteBuf out) {
        if (result != ChunkScanner.BAD) return out;
        out.release();
        return null;
    }

    /** Moves what the server has sent through a tunnel to the client. */
    public static void tunnelled(Exchange ex, ServerConnection connection) {
        ByteBuf in = connection.wire.pending();
        if (in == null) return;
        connection.wire.takePending();
        ex.bytesToClient += in.readableBytes();
        ex.session.wire.write(in);
        if (!ex.session.wire.isWritable()) connection.wire.reading(false);
        armTunnel(ex);
    }

    /** Whether a chunked request body ends within what has been received; looks at it without taking anything. */
    public static boolean endsWithin(Exchange ex, ByteBuf body) {
        ChunkScanner looking = new ChunkScanner(ex.worker.limits());
        ByteBuf data = body.alloc().buffer(body.readableBytes());
        int result = looking.unchunk(body.duplicate(), data);
        data.release();
        return result != ChunkScanner.MORE;
    }

    // Backpressure and time.

    static void clientWritable(Exchange ex, boolean writable) {
        ServerConnection connection = ex.connection;
        if (connection == null) return;
        connection.wire.reading(writable);
        if (writable) {
            if (ex.tunnel) armTunnel(ex);
            else {
                if (ex.requestDone) ex.session.disarm();
                if (ex.responseStarted && !ex.responseDone) ex.armServer(ex.requireBackend().timeoutServer);
            }
        } else {
            ex.disarmServer();
            ex.session.arm(ex.frontend.timeoutClient);
        }
    }

    static void serverWritable(Exchange ex, boolean writable) {
        ex.session.wire.reading(writable);
        if (writable) request(ex);
        if (ex.tunnel) armTunnel(ex);
        else if (!writable) ex.armServer(ex.requireBackend().timeoutServer);
        else if (!ex.requestDone) {
            ex.disarmServer();
            ex.session.arm(ex.frontend.timeoutClient);
        }
    }

    /** `timeout tunnel` replaces both timeouts when it is set; else the smaller of both runs. Half closed: the -fin timeouts. */
    public static void armTunnel(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        long tunnel = plan.timeoutTunnel > 0 ? plan.timeoutTunnel : ex.frontend.timeoutTunnel;
        ServerConnection connection = ex.connection;
        boolean serverShut = connection == null || connection.wire.isInputShut();
        boolean clientShut = ex.session.wire.isInputShut();
        long client = serverShut && ex.frontend.timeoutClientFin > 0
                ? ex.frontend.timeoutClientFin
                : tunnel > 0 ? tunnel : ex.frontend.timeoutClient;
        long server = clientShut && plan.timeoutServerFin > 0
                ? plan.timeoutServerFin
                : tunnel > 0 ? tunnel : plan.timeoutServer;
        if (clientShut) ex.session.disarm();
        else ex.session.arm(client);
        // The last bytes of a client that said all may still wait for a server that did.
        if (serverShut && !clientShut) ex.disarmServer();
        // Where both are as long it is the client who was late (manual 8.5, cD).
        else ex.armServer(server == client && !clientShut ? server + 1 : server);
    }

    /** Counts the bytes of an exchange once, when it ends. */
    public static void countBytes(Exchange ex) {
        int worker = ex.worker.number();
        ex.session.count(FrontendCounter.BYTES_IN, ex.bytesFromClient);
        ex.session.count(FrontendCounter.BYTES_OUT, ex.bytesToClient);
        ex.worker.occupancy().countBytesOut(worker, ex.timings.ended, ex.bytesToClient + ex.bytesFromClient);
        ex.count(ServerCounter.BYTES_IN, BackendCounter.BYTES_IN, ex.bytesFromClient);
        ex.count(ServerCounter.BYTES_OUT, BackendCounter.BYTES_OUT, ex.bytesToClient);
    }
}
