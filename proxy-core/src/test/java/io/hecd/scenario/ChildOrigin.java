package io.hecd.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An origin in a process of its own, so that it can be killed. Writes its port, then every POST that it has carried out. */
final class ChildOrigin {
    private ChildOrigin() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocket listening = new ServerSocket(
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0, 1024, InetAddress.getLoopbackAddress());
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
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            if (socket.isBound() && !socket.isConnected()) throw new UncheckedIOException(e);
        }
    }
}
