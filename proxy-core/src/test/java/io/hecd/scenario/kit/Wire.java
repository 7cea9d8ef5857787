package io.hecd.scenario.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1 read from a socket as plainly as can be: just enough framing to know where a message ends, and all bytes kept as
 * they came. It judges nothing.
 */
final class Wire {
    private final InputStream in;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final StringBuilder told = new StringBuilder();
    private boolean isChunkBorder;
    private volatile String end = "";

    Wire(InputStream in) {
        this.in = in;
    }

    /** A head and what is known of its body. */
    record Message(String startLine, String head, String body, boolean complete) {
        String header(String name) {
            for (String line : head.split("\r?\n")) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name))
                    return line.substring(colon + 1).strip();
            }
            return "";
        }
    }

    /** All bytes so far, as ISO-8859-1. */
    synchronized String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** What came, with the borders between chunks left out: where a body is cut into chunks is chance. */
    synchronized String told() {
        return told.toString();
    }

    /** The next message; one without a start line at the end of the stream. `headOnly`: no body follows whatever is said. */
    Message read(boolean isRequest, boolean headOnly) throws IOException {
        return body(head(), isRequest, headOnly);
    }

    /** The next head, without its body; not complete at the end of the stream. */
    Message head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n") && !head.toString().endsWith("\n\n")) {
            int c = next();
            if (c < 0) return new Message(firstLine(head), head.toString(), "", false);
            if (head.length() > 0 || c != '\r' && c != '\n') head.append((char) c);
        }
        return new Message(firstLine(head), head.toString(), "", true);
    }

    /** The body that belongs to `message`, read. */
    Message body(Message message, boolean isRequest, boolean headOnly) throws IOException {
        if (!message.complete) return message;
        StringBuilder body = new StringBuilder();
        boolean complete = readBody(message, isRequest, headOnly, body);
        return new Message(message.startLine, message.head, body.toString(), complete);
    }

    private static String firstLine(CharSequence head) {
        return head.toString().split("\r?\n", 2)[0];
    }

    private boolean readBody(Message message, boolean isRequest, boolean headOnly, StringBuilder body)
            throws IOException {
        if (headOnly || !isRequest && hasNoBody(message.startLine)) return true;
        if (message.header("transfer-encoding")
                .toLowerCase(java.util.Locale.ROOT)
                .endsWith("chunked")) return readChunks(body);
        String length = message.header("content-length");
        if (!length.isEmpty()) return readExactly(Long.parseLong(length), body);
        if (isRequest) return true;
        for (int c; (c = next()) >= 0; ) body.append((char) c);
        return true;
    }

    private static boolean hasNoBody(String startLine) {
        String[] words = startLine.split(" ");
        return words.length > 1 && (words[1].startsWith("1") || words[1].equals("204") || words[1].equals("304"));
    }

    private boolean readChunks(StringBuilder body) throws IOException {
        while (true) {
            isChunkBorder = true;
            String line = line();
            int size;
            try {
                size = Integer.parseInt(line.split(";")[0].strip(), 16);
            } catch (NumberFormatException e) {
                isChunkBorder = false;
                if (!line.isEmpty()) tell("{bad chunk: " + line + "}");
                return false;
            }
            isChunkBorder = false;
            if (size == 0) break;
            if (!readExactly(size, body)) return false;
            isChunkBorder = true;
            line();
        }
        tell("{last chunk}\n");
        for (boolean trailers = true; trailers; ) trailers = !line().isEmpty();
        return true;
    }

    private boolean readExactly(long length, StringBuilder body) throws IOException {
        for (long n = 0; n < length; n++) {
            int c = next();
            if (c < 0) return false;
            body.append((char) c);
        }
        return true;
    }

    /** Without its end; empty at the end of the stream, too. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = next()) >= 0 && c != '\n'; ) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    /** The next byte, kept; -1 at the end. */
    int next() throws IOException {
        int c;
        try {
            c = in.read();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            end = "[reset]";
            throw e;
        }
        if (c < 0) end = "[closed]";
        if (c >= 0)
            synchronized (this) {
                received.write(c);
                if (!isChunkBorder) told.append((char) c);
            }
        return c;
    }

    private synchronized void tell(String text) {
        told.append(text);
    }

    /** `[closed]` or `[reset]` once the other side has ended and that was read, else empty. */
    String end() {
        return end;
    }

    /** Reads to the end of the stream. */
    void drain() throws IOException {
        for (int c = 0; c >= 0; ) c = next();
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Closes with a reset instead of an orderly end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    static void endOutput(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // what cannot be closed is closed
        }
    }
}
