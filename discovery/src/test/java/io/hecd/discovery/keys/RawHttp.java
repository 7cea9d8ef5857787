package io.hecd.discovery.keys;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP client that sends what it is told, well formed or not: one request, one answer, the body read when asked for. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private RawHttp(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static RawHttp open(InetSocketAddress address) throws IOException {
        return new RawHttp(address);
    }

    /** Sends a request and reads the head of its answer. */
    static RawHttp send(InetSocketAddress address, String request) throws IOException {
        RawHttp http = open(address);
        http.write(request);
        http.readHead();
        return http;
    }

    static String request(String method, String path, String type, String body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        if (type.isEmpty()) return head + "\r\n";
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return head + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void readHead() throws IOException {
        headers.clear();
        String first = line();
        status = Integer.parseInt(first.split(" ", 3)[1]);
        for (String line; !(line = line()).isEmpty(); ) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The whole body. */
    String body() throws IOException {
        if (header("Transfer-Encoding").toLowerCase(Locale.ROOT).equals("chunked")) {
            StringBuilder body = new StringBuilder();
            for (String chunk; !(chunk = chunk()).isEmpty(); ) body.append(chunk);
            return body.toString();
        }
        String length = header("Content-Length");
        return new String(
                length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    /** The next chunk; empty for the last one. */
    String chunk() throws IOException {
        byte[] bytes = in.readNBytes(Integer.parseInt(line(), 16));
        line();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the other side has closed. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c; (c = in.read()) != '\n'; line.write(c)) if (c < 0) throw new EOFException("no whole line: " + line);
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
