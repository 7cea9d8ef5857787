package io.hecd.scenario.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** One client connection, byte by byte, in the hands of the test's thread. Reading gives up after ten seconds of silence. */
public final class Conversation implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final Wire wire;
    private boolean nextIsHead;

    Conversation(InetSocketAddress address) {
        try {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(connect(address));
            wire = new Wire(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A proxy may accept and reset before this side has looked: then reading tells of the reset. */
    private InputStream connect(InetSocketAddress address) throws IOException {
        try {
            socket.connect(address, PATIENCE_MILLIS);
            return socket.getInputStream();
        } catch (ConnectException refused) {
            throw refused;
        } catch (SocketException reset) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw reset;
                }

                @Override
                public int read(byte[] into, int at, int length) throws IOException {
                    throw reset;
                }
            };
        }
    }

    /** Sends bytes given as ISO-8859-1 text. A proxy that closed already is no failure here; the next read shows it. */
    public Conversation send(String bytes) {
        if (bytes.startsWith("HEAD ")) nextIsHead = true;
        try {
            socket.getOutputStream().write(Wire.bytes(bytes));
        } catch (IOException e) {
            // read on: what the proxy said before it closed counts
        }
        return this;
    }

    /** The next answer, 1xx ones included; status 0 when the connection ended. */
    public Answer answer() {
        try {
            boolean headOnly = nextIsHead;
            nextIsHead = false;
            return Answer.of(wire.read(false, headOnly));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no whole answer within ten seconds; so far: " + wire.received(), e);
        } catch (IOException e) {
            return new Answer(0, "", "", false);
        }
    }

    /** All bytes until the proxy closes. */
    public String untilClosed() {
        try {
            wire.drain();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("not closed within ten seconds; so far: " + wire.received(), e);
        } catch (IOException e) {
            // a reset is an end as well
        }
        return wire.received();
    }

    /** Whether the proxy closes within so many `millis` of real time without a byte. */
    boolean isClosedWithin(int millis) {
        try {
            socket.setSoTimeout(millis);
            while (wire.next() >= 0) {
                // what still comes counts as received
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** All bytes received so far, with what is there to be read now. */
    public String peek() {
        try {
            while (in.available() > 0) wire.next();
        } catch (IOException e) {
            // what came before it counts
        }
        return wire.received();
    }

    /** Reads until `text` has come, at any place; gives up at the end. */
    Conversation until(String text) {
        try {
            while (!wire.received().contains(text) && wire.next() >= 0) {
                // until it is there
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no '" + text + "' within ten seconds; so far: " + wire.received(), e);
        } catch (IOException e) {
            // a reset is an end as well
        }
        return this;
    }

    /** How the proxy ended it: `[closed]`, `[reset]`, or `[open]` when it did not within `millis` of real time. */
    String endWithin(int millis) {
        isClosedWithin(millis);
        return wire.end().isEmpty() ? "[open]" : wire.end();
    }

    /** Like {@link #received}, with the borders between chunks left out. */
    String told() {
        return wire.told();
    }

    /** All bytes received so far. */
    public String received() {
        return wire.received();
    }

    /** Sends nothing more, still reads. */
    public Conversation halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Leaves with a reset. */
    public void reset() {
        Wire.reset(socket);
    }

    @Override
    public void close() {
        Wire.close(socket);
    }
}
