package io.hecd.admin.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A child of the test: the real `bin/hecd` or another program, with its output in files. Ends with the test. */
final class Launched implements AutoCloseable {
    /** Generous: machines that run tests are slow, and nothing waits longer than it must. */
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** `bin/hecd` of this checkout on the JVM that runs the test; it never builds. */
    static Launched hecd(Path directory, String... words) {
        return start(directory, Map.of(), hecdCommand(words));
    }

    static Launched hecd(Path directory, Map<String, String> environment, String... words) {
        return start(directory, environment, hecdCommand(words));
    }

    static List<String> hecdCommand(String... words) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(words));
        return command;
    }

    static Path launcher() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.isExecutable(at.resolve("bin/hecd"))) return at.resolve("bin/hecd");
        throw new IllegalStateException("no bin/hecd above " + Path.of("").toAbsolutePath());
    }

    static Launched start(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("HECD_NO_BUILD", "1");
            builder.environment().put("HECD_JAVA", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            return new Launched(builder.start(), out, err);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new AssertionError("still running; stderr: " + err());
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    void signal(String name) {
        signal(name, pid());
    }

    static void signal(String name, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) throw new AssertionError("kill -" + name + " " + pid + ": " + code);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so; fails with the child's stderr when it never is. */
    void eventually(String what, BooleanSupplier condition) {
        until(
                () -> condition.getAsBoolean(),
                () -> what + "; exit " + (isAlive() ? "none" : process.exitValue()) + ", stderr: " + err());
    }

    static void until(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never: " + otherwise.get());
            LockSupport.parkNanos(2_000_000);
        }
    }

    void listensOn(int port) {
        eventually("listens on " + port, () -> isListening(port));
    }

    static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
