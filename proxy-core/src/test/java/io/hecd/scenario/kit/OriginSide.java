package io.hecd.scenario.kit;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An origin's end of one connection, in the hands of a {@link Script}. */
public final class OriginSide {
    /** What an origin does when a request has come, or in TCP mode when a connection has: false closes the connection. */
    @FunctionalInterface
    public interface Script {
        boolean play(OriginSide talk) throws IOException;
    }

    private final Socket socket;
    private final Wire wire;

    OriginSide(Socket socket, Wire wire) {
        this.socket = socket;
        this.wire = wire;
    }

    /** Sends this in one write. */
    public OriginSide say(String bytes) throws IOException {
        socket.getOutputStream().write(Wire.bytes(bytes));
        return this;
    }

    /** Reads so many bytes, fewer when the proxy closes. */
    public String hear(int bytes) throws IOException {
        StringBuilder heard = new StringBuilder();
        for (int c; heard.length() < bytes && (c = wire.next()) >= 0; ) heard.append((char) c);
        return heard.toString();
    }

    /** Reads until the proxy closes. */
    public String hearAll() throws IOException {
        return hear(Integer.MAX_VALUE);
    }

    /** Says nothing and does not close, for longer than the timeouts of a test that waits for one. */
    public OriginSide hold() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700));
        return this;
    }

    /** Sends nothing more, still reads. */
    public OriginSide endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Leaves with a reset. */
    public boolean reset() {
        Wire.reset(socket);
        return false;
    }

    /** Waits, so that the proxy sees one write before the next; nothing may depend on how long. */
    public OriginSide pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
        return this;
    }
}
