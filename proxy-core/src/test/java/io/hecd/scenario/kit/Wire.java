package io.hecd.scenario.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * HTTP/1 read from a socket as plainly as can be: just enough framing to know where a message ends, and all bytes kept as
 * they came. It judges nothing.
 */
final class Wire {
    private final InputStream in;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

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

    /** The next message; one without a start line at the end of the stream. `headOnly`: no body follows whatever is said. */
    Message read(boolean isRequest, boolean headOnly) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n") && !head.toString().endsWith("\n\n")) {
            int c = next();
            if (c < 0) return new Message(firstLine(head), head.toString(), "", false);
            if (head.length() > 0 || c != '\r' && c != '\n') head.append((char) c);
        }
        Message message = new Message(firstLine(head), head.toString(), "", true);
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
            String line = line();
            if (line.isEmpty()) return false;
            int size;
            try {
                size = Integer.parseInt(line.split(";")[0].strip(), 16);
            } catch (NumberFormatException e) {
                return false;
            }
            if (size == 0) break;
            if (!readExactly(size, body)) return false;
            line();
        }
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
        int c = in.read();
        if (c >= 0)
            synchronized (this) {
                received.write(c);
            }
        return c;
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

    static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // what cannot be closed is closed
        }
    }
}
