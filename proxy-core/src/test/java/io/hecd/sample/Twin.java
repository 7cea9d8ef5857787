package io.hecd.sample;

import io.hecd.scenario.kit.Haproxy;
import io.hecd.scenario.kit.Ports;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * HAProxy with one `http-request return` rule per case, told apart by the header x-case, and a connection to it. What the
 * rule answers is the twin's opinion of the case.
 */
public final class Twin implements Closeable {
    private final Haproxy haproxy;
    private final int port;

    private Twin(Haproxy haproxy, int port) {
        this.haproxy = haproxy;
        this.port = port;
    }

    /** @param rules what follows `http-request return`, the condition of a case without braces around all */
    public static Twin start(List<String> rules) {
        Haproxy.require();
        int port = Ports.free();
        StringBuilder text = new StringBuilder("""
                defaults
                  mode http
                  timeout client 10s
                  timeout server 10s
                  timeout connect 10s
                frontend twin
                  bind 127.0.0.1:%d
                """.formatted(port));
        for (String rule : rules)
            text.append("  http-request return ").append(rule).append('\n');
        text.append("  http-request return status 404\n");
        return new Twin(Haproxy.start(text.toString(), port), port);
    }

    /** The request with the case's number in it, as it is to be sent. */
    public static String withCase(String request, int number) {
        int end = request.indexOf("\n\n");
        return request.substring(0, end) + "\nx-case: " + number + request.substring(end);
    }

    /** Sends a request on a connection of its own and reads the answer: `status body`. */
    public String ask(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String wire = request.replace("\r\n", "\n").replace("\n", "\r\n");
            socket.getOutputStream().write(wire.getBytes(StandardCharsets.ISO_8859_1));
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) return "closed " + head;
            head.append((char) b);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length: ") + 16;
        int length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
        String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        return head.substring(9, 12) + " " + body;
    }

    @Override
    public void close() {
        haproxy.close();
    }
}
