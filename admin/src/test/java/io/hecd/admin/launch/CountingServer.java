package io.hecd.admin.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/1.1 server that counts its requests, and can be gone for a while. A thread for each connection. */
final class CountingServer {
    static final String BODY = "ok";

    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + BODY + "\n").getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket socket;
    private final int port;

    private CountingServer(ServerSocket socket) {
        this.socket = socket;
        this.port = socket.getLocalPort();
    }

    static CountingServer start() throws IOException {
        CountingServer server = new CountingServer(listen(0));
        server.serve();
        return server;
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        return socket;
    }

    private void serve() {
        ServerSocket listening = socket;
        thread(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    client.setTcpNoDelay(true);
                    open.add(client);
                    connections.incrementAndGet();
                    thread(() -> talk(client));
                } catch (IOException e) {
                    // Closed: the loop ends.
                }
            }
        });
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "counting-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) continue;
                count.incrementAndGet();
                out.write(ANSWER);
            }
        } catch (IOException e) {
            // The proxy has gone, or we have.
        } finally {
            open.remove(client);
        }
    }

    int port() {
        return port;
    }

    int count() {
        return count.get();
    }

    /** As a process that was killed: no listener, and its connections are closed. */
    void stop() {
        try {
            socket.close();
            for (Socket client : open) client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Since it came back. */
    int connections() {
        return connections.get();
    }

    /** Back, on the same port. */
    void again() throws IOException {
        connections.set(0);
        socket = listen(port);
        serve();
    }
}
