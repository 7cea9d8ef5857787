package io.hecd.scenario.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The twin: a real HAProxy as a child process in the foreground, with a directory of its own. It lives from
 * {@link #start} to {@link #close}.
 */
public final class Haproxy implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path SOCKETS = Path.of("/proc/net/tcp");
    private static final int ATTEMPTS = 500;

    private final Process process;
    private final Path directory;

    private Haproxy(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** A test that needs the program fails without it, and says what to install. */
    public static void require() {
        if (!Files.isExecutable(PROGRAM)) throw new AssertionError("haproxy is not installed: apt-get install haproxy");
    }

    /** Runs `configuration` until it listens on `ports`; `@DIR@` in the text stands for a directory of its own. */
    public static Haproxy start(String configuration, int... ports) {
        try {
            Path directory = Files.createTempDirectory("twin");
            Path file = directory.resolve("haproxy.cfg");
            Files.writeString(file, configuration.replace("@DIR@", directory.toString()));
            Process process = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            Haproxy haproxy = new Haproxy(process, directory);
            for (int port : ports) haproxy.awaitPort(port);
            return haproxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks and does not connect: a connection would be a line in the log. */
    private void awaitPort(int port) throws IOException {
        String listening = String.format(":%04X 00000000:0000 0A", port);
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            if (Files.readString(SOCKETS).contains(listening)) return;
            exitedWithin(10);
        }
        String output = Files.readString(directory.resolve("output"));
        close();
        throw new IOException("haproxy does not listen on port " + port + "\n" + output);
    }

    private boolean exitedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        if (!exitedWithin(5_000)) process.destroyForcibly();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) Files.delete(file);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
