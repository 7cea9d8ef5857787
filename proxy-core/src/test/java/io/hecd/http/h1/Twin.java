package io.hecd.http.h1;

import io.hecd.bytes.Ascii;
import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running HAProxy that answers 200 itself to every head it accepts. Ended, with its files, on close. */
final class Twin implements AutoCloseable {
    private final Process process;
    private final Path directory;
    private final int port;

    private Twin(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    static Twin start() throws IOException, InterruptedException {
        int port = Ports.free();
        Path directory = Files.createTempDirectory("twin");
        Path cfg = directory.resolve("haproxy.cfg");
        Files.writeString(cfg, """
                defaults
                  mode http
                  timeout client 5s
                  timeout server 5s
                  timeout connect 5s
                frontend twin
                  bind 127.0.0.1:%d
                  http-request return status 200
                """.formatted(port));
        Process process;
        try {
            process = new ProcessBuilder("haproxy", "-db", "-f", cfg.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("the twin test needs HAProxy: apt-get install haproxy", e);
        }
        Twin twin = new Twin(process, directory, port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!twin.listens()) {
            if (System.nanoTime() > deadline || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                String said = Files.readString(directory.resolve("out"));
                twin.close();
                throw new AssertionError("haproxy did not start: " + said);
            }
        }
        return twin;
    }

    private boolean listens() {
        try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return s.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The status of its answer, 0 if it closed or kept silent. */
    int status(String raw) throws IOException {
        try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
            s.setSoTimeout(3000);
            s.getOutputStream().write(Ascii.bytes(raw));
            InputStream in = s.getInputStream();
            String start = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            return start.startsWith("HTTP/1.") && start.length() == 12 ? Integer.parseInt(start.substring(9)) : 0;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(directory);
    }
}
