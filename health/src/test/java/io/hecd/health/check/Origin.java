package io.hecd.health.check;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a port of its own that answers checks, or misbehaves by name. Plain sockets, a thread per connection. */
final class Origin implements AutoCloseable {
    /** What it does with a connection. */
    enum Manner {
        /** Reads a request, sends the answer, closes. */
        ANSWER,
        /** Reads and never answers. */
        STALL,
        /** Reads a request and closes. */
        CLOSE,
        /** Reads a request and resets the connection. */
        RESET,
        /** Nobody listens. */
        REFUSE
    }

    private final InetSocketAddress address;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Manner manner = Manner.ANSWER;
    private volatile String answer = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private ServerSocket listening;
    private Thread acceptor;

    Origin() {
        try {
            listening = bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()));
            address = (InetSocketAddress) listening.getLocalSocketAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = serve(listening);
    }

    private static ServerSocket bind(InetSocketAddress to) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(to, 200);
        return socket;
    }

    int port() {
        return address.getPort();
    }

    /** What it was asked, each request as one string. */
    List<String> requests() {
        return requests;
    }

    Origin answers(String text) {
        answer = text;
        return does(Manner.ANSWER);
    }

    Origin status(int code, String reason) {
        return answers("HTTP/1.0 " + code + " " + reason + "\r\nContent-Length: 2\r\n\r\nok");
    }

    Origin does(Manner next) {
        try {
            if (next == Manner.REFUSE && manner != Manner.REFUSE) {
                listening.close();
                // the kernel goes on accepting until the thread has left accept()
                acceptor.join();
            }
            if (next != Manner.REFUSE && manner == Manner.REFUSE) {
                listening = bind(address);
                acceptor = serve(listening);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        manner = next;
        return this;
    }

    private Thread serve(ServerSocket on) {
        return daemon(() -> {
            try {
                while (true) {
                    Socket client = on.accept();
                    open.add(client);
                    daemon(() -> talk(client));
                }
            } catch (IOException e) {
                // closed: nobody listens any more
            }
        });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "origin");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void talk(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[4096];
            Manner how = manner;
            int n = in.read(buffer);
            if (n > 0) requests.add(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            switch (how) {
                case ANSWER -> {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    client.shutdownOutput();
                    while (in.read(buffer) > 0) {}
                }
                case STALL -> {
                    while (in.read(buffer) >= 0) {}
                }
                case RESET -> client.setSoLinger(true, 0);
                case CLOSE, REFUSE -> {}
            }
        } catch (IOException e) {
            // the checker hung up
        } finally {
            open.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) socket.close();
    }
}
