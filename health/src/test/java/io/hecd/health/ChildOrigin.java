package io.hecd.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An origin in a process of its own, so that it can be killed. Takes a port, 0 for any; writes the one it has, then every POST
 * that it has carried out. Works on each request for a moment, so that it dies with some in its hands.
 */
final class ChildOrigin {
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(5);

    private ChildOrigin() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocket listening =
                new ServerSocket(Integer.parseInt(arguments[0]), 1024, InetAddress.getLoopbackAddress());
        System.out.println(listening.getLocalPort());
        while (true) {
            Socket socket = listening.accept();
            socket.setTcpNoDelay(true);
            Thread thread = new Thread(() -> serve(socket));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String first; (first = in.readLine()) != null; ) {
                int length = 0;
                for (String line; !(line = in.readLine()).isEmpty(); )
                    if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                        length = Integer.parseInt(line.substring(15).strip());
                for (int i = 0; i < length; i++) if (in.read() < 0) return;
                if (first.startsWith("POST ")) {
                    synchronized (ChildOrigin.class) {
                        System.out.println(first.split(" ")[1]);
                        System.out.flush();
                    }
                }
                LockSupport.parkNanos(WORK);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            if (socket.isBound() && !socket.isConnected()) throw new UncheckedIOException(e);
        }
    }
}
