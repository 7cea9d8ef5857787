package io.hecd.admin.launch;

import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * `self-run`: a short life of a whole load balancer, so that the class-data archive (`bin/hecd` makes it once) holds
 * what a start and a first request need. Talks to itself on loopback only, and ends.
 */
final class SelfRun {
    private static final int ROUNDS = 50;
    private static final byte[] REQUEST =
            "GET /self HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private SelfRun() {}

    static int run() {
        try (ServerSocket origin = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> serve(origin), "self-run-origin");
            serving.setDaemon(true);
            serving.start();
            int http = freePort();
            int tcp = freePort();
            String text = QuickConfig.forward(
                            "127.0.0.1:" + http, List.of("127.0.0.1:" + origin.getLocalPort()), "http", "roundrobin")
                    + "listen second\n  mode tcp\n  bind 127.0.0.1:" + tcp + "\n  server s1 127.0.0.1:"
                    + origin.getLocalPort() + "\n";
            List<Source> sources = List.of(new Source("self-run", text));
            Engine engine =
                    Wiring.starter().start(sources, FlagRun.environment(Arguments.none(), sources), new Problems());
            for (int i = 0; i < ROUNDS; i++) {
                ask(http);
                ask(tcp);
            }
            engine.stop();
            return 0;
        } catch (IOException | Engine.Refused e) {
            System.err.println("self-run: " + e);
            return 1;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
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
