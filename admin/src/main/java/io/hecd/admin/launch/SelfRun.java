package io.hecd.admin.launch;

import io.hecd.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * `self-run`: a short life of the whole program, so that the class-data archive (`bin/hecd` makes it once) holds what a
 * start and a first request need. Talks to itself on loopback only, and ends.
 */
final class SelfRun {
    private static final int ROUNDS = 50;
    private static final long PATIENCE_SECONDS = 20;
    private static final byte[] REQUEST =
            "GET /self HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private SelfRun() {}

    static int run() {
        try (ServerSocket origin = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            start("self-run-origin", () -> serve(origin));
            String server = "127.0.0.1:" + origin.getLocalPort();
            int http = freePort();
            int tcp = freePort();
            Path file = Files.createTempFile("hecd-self-run", ".cfg");
            try {
                Files.writeString(
                        file,
                        QuickConfig.forward("127.0.0.1:" + http, List.of(server), "http", "roundrobin")
                                + "listen second\n  mode tcp\n  bind 127.0.0.1:" + tcp + "\n  server s1 " + server
                                + "\n");
                start("self-run-client", () -> talk(http, tcp));
                // The same way through the program as any start with a file.
                return new FlagRun(new Alerts(System.err), Wiring.starter()).run(List.of("-f", file.toString()));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("self-run: " + e);
            return 1;
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Asks until enough was answered, then ends the program as a signal would. */
    private static void talk(int http, int tcp) {
        long end = Clock.system().nanos() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (int answered = 0; answered < ROUNDS && Clock.system().nanos() < end; ) {
            try {
                ask(http);
                ask(tcp);
                answered++;
            } catch (IOException e) {
                // Not listening yet.
                LockSupport.parkNanos(1_000_000);
            }
        }
        Signals.post(Signals.Order.STOP);
    }

    private static void ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write(REQUEST);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // To the end: the proxy closes, because we asked for it.
            }
        }
    }

    /** Answers each connection once and closes it; enough for checks and requests alike. */
    private static void serve(ServerSocket origin) {
        byte[] buffer = new byte[4096];
        while (!origin.isClosed()) {
            try (Socket socket = origin.accept()) {
                socket.setSoTimeout(500);
                if (socket.getInputStream().read(buffer) <= 0) continue;
                OutputStream out = socket.getOutputStream();
                out.write(ANSWER);
                out.flush();
            } catch (IOException e) {
                // A check that says nothing, or the end.
            }
        }
    }
}
